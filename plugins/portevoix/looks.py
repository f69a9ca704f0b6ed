"""Whether a site has our look: settings and pages hang on it."""

from __future__ import annotations

from pathlib import Path

THEME = "porte-voix"  # as MkDocs knows the theme
ASSETS = "assets"  # folder of what a look loads


def has_our_look(theme: str, overrides: Path | None) -> bool:
    """A site that names our theme, or whose project holds a whole copy of our look, as all did
    before the theme travelled with the package."""
    return theme == THEME or bool(overrides and (overrides / ASSETS / "site.css").is_file())
