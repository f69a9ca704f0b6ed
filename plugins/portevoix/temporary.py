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


@dataclass(frozen=True, slots=True)
class TemporaryFolder:
    path: Path
    _lock: int | None  # of an open file; None where folders cannot be locked

    @classmethod
    def make(cls) -> TemporaryFolder:
        parent = Path(tempfile.gettempdir())
        _sweep(parent)
        while True:
            made = Path(tempfile.mkdtemp(prefix=_NAME, dir=parent))
            with contextlib.suppress(Busy, FileNotFoundError):
                return cls(made, _locked(made))
            # One who sweeps saw it before it was locked: theirs to remove.

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
                with contextlib.suppress(Busy, FileNotFoundError):
                    lock = _locked(Path(entry.path))
                    if lock is not None:
                        shutil.rmtree(entry.path, ignore_errors=True)
                        os.close(lock)


def _locked(folder: Path) -> int | None:
    """A folder's lock, taken; None where folders have none (Windows, some discs of networks), or
    where it is another user's.

    Raises Busy where another process has it, FileNotFoundError where the folder is gone.
    """
    if sys.platform == "win32":
        return None
    with contextlib.ExitStack() as opened:
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            opened.callback(os.close, handle)
            if os.fstat(handle).st_uid != os.geteuid():
                return None
            take(handle)
            folder.lstat()  # who had it may have removed it since it was opened
        except FileNotFoundError:
            raise
        except OSError:
            return None
        opened.pop_all()
        return handle
