"""A plain folder: a disc, a network share, what a web server serves.

What we know of it lies beside it, in `.<name>.porte-voix`: on the same file system, so that a file is
put by one rename, and out of what is served.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from portevoix.deploying import in_place
from portevoix.deploying.changes import Changes
from portevoix.deploying.host import Beat, Left, Overtaken, Stopped, Traffic
from portevoix.deploying.manifest import Entry
from portevoix.file_stats import FileStat, stat_of, stats_below

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Folder:
    """A folder as a place of publication."""

    keeps_all = False

    def __init__(self, place: Path) -> None:
        self.place = place
        self.records = place.parent / f".{place.name}.porte-voix"
        self.traffic = Traffic()
        self._generation = 0

    def read_state(self) -> bytes | None:
        with self._told():
            self._generation = max(self._generations(), default=0)
            if not self._generation:
                return None
            return self._state(self._generation).read_bytes()

    def write_state(self, content: bytes) -> None:
        """A name that nobody may take twice: who comes second has been overtaken."""
        with self._told():
            new = self._aside(content)
            following = self._state(self._generation + 1)
            try:
                _name_once(new, following)
            except FileExistsError:
                new.unlink(missing_ok=True)
                raise Overtaken from None
            self._generation += 1
            for number in self._generations():
                if number < self._generation:
                    self._state(number).unlink(missing_ok=True)

    def read(self, name: str) -> bytes:
        return (self.records / "manifests" / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        with self._told():
            _put(self._aside(content), self.records / "manifests" / name)

    def forget(self, names: Collection[str]) -> None:
        with self._told():
            for file in (self.records / "manifests").glob("*"):
                if file.name not in names:
                    file.unlink(missing_ok=True)
            shutil.rmtree(self.records / "incoming", ignore_errors=True)

    def strangers(self, files: Mapping[str, Entry]) -> tuple[str, ...]:
        with self._told():
            if not self.place.parent.is_dir():
                raise Stopped("deploying.no_folder", place=self.place.parent)
            if self.place.is_symlink() or (self.place.exists() and not self.place.is_dir()):
                return (self.place.name,)
            over = tuple(path for path in sorted(files) if os.path.lexists(self.place / path))
            if not over and self.place.is_dir() and (there := sorted(self.place.iterdir())):
                # Nothing of it would be lost; yet a site among somebody's files is in the wrong place.
                raise Stopped("deploying.not_empty", count=len(there), path=there[0].name)
            return over

    def amiss(self, live: Mapping[str, Entry], *, verify: bool) -> set[str]:
        """What lies there with another size, or bears a later date than our last state and holds something
        else. Each file is asked how it lies, and few are read."""
        with self._told():
            state = self._state(self._generation)
            try:
                ours = latest = state.stat().st_mtime_ns
            except FileNotFoundError:
                raise Overtaken from None
            there = stats_below(self.place)
            found, later = set(), {}
            for path, one in live.items():
                lies = there.get(path) or _lies(self.place / path)
                if lies is None or lies[0] != one.size:
                    found.add(path)
                elif verify or max(lies[1:3]) >= ours:  # clocks of file systems tick
                    later[path] = one
                    latest = max(latest, *lies[1:3])
            found |= later.keys() - self.holding(later)
            if later and not found:  # read once, and not at each run
                with contextlib.suppress(OSError):
                    os.utime(state, ns=(latest, latest))
            return found

    def transfer(self, changes: Changes, source: Path | None, beat: Beat) -> None:
        with self._told():
            in_place.transfer(self, changes, source, beat)

    def finish(self, changes: Changes, needed: Collection[str], left: Left | None) -> None:
        with self._told():
            in_place.finish(self, changes, needed, left)

    def holding(self, wanted: Mapping[str, Entry]) -> set[str]:
        return {path for path, one in wanted.items() if _holds(self.place / path, one)}

    def kept(self) -> set[str]:
        return {file.name for file in (self.records / "kept").glob("*")}

    def keep(self, wanted: Mapping[str, str]) -> None:
        for digest, path in wanted.items():
            with contextlib.suppress(FileNotFoundError):  # somebody removed it; nothing to keep
                _put(self._aside(self.place / path), self.records / "kept" / digest)

    def put(self, files: Mapping[str, Entry], source: Path) -> None:
        for path, one in files.items():
            _put(self._aside(source / path), self.place / path)
            self.traffic.files += 1
            self.traffic.bytes += one.size

    def restore(self, files: Mapping[str, Entry]) -> None:
        for path, one in files.items():
            try:
                _put(self._aside(self.records / "kept" / one.digest), self.place / path)
            except FileNotFoundError:
                raise Stopped("deploying.not_kept", path=path) from None
            self.traffic.files += 1

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            file = self.place / path
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                file.unlink()
            for folder in file.parents:  # those that it leaves empty
                if folder == self.place or not _gone(folder):
                    break

    def drop(self, left: Left) -> None:
        for folder, names in (("kept", left.kept), ("manifests", left.manifests)):
            for name in names:
                (self.records / folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        return

    def _state(self, number: int) -> Path:
        return self.records / f"state.{number}"

    def _generations(self) -> list[int]:
        names = (file.name.partition(".")[2] for file in self.records.glob("state.*"))
        return [int(name) for name in names if name.isdigit()]

    def _aside(self, content: bytes | Path) -> Path:
        """A whole file that nobody sees yet."""
        incoming = self.records / "incoming"
        # A run that was cut may have left a second name of its state: no name is taken twice.
        new = incoming / secrets.token_hex(8)
        try:
            _write(new, content)
        except FileNotFoundError:
            incoming.mkdir(parents=True, exist_ok=True)
            _write(new, content)
        return new

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            wording = "deploying.full" if error.errno in _FULL else "deploying.folder"
            raise Stopped(wording, place=self.place, reason=error) from error


def _write(new: Path, content: bytes | Path) -> None:
    if isinstance(content, bytes):
        new.write_bytes(content)
    else:
        shutil.copyfile(content, new)


def _put(new: Path, file: Path) -> None:
    try:
        new.replace(file)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.replace(file)
    except IsADirectoryError:  # a folder of ours that is empty by now, or somebody's
        file.rmdir()
        new.replace(file)


def _name_once(new: Path, name: Path) -> None:
    """Raises FileExistsError when another has the name."""
    try:
        os.link(new, name)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with name.open("xb") as file:
            file.write(new.read_bytes())
    new.unlink()


def _holds(file: Path, entry: Entry) -> bool:
    try:
        if file.stat().st_size != entry.size:
            return False
        return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest() == entry.md5
    except OSError:
        return False


def _lies(file: Path) -> FileStat | None:
    try:
        return stat_of(file)
    except OSError:
        return None


def _gone(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
