"""The files of the last site that are still right, taken over instead of made again.

A file is taken over when it was made of the same things (its key), by the same code and templates
(the foundation), and nobody touched it since. It is linked, not copied: the old tree goes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portevoix.incremental.sealed import read_record, write_record

FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file of a site: what it was made of, and how it lay on the disc."""

    key: str
    size: int
    changed: int  # nanoseconds
    node: int  # inode, where the system has them
    listed: Any = None  # what the sitemap says of it, as its maker gave it


@dataclass(kw_only=True)
class Outputs:
    """The last site seen from the build of the next one."""

    file: Path | None  # where the records of the site at `place` are kept; None: nothing is known
    place: Path
    new: Path
    foundation: str
    last: dict[str, Record] = field(default_factory=dict)
    made: dict[str, tuple[str, Any]] = field(default_factory=dict)  # path → key, listed
    _settled: dict[str, list[Any]] = field(default_factory=dict)
    _linked: set[str] = field(default_factory=set)
    _folders: set[str] = field(default_factory=set)  # made in the new site

    @classmethod
    def open(
        cls, file: Path | None, place: Path, new: Path, foundation: str, *, fresh: bool = False
    ) -> Outputs:
        outputs = cls(file=file, place=place, new=new, foundation=foundation)
        if file is not None and not fresh:
            outputs.last = dict(_read(file, foundation))
        return outputs

    def intact(self, path: str, key: str) -> Record | None:
        """The record of a file of the last site that can be taken over."""
        record = self.last.get(path)
        if record is None or not key or record.key != key:
            return None
        try:
            found = os.stat(f"{self.place}/{path}")
        except OSError:
            return None
        return record if _lies(found) == (record.size, record.changed, record.node) else None

    def kept(self, path: str, key: str) -> Record | None:
        """Take a file over into the new site; None when it must be made."""
        if path in self._linked:  # what is written there now must not reach the last site
            self._linked.remove(path)
            os.unlink(f"{self.new}/{path}")
        record = self.last.get(path)
        if record is None or not key or record.key != key:
            return None
        try:
            self._make_folder(path.rpartition("/")[0])
            linked = _link(f"{self.place}/{path}", f"{self.new}/{path}")
        except OSError:
            return None
        # Told by what was linked: another build may just have put its own site there.
        if linked != (record.size, record.changed, record.node):
            os.unlink(f"{self.new}/{path}")
            return None
        self._linked.add(path)
        self.made[path] = (key, record.listed)
        return record

    def _make_folder(self, path: str) -> None:
        if path in self._folders:
            return
        try:
            os.mkdir(f"{self.new}/{path}")
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(f"{self.new}/{path}", exist_ok=True)
        self._folders.add(path)

    def folder(self, prefix: str) -> list[str]:
        """The paths of the last site below a folder."""
        return [path for path in self.last if path.startswith(prefix)]

    def note(self, path: str, key: str, listed: Any = None) -> None:
        """This build makes `path` of `key`; without a key, of what nobody can tell."""
        self.made[path] = (key, listed)

    def settle(self) -> None:
        """Once the new site is whole, and before it takes its place: what lies there afterwards may
        be another build's."""
        for path, (key, listed) in self.made.items():
            try:
                lies = _lies(os.stat(f"{self.new}/{path}"))
            except OSError:
                key, lies = "", (0, 0, 0)
            self._settled[path] = [key, *lies, listed]

    def save(self) -> None:
        """Once the new site is in its place."""
        if self.file is not None:
            write_record(
                self.file,
                {"format": FORMAT, "foundation": self.foundation, "files": self._settled},
            )


def _read(file: Path, foundation: str) -> Iterator[tuple[str, Record]]:
    """The records of a file; none of one that is damaged or was made on another foundation."""
    written = read_record(file)
    try:
        if written["format"] != FORMAT or written["foundation"] != foundation:
            return
        for path, (key, size, changed, node, listed) in written["files"].items():
            inside = not path.startswith("/") and ".." not in path.split("/")
            if inside and isinstance(key, str):
                yield (
                    path,
                    Record(key=key, size=size, changed=changed, node=node, listed=listed),
                )
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _lies(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _link(source: str, target: str) -> tuple[int, int, int]:
    """How what was linked lies on the disc."""
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)
        return _link(source, target)
    except OSError:  # another file system, or one without links
        with open(source, "rb") as content, open(target, "xb") as copy:
            shutil.copyfileobj(content, copy)
            return _lies(os.fstat(content.fileno()))
    return _lies(os.stat(target))
