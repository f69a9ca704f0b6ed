"""All that a build would send out, for commands that make no site of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portevoix.building.build import Assembled, Workplace, assemble
from portevoix.building.engine import MarkdownEngine
from portevoix.building.session import Session
from portevoix.cache.fingerprint import fingerprint_of
from portevoix.cache.freshness import cache_folder
from portevoix.cache.store import Store
from portevoix.configuration import Configuration
from portevoix.sources.options import SourceOptions


@contextmanager
def assembled(
    configuration: Configuration, options: SourceOptions, engine: MarkdownEngine
) -> Iterator[Assembled]:
    """The edition that `build` would make, from what earlier builds know; pictures lie where it says
    until the end. Raises DiagnosticsError, or Refused."""
    project = configuration.file.parent
    store = Store.open(cache_folder(project) / "made.sqlite", fresh=False)
    try:
        with tempfile.TemporaryDirectory(prefix="porte-voix-") as spare:
            place = Workplace(
                base=Path.cwd(),
                project=project,
                session=Session(store=store),
                foundation=fingerprint_of(configuration.file),
                spare=Path(spare),
            )
            yield assemble(configuration.file, options, engine, place)
    finally:
        store.close()
