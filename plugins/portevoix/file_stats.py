"""How files lie on the disc: told without reading them.

Only the standard library: a command asks this before anything else is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

FileStat = tuple[int, int, int, int]  # size, last change, last change of its entry, node
# A file written twice within one tick of a file system's clock looks the same twice; FAT counts
# by two seconds.
SETTLED = 2_000_000_000  # nanoseconds


def stats_below(place: str | Path, *, but: str = "") -> dict[str, FileStat]:
    """How each file below a folder lies on the disc, by its path from there; nothing of folders that are
    called `but`."""
    return {path: entry_stat(entry) for path, entry in entries_below(str(place), but=but)}


def stat_of(path: str | Path) -> FileStat:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def entry_stat(entry: os.DirEntry[str], *, linked: bool = True) -> FileStat:
    """How a file lies; of a symbolic link, what it leads to, unless `linked` is False."""
    try:
        if os.name == "nt":  # where an entry knows no node, nor the date of a file of two names
            found = os.stat(entry.path, follow_symlinks=linked)
        else:
            found = entry.stat(follow_symlinks=linked)
    except OSError:  # gone meanwhile, or a link that leads nowhere
        return 0, 0, 0, 0
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def files_below(root: str) -> Sequence[str]:
    """All files below a folder, in order, those of linked folders too; or the file itself."""
    if os.path.isfile(root):
        return [root]
    return sorted(f"{root}{os.sep}{path}" for path, _ in entries_below(root))


def entries_below(
    root: str, links: dict[str, bool] | None = None, *, but: str = ""
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file below a folder and its path from there, those of linked folders too, once: under its own
    name sooner than under that of a link.

    `links` is filled with each link to a folder, and whether the files came by it.
    """
    start = os.path.realpath(root)
    seen = {start}
    folders = [("", start)]
    linked: list[tuple[str, str]] = []
    while folders or linked:
        if folders:
            inside, folder = folders.pop()
        else:
            # Whatever the order in which the system gives them; what nobody reads comes last.
            linked.sort(key=lambda one: (f"/{one[0]}".find("/.") >= 0, one[0]), reverse=True)
            inside, folder = linked.pop()
            if links is not None:
                links[inside[:-1]] = folder not in seen
            if folder in seen:
                continue
            seen.add(folder)
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            if not _is_folder(entry):
                yield f"{inside}{entry.name}", entry
                continue
            if entry.name == but:
                continue
            name = f"{inside}{entry.name}/"
            # Only a link leads elsewhere; to ask of each folder where it lies would cost much.
            if entry.is_symlink():
                linked.append((name, os.path.realpath(entry.path)))
            elif entry.path not in seen:
                seen.add(entry.path)
                folders.append((name, entry.path))


def file_stands(path: Path) -> bool:
    """Whether a file lies there; nothing lies under a name that no file system takes."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def folder_stands(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file, or leads to one."""
    try:
        return entry.is_file()
    except OSError:
        return False
