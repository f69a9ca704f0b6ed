"""A command that is told to end, ends as by Ctrl+C: nothing half made stays behind."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def ended_by_signals() -> Iterator[list[int]]:
    """Within it, what a service manager, a shell's `kill` or a terminal that closes sends raises
    KeyboardInterrupt, and the list holds its number. What whoever started us asked to have ignored,
    as `nohup` does, stays so."""
    heard: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    known = [
        getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")
    ]  # Windows has the first alone
    ours = [one for one in known if one and signal.getsignal(one) is signal.SIG_DFL]
    with contextlib.suppress(ValueError):  # not the main thread, which alone may say so
        for one in ours:
            signal.signal(one, end)
    try:
        yield heard
    finally:
        for one in ours:
            if signal.getsignal(one) is end:
                signal.signal(one, signal.SIG_DFL)
