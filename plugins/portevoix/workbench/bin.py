"""The bin beside the site: nothing that a person wrote is ever deleted, it is put there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from portevoix.values import dataclass

BIN = ".corbeille"  # in the folder of the project


class Taken(Exception):
    """Another file has come where one was to be put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thrown:
    key: str  # of its folder in the bin
    name: str  # where it lay, from the folder of the project
    file: Path
    when: datetime


def throw(home: Path, file: Path) -> None:
    """Take a file out of the site. Raises OSError."""
    place = _place(home, file)
    place.parent.mkdir(parents=True)
    file.rename(place)


def keep_copy(home: Path, file: Path, content: bytes) -> None:
    """Keep a text that is about to be replaced. Raises OSError."""
    place = _place(home, file)
    place.parent.mkdir(parents=True)
    place.write_bytes(content)


def thrown(home: Path) -> Iterator[Thrown]:
    """What lies in the bin, the newest first."""
    folder = home / BIN
    for entry in sorted(folder.glob("*"), reverse=True):
        for file in sorted(entry.rglob("*")) if entry.is_dir() else ():
            if file.is_file():
                yield Thrown(
                    key=entry.name,
                    name=file.relative_to(entry).as_posix(),
                    file=file,
                    when=datetime.fromtimestamp(entry.stat().st_mtime).astimezone(),
                )


def put_back(home: Path, key: str) -> Path:
    """Where a file lay before. Raises FileNotFoundError, or Taken when another one is there."""
    found = next((one for one in thrown(home) if one.key == key), None)
    if found is None:
        raise FileNotFoundError(2, os.strerror(2), key)
    place = home / found.name
    if not place.resolve().is_relative_to(home.resolve()):
        raise FileNotFoundError(2, os.strerror(2), key)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(found.file, place)  # takes no name that is taken, unlike a rename
    except FileExistsError:
        raise Taken(found.name) from None
    except OSError:  # a file system without hard links
        if place.exists():
            raise Taken(found.name) from None
        found.file.rename(place)
        return place
    found.file.unlink()
    return place


def _place(home: Path, file: Path) -> Path:
    """A folder of its own, named like the moment: files of one name lie side by side."""
    _keep_out_of_git(home / BIN)
    try:
        below = file.resolve().relative_to(home.resolve())
    except ValueError:
        below = Path(file.name)
    start = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    n = 0
    while (folder := home / BIN / (f"{start}-{n}" if n else start)).exists():
        n += 1
    return folder / below


def _keep_out_of_git(folder: Path) -> None:
    """What was thrown away enters no version."""
    ignored = folder / ".gitignore"
    if not ignored.exists():
        folder.mkdir(parents=True, exist_ok=True)
        ignored.write_text("*\n", encoding="utf-8")
