"""The files of the last site that are still right, taken over instead of made again.

A file is taken over when it was made of the same things (its key), by the same code and templates
(the foundation), and nobody touched it since. It stays where it lies in a spare tree when there is
one (see `spare`), else it is linked, not copied: the old tree goes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portevoix.incremental.spare import Spare
from portevoix.incremental.unchanged import Lies, lying
from portevoix.sealed import read_record, write_record

FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file of a site: what it was made of, and how it lay on the disc."""

    key: str
    size: int
    changed: int  # nanoseconds
    node: int  # inode, where the system has them
    listed: Any = None  # what the sitemap says of it, as its maker gave it

    @property
    def lies(self) -> Lies:
        return self.size, self.changed, self.node


@dataclass(kw_only=True)
class Outputs:
    """The last site seen from the build of the next one."""

    file: Path | None  # where the records of the site at `place` are kept; None: nothing is known
    place: Path
    new: Path  # where this build writes
    foundation: str
    last: dict[str, Record] = field(default_factory=dict)
    made: dict[str, tuple[str, Any]] = field(default_factory=dict)  # path → key, listed
    spare: Spare | None = None  # a tree that this build starts with
    lies: dict[str, Lies] = field(default_factory=dict)  # all files of the new site, once settled
    mostly_kept: bool = False  # whether the tree that goes would serve the next build
    _settled: dict[str, list[Any]] = field(default_factory=dict)
    _taken: dict[str, Lies] = field(default_factory=dict)
    _copied: bool = False  # whether files could not be linked
    _folders: set[str] = field(default_factory=set)  # made in the new site

    @classmethod
    def open(
        cls,
        file: Path | None,
        place: Path,
        new: Path,
        foundation: str,
        *,
        fresh: bool = False,
        spare: Path | None = None,
    ) -> Outputs:
        """`spare` is where the tree of the site before the last may lie."""
        outputs = cls(file=file, place=place, new=new, foundation=foundation)
        if file is not None and not fresh:
            outputs.last = dict(_read(file, foundation))
        if spare is not None:
            recorded = {path: record.lies for path, record in outputs.last.items() if record.key}
            outputs.spare = Spare.claim(spare, place, new, recorded)
        return outputs

    def intact(self, path: str, key: str) -> Record | None:
        """The record of a file of the last site that can be taken over."""
        record = self.last.get(path)
        if record is None or not key or record.key != key:
            return None
        if self._spared(path):
            return record
        try:
            found = os.stat(f"{self.place}/{path}")
        except OSError:
            return None
        return record if _lies(found) == record.lies else None

    def kept(self, path: str, key: str) -> Record | None:
        """Take a file over into the new site; None when it must be made."""
        self._let_go(path)
        record = self.last.get(path)
        if record is None or not key or record.key != key:
            return None
        lies = record.lies if self._spared(path) else self._link(path, record)
        if lies is None:
            return None
        if self.spare is not None and os.access(f"{self.new}/{path}", os.F_OK):
            os.unlink(f"{self.new}/{path}")  # of two pages at one place the later stays
        self._taken[path] = lies
        self.made[path] = (key, record.listed)
        return record

    def _link(self, path: str, record: Record) -> Lies | None:
        """How a file of the last site lies in the new one; None when it cannot be had."""
        target = f"{self._tree}/{path}"
        try:
            self._make_folder(path.rpartition("/")[0])
            source, lies = _link(f"{self.place}/{path}", target)
        except OSError:
            return None
        # Told by what was linked: another build may just have put its own site there.
        if source != record.lies:
            os.unlink(target)
            return None
        self._copied |= lies != source
        return lies

    def _let_go(self, path: str) -> None:
        """What is written there now must not reach the last site."""
        if self._taken.pop(path, None) is not None and not self._spared(path):
            os.unlink(f"{self._tree}/{path}")

    def _spared(self, path: str) -> bool:
        return self.spare is not None and path in self.spare.right

    @property
    def _tree(self) -> Path:
        """Where what is taken over lies: nothing else writes into a spare tree."""
        return self.spare.tree if self.spare is not None else self.new

    def _make_folder(self, path: str) -> None:
        if path in self._folders:
            return
        try:
            os.mkdir(f"{self._tree}/{path}")
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(f"{self._tree}/{path}", exist_ok=True)
        self._folders.add(path)

    def folder(self, prefix: str) -> list[str]:
        """The paths of the last site below a folder."""
        return [path for path in self.last if path.startswith(prefix)]

    def note(self, path: str, key: str, listed: Any = None) -> None:
        """This build makes `path` of `key`; without a key, of what nobody can tell."""
        self._let_go(path)
        self.made[path] = (key, listed)

    def settle(self) -> Path:
        """The folder of the whole new site, noted before it takes its place: what lies there
        afterwards may be another build's.

        Raises OSError when the disc is full, say.
        """
        made = lying(self.new)
        if self.spare is None:
            self.lies = {**made, **self._taken}
        else:
            self.spare.fill(self.new, made, self._taken)
            self.lies = {**self._taken, **made}
        for path, (key, listed) in self.made.items():
            lies = self.lies.get(path)
            # Written over by somebody who did not ask: of what, nobody can tell.
            strange = self.spare is not None and path in self._taken and path in made
            known = key if lies and not strange else ""
            self._settled[path] = [known, *(lies or (0, 0, 0)), listed]
        self.mostly_kept = not self._copied and 2 * len(self._taken) >= len(self.lies)
        return self._tree

    def save(self) -> None:
        """Once the new site is in its place."""
        if self.file is not None:
            write_record(
                self.file,
                {"format": FORMAT, "foundation": self.foundation, "files": self._settled},
            )

    def close(self) -> None:
        if self.spare is not None:
            self.spare.give_back()


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


def _lies(found: os.stat_result) -> Lies:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _link(source: str, target: str) -> tuple[Lies, Lies]:
    """How what was linked lies on the disc, and how it now lies at `target`."""
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)
        return _link(source, target)
    except OSError:  # another file system, or one without links
        with open(source, "rb") as content, open(target, "xb") as copy:
            shutil.copyfileobj(content, copy)
            copied = _lies(os.fstat(content.fileno()))
        return copied, _lies(os.stat(target))
    linked = _lies(os.stat(target))
    return linked, linked
