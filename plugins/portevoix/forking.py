"""A copy of this process at work beside it.

Made by `fork`, it has all values at hand and none to unpack; what it gives back comes through a pipe.
Where there is no fork, or where threads run (a copy of a process with threads may hang), there is none,
and the work is done where it is wanted. Only the standard library.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable

_PIPE = 1_048_576  # bytes that a pipe takes at once on Linux where one asks; the usual are 65,536


class Copy:
    """What a copy of this process answers."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process = process
        self._pipe = pipe

    def answer(self) -> bytes:
        """Waits for it, once; b"" of a copy that died."""
        pipe, self._pipe = self._pipe, -1
        if pipe < 0:
            return b""
        with os.fdopen(pipe, "rb", buffering=0) as answered:
            return answered.readall()

    def end(self) -> None:
        """Wait until it is over. What it has not answered yet, it will not."""
        pipe, self._pipe = self._pipe, -1
        if pipe >= 0:
            os.close(pipe)
        process, self._process = self._process, 0
        if process:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, 0)


def may_copy() -> bool:
    """Whether this process may be copied: one without threads, on Linux."""
    threads = sys.modules.get("threading")  # which nobody loads who starts none
    return sys.platform == "linux" and (threads is None or threads.active_count() == 1)


def copied(work: Callable[[Callable[[bytes], None]], None]) -> Copy:
    """A copy that does `work`, which is given how to answer, and may go on afterwards. What it raises is
    lost: without an answer the work is done by who asked."""
    reading, writing = os.pipe()
    gc.freeze()  # what is known now stays where it lies: a collection would copy its memory
    process = os.fork()
    if process:
        os.close(writing)
        return Copy(process, reading)
    try:  # only the copy gets here
        os.close(reading)
        work(lambda answer: _tell(writing, answer))
    finally:
        os._exit(0)  # nothing of the first process ends here: no file of its is flushed twice


def _tell(pipe: int, answer: bytes) -> None:
    with os.fdopen(pipe, "wb", buffering=0) as answering:
        _widen(pipe)
        left = memoryview(answer)
        while left:
            left = left[answering.write(left) :]


def _widen(pipe: int) -> None:
    """So that the copy may go on before anybody reads."""
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
