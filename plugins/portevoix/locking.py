"""One process at a time; what a dead process held is free."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Another command holds the file."""


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a file for this process alone; the system lets go when it ends, however it ends.

    Raises Busy while another process holds it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        take(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise Busy from None

else:
    import fcntl

    def take(handle: int) -> None:
        """Lock an open file until it is closed, by whoever has it. Raises Busy."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
