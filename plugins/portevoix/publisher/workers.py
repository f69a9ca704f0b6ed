"""Work shared among the cores, by copies of this process that share what it knows.

A copy made by `fork` has all values at hand and none to unpack: what it is asked is a number, what
it gives back is small. Where there is no fork, where threads run (a copy of a process with threads
may hang), or where there is little to do, the work is done here.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
FEWEST = 64  # units of work that are worth a copy of the process
_TICKET = struct.Struct("I")
_MOST_TICKETS = 4_000  # that a pipe takes at once on every system


def shared_out(
    work: Callable[[T], R],
    batches: Sequence[Sequence[T]],
    *,
    cores: int | None = None,
    fewest: int = FEWEST,
) -> list[R]:
    """`work` of each unit of all batches, in their order; results must be picklable.

    A batch is done by one copy: put units that share work into the same. Whoever is free takes the
    next. What `work` raises is raised here. What a copy that dies has taken is done here.
    """
    count = min(cores or available_cores(), len(batches))
    if count < 2 or sum(map(len, batches)) < fewest or not _may_fork():
        return [work(unit) for batch in batches for unit in batch]
    batches = _at_most(batches, _MOST_TICKETS)
    tickets = _tickets(len(batches))
    copies = [_start(work, batches, tickets) for _ in range(count - 1)]
    try:
        done = dict(_taken(work, batches, tickets))
    finally:
        os.close(tickets)
        answers = [copy.answer() for copy in copies]
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
        done |= answer or {}
    return [
        result
        for n, batch in enumerate(batches)
        for result in (done[n] if n in done else map(work, batch))
    ]


def available_cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _at_most(batches: Sequence[Sequence[T]], most: int) -> Sequence[Sequence[T]]:
    """The same units in no more than `most` batches."""
    step = -(-len(batches) // most)
    if step == 1:
        return batches
    return [
        [unit for batch in batches[start : start + step] for unit in batch]
        for start in range(0, len(batches), step)
    ]


def _tickets(count: int) -> int:
    """A pipe with the number of each batch: whoever reads one does that batch."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(map(_TICKET.pack, range(count))))
    os.close(writing)
    return reading


def _taken(
    work: Callable[[T], R], batches: Sequence[Sequence[T]], tickets: int
) -> Iterator[tuple[int, list[R]]]:
    while ticket := os.read(tickets, _TICKET.size):
        (number,) = _TICKET.unpack(ticket)
        yield number, [work(unit) for unit in batches[number]]


class _Copy:
    """A copy of this process at work, and the pipe that its answer comes through."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process = process
        self.pipe = pipe

    def answer(self) -> Any:
        """Its results by batch, what it raised, or None when it died."""
        with os.fdopen(self.pipe, "rb") as pipe:
            content = pipe.read()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        try:
            return pickle.loads(content)  # our own copy wrote it, through a pipe of ours
        except (pickle.UnpicklingError, EOFError, AttributeError, ValueError):
            return None


def _start(work: Callable[[T], R], batches: Sequence[Sequence[T]], tickets: int) -> _Copy:
    reading, writing = os.pipe()
    gc.freeze()  # what is known now stays where it lies: a collection would copy its memory
    process = os.fork()
    if process:
        os.close(writing)
        return _Copy(process, reading)
    try:  # only the copy gets here
        os.close(reading)
        found: Any
        try:
            found = dict(_taken(work, batches, tickets))
        except BaseException as error:
            found = error
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_pickled(found))
    finally:
        os._exit(0)  # nothing of the first process ends here: no file of its is flushed twice


def _pickled(found: Any) -> bytes:
    try:
        return pickle.dumps(found)
    except Exception as error:  # what was raised may hold anything
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
