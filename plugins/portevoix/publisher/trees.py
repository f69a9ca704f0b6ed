"""Where the files of a site are put: a folder that is exchanged whole, or one that lives.

A build first asks of each file whether that of the last site stands, then writes what does not, and
completes the tree at the end: until then, nothing that a reader may see has changed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Protocol

from portevoix.cache.freshness import cache_folder, records_file
from portevoix.file_stats import stats_below
from portevoix.publisher.exchange import discard, forget, put_in_place, workshop
from portevoix.publisher.layouts import Layouts, layout_of, read_layouts, write_layouts
from portevoix.publisher.records import Lies, Record, Records, read_records, write_records
from portevoix.publisher.standby import Standby
from portevoix.values import dataclass

Made = Mapping[str, Record]


class Tree(Protocol):
    """The last site, and where the files of the next one are put."""

    records: Records
    before: frozenset[str]  # paths of the last site that readers had, whatever it was made of

    def stands(self, path: str, key: str) -> Record | None:
        """The record of a file of the last site that was made of `key` and was not touched."""

    def write(self, path: str, content: bytes | Path) -> Lies:
        """Put a new file aside, or a copy of one; may be called by copies of this process."""

    def read(self, path: str) -> bytes:
        """A file that was put aside, or else stands; nothing of one that is neither."""

    def complete(self, kept: Records, made: Records) -> None:
        """Make the site of these files and no other."""

    def abandon(self) -> None:
        """Leave the last site as it was."""


@dataclass(kw_only=True)
class ExchangedTree:
    """A site that is put in its place by one exchange, with the tree of the last but one to start
    with: in it, all but what the last build changed are the very files of the site."""

    project: Path
    place: Path
    fingerprint: str
    new: Path
    standby_home: Path
    records: Records
    layouts: Layouts
    standby: Standby | None
    site: str = ""  # identity of the completed site
    before: frozenset[str] = frozenset()
    _folders: set[str] = field(default_factory=set)

    @classmethod
    def open(
        cls, project: Path, place: Path, fingerprint: str, *, fresh: bool = False
    ) -> ExchangedTree:
        """A `fresh` tree takes nothing over. Raises NotASite when replacing `place` would lose
        somebody's files."""
        new = workshop(place)
        home = standby_of(project, place)
        if fresh:
            forget(home)
        known, before, site = read_records(records_file(project, place), fingerprint)
        records = {} if fresh else known
        layouts = read_layouts(_layouts_file(project, place)) if records else Layouts()
        if layouts.site != site:
            layouts = Layouts()
        return cls(
            project=project,
            place=place,
            fingerprint=fingerprint,
            new=new,
            standby_home=home,
            records=records,
            layouts=layouts,
            standby=Standby.claim(home, place, new, records, layouts),
            before=before if place.is_dir() else frozenset(),
        )

    def stands(self, path: str, key: str) -> Record | None:
        record = self.records.get(path)
        if record is None or not key or record.key != key:
            return None
        if self.standby is not None and path in self.standby.right:
            return record
        try:
            found = os.stat(f"{self.place}/{path}")
        except OSError:
            return None
        lies = found.st_size, found.st_mtime_ns, found.st_ino
        return record if lies == record.lies else None

    def write(self, path: str, content: bytes | Path) -> Lies:
        return _written(str(self.new), path, content, self._folders)

    def read(self, path: str) -> bytes:
        return _read_first(self.new / path, self.place / path)

    def complete(self, kept: Records, made: Records) -> None:
        """Raises OSError when the disc is full, say."""
        standby = self.standby
        layouts, self.layouts = self.layouts, Layouts()  # from here on they are not as known
        right = standby.right if standby else set()
        tree = standby.tree if standby else self.new
        linked, copied = {}, False
        folders: set[str] = set()
        for path, record in kept.items():
            if path not in right:
                lies = self._link(tree, path, record, folders)
                if standby is not None:
                    standby.layout.touch(path)
                copied |= lies != record.lies
                linked[path] = lies
        if standby is not None:
            standby.fill(self.new, made, kept)
        moved = {
            path: Record(kept[path].key, *lies, kept[path].bundle) for path, lies in linked.items()
        }
        final = {**kept, **moved, **made}
        mostly_kept = not copied and 2 * len(kept) >= len(final)
        live = standby.layout if standby else layout_of(tree, final)
        put_in_place(tree, self.place, self.standby_home if mostly_kept else None)
        discard(self.new)
        file = records_file(self.project, self.place)
        self.site = write_records(file, self.fingerprint, final)
        after = Layouts(
            site=self.site,
            live=live,
            aside=layouts.live if mostly_kept else None,
            dropped=self.before.difference(final),
        )
        write_layouts(_layouts_file(self.project, self.place), after)

    def _link(self, tree: Path, path: str, record: Record, folders: set[str]) -> Lies:
        """Have a file of the last site in the new one too.

        Raises OSError when it is not the one that was recorded any more: another build may just
        have put its own site there.
        """
        target = f"{tree}/{path}"
        _make_folder(str(tree), path.rpartition("/")[0], folders)
        source, lies = _link(f"{self.place}/{path}", target)
        if source != record.lies:
            os.unlink(target)
            raise FileNotFoundError(path)
        return lies

    def abandon(self) -> None:
        if self.standby is not None:
            self.standby.give_back()
            if self.layouts.site:
                left = replace(self.layouts, aside=self.standby.layout, dropped=())
                write_layouts(_layouts_file(self.project, self.place), left)
        discard(self.new)


def standby_of(project: Path, place: Path) -> Path:
    """Where the tree that an exchange takes out of `place` waits for the next build of a project."""
    name = records_file(project, place).stem.replace("site-", "standby-")
    return cache_folder(project) / name


def _layouts_file(project: Path, place: Path) -> Path:
    file = records_file(project, place)
    return file.with_name(file.name.replace("site-", "trees-"))


@dataclass(kw_only=True)
class LiveTree:
    """The folder of a preview, on one person's machine: only what changed is put there, once all
    of it is made. Nobody else writes there, so that what was written stands."""

    place: Path
    aside: Path
    records: Records = field(default_factory=dict)
    before: frozenset[str] = frozenset()  # who writes sees titles and addresses change: no reader
    _folders: set[str] = field(default_factory=set)

    def forget(self) -> None:
        """Take nothing over: the files are of another look, or another configuration."""
        self.records = {path: one._replace(key="") for path, one in self.records.items()}

    def stands(self, path: str, key: str) -> Record | None:
        record = self.records.get(path)
        return record if record is not None and key and record.key == key else None

    def write(self, path: str, content: bytes | Path) -> Lies:
        return _written(str(self.aside), path, content, self._folders)

    def read(self, path: str) -> bytes:
        return _read_first(self.aside / path, self.place / path)

    def complete(self, kept: Records, made: Records) -> None:
        folders: set[str] = set()
        for path in made:
            _make_folder(str(self.place), path.rpartition("/")[0], folders)
            _replace(f"{self.aside}/{path}", f"{self.place}/{path}")
        gone = self.records.keys() - kept.keys() - made.keys()
        for path in gone:
            with contextlib.suppress(OSError):
                os.unlink(f"{self.place}/{path}")
        self.records = {**kept, **made}

    def abandon(self) -> None:
        shutil.rmtree(self.aside, ignore_errors=True)
        self._folders.clear()

    def show(self, path: str, content: bytes) -> bool:
        """Put one file there before all others; the build makes it again as if it did not stand.
        False for a page that comes with its folder, once all is made."""
        record = self.records.get(path)
        if record is None:
            return False
        self.records = {**self.records, path: record._replace(key="")}
        part = self.place / f"{path}.part"
        part.write_bytes(content)
        part.replace(self.place / path)
        return True


@dataclass(kw_only=True)
class PlainFolder:
    """A folder that somebody else empties and fills too: files are written where they go."""

    place: Path
    records: Records = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    _folders: set[str] = field(default_factory=set)

    def stands(self, path: str, key: str) -> Record | None:
        return None

    def write(self, path: str, content: bytes | Path) -> Lies:
        return _written(str(self.place), path, content, self._folders)

    def read(self, path: str) -> bytes:
        return _read_first(self.place / path)

    def complete(self, kept: Records, made: Records) -> None:
        return

    def abandon(self) -> None:
        return


def lying(place: Path) -> dict[str, Lies]:
    """How each file below a folder lies on the disc, by its path from there."""
    return {path: (size, date, node) for path, (size, date, _, node) in stats_below(place).items()}


def _read_first(*files: Path) -> bytes:
    for file in files:
        with contextlib.suppress(OSError):
            return file.read_bytes()
    return b""


def _written(root: str, path: str, content: bytes | Path, folders: set[str]) -> Lies:
    _make_folder(root, path.rpartition("/")[0], folders)
    target = f"{root}/{path}"
    if isinstance(content, Path):
        shutil.copyfile(content, target)
        found = os.stat(target)
    else:
        with open(target, "wb", buffering=0) as file:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
            found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns, found.st_ino


def _make_folder(root: str, path: str, folders: set[str]) -> None:
    if path in folders:
        return
    try:
        os.mkdir(f"{root}/{path}")
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(f"{root}/{path}", exist_ok=True)
    folders.add(path)


def _replace(source: str, target: str) -> None:
    try:
        os.replace(source, target)
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(source, target)


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


def _lies(found: os.stat_result) -> Lies:
    return found.st_size, found.st_mtime_ns, found.st_ino
