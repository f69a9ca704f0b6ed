"""Who is at work: a machine and a process, and whether that process still runs."""

from __future__ import annotations

import os
import platform
import uuid


def myself() -> str:
    return f"{_machine()} {os.getpid()}"


def is_dead(who: str) -> bool:
    """Whether a run of this very machine ended without a word; of another nobody can tell."""
    machine, _, process = who.rpartition(" ")
    if machine != _machine() or not process.isdigit() or os.name == "nt":
        return False
    if int(process) == os.getpid():
        return True  # this process runs one publication of a place at a time
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _machine() -> str:
    return f"{platform.node() or 'machine'}-{uuid.getnode():x}"
