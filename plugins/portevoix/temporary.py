"""Folders of one process alone, below the system's temporary folder.

A process that is killed leaves its folder behind; the next one that makes such a folder removes it.
Each is locked by who uses it, so that the system says which are left. Cleaners of old files respect
that lock too: a preview that runs for weeks keeps its site (tmpfiles.d(5), "Age").
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from portevoix.locking import Busy, take
from portevoix.values import dataclass

_NAME = "porte-voix-run-"
_NOT_YET = f".{_NAME}"  # nobody's to remove, before it is locked


@dataclass(frozen=True, slots=True)
class TemporaryFolder:
    path: Path
    _lock: int | None  # of an open file; None where folders cannot be locked

    @classmethod
    def make(cls) -> TemporaryFolder:
        parent = Path(tempfile.gettempdir())
        _sweep(parent)
        made = Path(tempfile.mkdtemp(prefix=_NOT_YET, dir=parent))
        lock = _locked(made)
        if lock is None:
            return cls(made, None)
        return cls(made.rename(parent / made.name.removeprefix(".")), lock)

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is removed in the end, by this process or by one that comes after."""
    folder = TemporaryFolder.make()
    try:
        yield folder.path
    finally:
        folder.remove()


def _sweep(parent: Path) -> None:
    """Remove what processes that are no more left there."""
    with contextlib.suppress(OSError), os.scandir(parent) as found:
        for entry in found:
            if entry.name.startswith(_NAME) and entry.is_dir(follow_symlinks=False):
                lock = _locked(Path(entry.path))
                if lock is not None:
                    shutil.rmtree(entry.path, ignore_errors=True)
                    os.close(lock)


def _locked(folder: Path) -> int | None:
    """A folder's lock, taken; None where somebody has it, or where folders have none (Windows)."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(handle).st_uid == os.geteuid():
            take(handle)
            return handle
    except (Busy, OSError):
        pass
    os.close(handle)
    return None
