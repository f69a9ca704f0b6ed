"""A command that dies at one of its file events: `killed.py 17 build --quiet` dies at the 17th.

Python's own audit events tell them (PEP 578): what is opened to be written, renamed, removed, made. All
processes of the command go at once, as when a machine does. With 0 it lives, and the number of its events
ends standard error.
"""

from __future__ import annotations

import os
import signal
import sys

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_EVENTS = frozenset(
    ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
)


def watch(last: int) -> list[int]:
    seen = [0]
    ours = os.getpid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2]
            if not (isinstance(flags, int) and flags & _WRITING):
                return
        elif event not in _EVENTS:
            return
        if os.getpid() != ours:  # a copy of the process goes with it
            return
        seen[0] += 1
        if seen[0] == last:
            os.killpg(0, signal.SIGKILL)

    sys.addaudithook(hook)
    return seen


if __name__ == "__main__":
    from portevoix.commands import main

    seen = watch(int(sys.argv[1]))
    code = main(sys.argv[2:])
    print(f"\n{seen[0]}", file=sys.stderr)
    sys.exit(code)
