"""What Linux says of a process and of those that it started; elsewhere nothing is known."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path

_PROC = Path("/proc")


def tree_cpu(process: int) -> float:
    """Seconds of processor until now: the process, its descendants, and those that it waited for."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(used for _, used in _tree(process)) / ticks


def tree_pss(process: int) -> int:
    """Bytes of the process and its descendants; a page that several share is counted once."""
    return sum(_kilobytes(pid, "smaps_rollup", "Pss") for pid, _ in _tree(process)) * 1024


def largest_peak(process: int) -> int:
    """Bytes: the most that one living process of the tree ever held."""
    peaks = [_kilobytes(pid, "status", "VmHWM") for pid, _ in _tree(process)]
    return max(peaks, default=0) * 1024


def _tree(process: int) -> list[tuple[int, int]]:
    """Each process with its ticks of processor: user, system, and those of children waited for."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.glob("[0-9]*"):
        # The name stands in brackets and may hold spaces; the parent is the second field after it.
        if said := _read(folder / "stat"):
            fields = said.rpartition(")")[2].split()
            ticks[int(folder.name)] = sum(int(field) for field in fields[11:15])
            children[int(fields[1])].append(int(folder.name))
    found, waiting = [], [process]
    while waiting:
        pid = waiting.pop()
        if pid in ticks:
            found.append((pid, ticks[pid]))
            waiting += children[pid]
    return found


def _kilobytes(pid: int, file: str, field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB", _read(_PROC / str(pid) / file), re.MULTILINE)
    return int(found[1]) if found else 0


def _read(file: Path) -> str:
    """Empty when the process ended meanwhile."""
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""
