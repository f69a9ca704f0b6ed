"""Whether a site has our look, and which files make it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from portevoix.looks import ASSETS, THEME, has_our_look

__all__ = [
    "GUEST",
    "TEMPLATES",
    "THEME",
    "has_our_look",
    "is_shown",
    "look_folders",
    "look_version",
]

TEMPLATES = Path(__file__).resolve().parent / "templates"
GUEST = TEMPLATES.parent / "guest"  # pieces for pages of another look


def look_folders(overrides: Path | None) -> tuple[Path, ...]:
    """Where the look lies, what an organisation changes first."""
    return (overrides, TEMPLATES) if overrides else (TEMPLATES,)


def is_shown(source: Path, path: str, overrides: Path | None) -> bool:
    """Whether the file `path` of the theme folder `source` goes to readers: only our assets do."""
    folders = [folder.resolve() for folder in look_folders(overrides)]
    return source.resolve() in folders and path.startswith(f"{ASSETS}/")


def look_version(overrides: Path | None) -> str:
    """Eight digits that change when a style sheet, a script or a font does."""
    found = hashlib.sha256()
    for _, file in sorted(_assets(overrides)):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:8]


def _assets(overrides: Path | None) -> Iterator[tuple[Path, Path]]:
    """Path below the assets, and the file that readers get."""
    shown: dict[Path, Path] = {}
    for folder in reversed(look_folders(overrides)):
        assets = folder / ASSETS
        shown |= {file.relative_to(assets): file for file in assets.rglob("*") if file.is_file()}
    return iter(shown.items())
