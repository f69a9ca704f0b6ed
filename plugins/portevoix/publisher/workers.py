"""Work shared among the cores, by copies of this process that share what it knows.

What a copy is asked is a number, what it gives back is small. Where there can be none, or where there is
little to do, the work is done here.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from portevoix.collecting import collect_again
from portevoix.forking import Copy, copied, may_copy

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
    collect_again()
    count = min(cores or available_cores(), len(batches))
    if count < 2 or sum(map(len, batches)) < fewest or not may_copy():
        return [work(unit) for batch in batches for unit in batch]
    batches = _at_most(batches, _MOST_TICKETS)
    tickets = _tickets(len(batches))
    copies = [_start(work, batches, tickets) for _ in range(count - 1)]
    try:
        done = dict(_taken(work, batches, tickets))
    finally:
        os.close(tickets)
        answers = [_answered(copy) for copy in copies]
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


def _start(work: Callable[[T], R], batches: Sequence[Sequence[T]], tickets: int) -> Copy:
    def share(tell: Callable[[bytes], None]) -> None:
        found: Any
        try:
            found = dict(_taken(work, batches, tickets))
        except BaseException as error:
            found = error
        tell(_pickled(found))

    return copied(share)


def _answered(copy: Copy) -> Any:
    """Its results by batch, what it raised, or None when it died."""
    content = copy.answer()
    copy.end()
    try:
        return pickle.loads(content)  # our own copy wrote it, through a pipe of ours
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError):
        return None


def _pickled(found: Any) -> bytes:
    try:
        return pickle.dumps(found)
    except Exception as error:  # what was raised may hold anything
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
