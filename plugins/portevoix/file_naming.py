"""How files are named in messages, and where they lie without links."""

from __future__ import annotations

import os
from pathlib import Path

# As MkDocs has them; in any case, for file systems that keep it.
MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})


def is_markdown(path: str) -> bool:
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" in MARKDOWN


def shown(path: Path, base: Path) -> str:
    """A file's name in messages: from where the person works when it is below, else whole."""
    return below(path.resolve(), base)


def below(path: Path, base: Path) -> str:
    """The same for a path without links."""
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()


def real_path(path: Path, folders: dict[str, Path]) -> Path:
    """A file's path without links; each folder is looked up once, and kept in `folders`."""
    folder, name = os.path.split(path)
    if name in ("", ".", "..") or path.is_symlink():
        return path.resolve()
    if folder not in folders:
        folders[folder] = Path(folder).resolve()
    return folders[folder] / name
