"""Work shared out among processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

ALONE = 100  # cards that one process draws before another would have started and read its fonts
_BATCH = 16


def in_processes(work: Callable[[T], R], given: Sequence[T]) -> Iterable[R]:
    """As `map`, on all cores when that gains."""
    count = min(_cores(), len(given) // ALONE)
    if count < 2:
        return map(work, given)
    # Started afresh: a build has threads, and a copy of a process with threads may hang.
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
            return list(pool.map(work, given, chunksize=_BATCH))
    except (OSError, BrokenProcessPool):  # a closed machine that lets no process start
        return map(work, given)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
