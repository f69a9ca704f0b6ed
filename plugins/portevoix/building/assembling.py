"""All that a build would send out, for commands that make no site of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portevoix.building.build import Assembled, assemble
from portevoix.building.engine import MarkdownEngine
from portevoix.building.session import Session
from portevoix.building.workplace import Workplace
from portevoix.cache.fingerprint import fingerprint_of
from portevoix.cache.freshness import cache_folder
from portevoix.cache.store import Store
from portevoix.configuration import Configuration
from portevoix.sources.options import SourceOptions
from portevoix.temporary import temporary_folder


@contextmanager
def assembled(
    configuration: Configuration, options: SourceOptions, engine: MarkdownEngine
) -> Iterator[Assembled]:
    """The edition that `build` would make, from what earlier builds know; pictures lie where it says
    until the end. Raises DiagnosticsError, or Refused."""
    with workplace(configuration.file) as place:
        yield assemble(configuration.file, options, engine, place)


@contextmanager
def workplace(configuration: Path) -> Iterator[Workplace]:
    """Where a command works that makes no site, with all that builds remember."""
    project = configuration.parent
    store = Store.open(cache_folder(project) / "made.sqlite")
    try:
        with temporary_folder() as spare:
            yield Workplace(
                base=Path.cwd(),
                project=project,
                session=Session(store=store),
                foundation=fingerprint_of(configuration),
                spare=spare,
            )
    finally:
        store.close()
