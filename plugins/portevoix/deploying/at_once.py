"""Work of many requests at once, in threads: for a library that waits outside of Python, lighter to start
than a loop of events."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def all_at_once(act: Callable[[T], None], items: Sequence[T], most: int) -> None:
    """Each item once, at most so many at a time; the first that fails stops what has not begun, and is
    raised once all that had begun has ended."""
    waiting, turn = iter(items), threading.Lock()
    failed: list[BaseException] = []

    def work() -> None:
        while not failed:
            with turn:
                item = next(waiting, _END)
            if item is _END:
                return
            try:
                act(item)  # type: ignore[arg-type]  # the end is no item
            except BaseException as error:
                failed.append(error)

    if len(items) == 1:
        act(items[0])
        return
    workers = [
        threading.Thread(target=work, name="deploying", daemon=True)
        for _ in range(min(most, len(items)))
    ]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.join()
    except BaseException as error:  # Ctrl+C comes to who waits: what is under way ends too
        failed.append(error)
        raise
    if failed:
        raise failed[0]


_END = object()
