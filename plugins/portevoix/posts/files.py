"""The files that a folder of posts holds, and by which name each lies on the disc."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from portevoix.file_naming import is_markdown
from portevoix.file_stats import (
    FileStat,
    entries_below,
    entry_stat,
    file_stands,
    folder_stands,
    is_file,
)
from portevoix.posts.folder_values import FOLDER_FILE
from portevoix.site import Site

_DEEPEST = 60  # folders inside one another that a picture's name is looked for in


def post_files(folder: Path) -> list[tuple[str, FileStat]]:
    """Markdown files below `folder`, in the order of their names, and how each lies; hidden ones
    left out. Links to folders are followed."""
    return files_of_posts(folder)[0]


def files_of_posts(folder: Path) -> tuple[list[tuple[str, FileStat]], list[str]]:
    """The files of `post_files`, and the `.meta.yml` below the folder."""
    found = []
    of_folders = []
    for path, entry in entries_below(str(folder)):
        if path.startswith(".") or "/." in path:
            if entry.name == FOLDER_FILE:
                of_folders.append(path)
        elif is_markdown(path) and is_file(entry):
            found.append((path, entry_stat(entry)))
    return sorted(found, key=_in_order), sorted(of_folders)


def folder_files(folder: Path, site: Site, below: list[str]) -> list[Path]:
    """The `.meta.yml` that speak of posts, from docs/ down to the folders of posts; `below` are those
    of the latter, from the folder of posts."""
    above = [folder, *folder.parents][: len(site.blog.strip("/").split("/")) + 1]
    found = [place / FOLDER_FILE for place in above]
    found += [folder / "posts" / path for path in below]
    return [path for path in found if path.is_file()]


def _in_order(one: tuple[str, FileStat]) -> str:
    name = one[0]
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder but hidden ones, in no order; links to folders are not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(here)
        for name in names:
            path = base / name
            if not name.startswith(".") and path.is_file():
                yield path


def as_it_lies(path: Path) -> Path:
    """A file that people name in NFC, as they type, by the name that it has on the disc, which may
    be in NFD: macOS and archives give such names."""
    known = file_stands(path) or folder_stands(path)
    if known or path.name in ("", ".", "..") or len(path.parts) > _DEEPEST:
        return path
    folder = as_it_lies(path.parent)
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        found = sorted(folder.iterdir())
    except (OSError, ValueError):
        return path
    return next((one for one in found if unicodedata.normalize("NFC", one.name) == wanted), path)
