"""Every address of a site, each with one owner: known before a file is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import field

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """Two files that cannot both be there; the paths are one when it has two owners."""

    path: str
    other: str


@dataclass(slots=True)
class Places:
    """Where upper and lower case are one, or composed and decomposed letters, so are their files."""

    paths: set[str] = field(default_factory=set)
    clashes: list[Clash] = field(default_factory=list)
    _files: dict[str, str] = field(default_factory=dict)  # as it is told apart → as it is written
    _folders: dict[str, str] = field(default_factory=dict)  # the same → a file that lies in it

    def take_all(self, paths: Sequence[str]) -> None:
        """As if each were taken in turn: in one go, unless one is not free."""
        files = dict(zip(_all_told_apart(paths), paths, strict=True))
        folders: dict[str, str] = {}
        for place, path in files.items():
            folder = place[: max(place.rfind("/"), 0)]
            while folder and folder not in folders and folder not in self._folders:
                folders[folder] = path
                folder = folder.rpartition("/")[0]
        free = (
            len(files) == len(paths)
            and files.keys().isdisjoint(folders)
            and files.keys().isdisjoint(self._files)
            and files.keys().isdisjoint(self._folders)
            and folders.keys().isdisjoint(self._files)
        )
        if not free:
            for path in paths:
                self.take(path)
            return
        self.paths.update(paths)
        self._files |= files
        self._folders |= folders

    def take(self, path: str) -> None:
        self.paths.add(path)
        place = told_apart(path)
        if place in self._folders:
            self.clashes.append(Clash(path, self._folders[place]))
        elif place in self._files:
            self.clashes.append(Clash(path, self._files[place]))
        self._files.setdefault(place, path)
        folder = place.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders[folder] = path
            if folder in self._files:
                self.clashes.append(Clash(path, self._files[folder]))
            folder = folder.rpartition("/")[0]


def _all_told_apart(paths: Sequence[str]) -> Iterable[str]:
    """`told_apart` of each; hardly any has a letter that asks for more than its lower case."""
    joined = "\n".join(paths)
    if joined.isascii() and joined.count("\n") == len(paths) - 1:
        return joined.lower().split("\n")
    return map(told_apart, paths)


def told_apart(path: str) -> str:
    """A path as the file system that tells fewest apart sees it."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
