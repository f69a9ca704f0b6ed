"""When Python looks for cycles among what a build made: seldom, and not while it only reads."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def seldom_collect() -> None:
    """A build makes much and drops it in order: looking for cycles at the usual pace would cost a
    tenth of its time, not looking at all would keep a third more memory."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@contextmanager
def collecting_late() -> Iterator[None]:
    """Not before there is work to do: what is read first lasts as long as the build."""
    gc.disable()
    try:
        yield
    finally:
        collect_again()


def collect_again() -> None:
    """What is there already is looked at no more, where looking was put off."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
