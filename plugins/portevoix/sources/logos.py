"""The organisation's logos: files that are there and can be shown, or a mistake on their line."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from portevoix.cards import logo_file
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.pictures import Unreadable, contents, opened, unusable
from portevoix.plugin_options import PLUGIN

_LONGEST = 120  # characters of a name that are told


def read_logo(configuration: Configuration) -> Path | None:
    """The logo that cards can show. Raises DiagnosticsError with what is wrong with any logo."""
    site, docs = configuration.site, configuration.docs
    organisation = site.organisation
    mistakes: list[Diagnostic] = []
    for key in ("logo", "logo_dark"):
        written = getattr(organisation, key)
        try:
            if written:
                _look_at(written, docs)
        except Unreadable as error:
            file, line = configuration.options.whole(f"plugins.{PLUGIN}.organisation.{key}")
            name = written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
            mistakes.append(unusable(site.lang, error, file=file, line=line, name=name))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return logo_file(site, docs)


def _look_at(written: str, docs: Path) -> None:
    path = PurePosixPath(written)
    if path.is_absolute() or ".." in path.parts:
        raise Unreadable("outside")
    content = contents(docs / path)
    if path.suffix.lower() != ".svg":
        opened(content)
    elif b"<svg" not in content[:100_000]:
        raise Unreadable("unknown_kind")
