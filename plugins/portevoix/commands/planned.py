"""The plan of a site, for the commands that speak of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from portevoix.building.markdown import MarkdownSettings
from portevoix.building.planned import Ahead, ahead_of
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic

__all__ = ["Ahead", "look_ahead", "tell"]


def look_ahead(file: Path, given: str | None) -> Ahead:
    """The plan of the site of `file`. Raises DiagnosticsError with all that is to mend.

    `given` stands for now, as it was typed.
    """
    return ahead_of(file, given, Path.cwd(), _markdown)


def tell(notices: Iterable[Diagnostic]) -> None:
    """Say what stops nothing, beside what a command prints."""
    for one in sorted(set(notices)):
        print(one, file=sys.stderr)


def _markdown(configuration: Configuration) -> MarkdownSettings:
    """Only now is the engine worth loading: it knows how Markdown is set."""
    from portevoix.engine.mkdocs.host import MkDocs

    return MkDocs(configuration=configuration).markdown()
