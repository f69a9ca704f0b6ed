"""One command measured as a whole process."""

from __future__ import annotations

import itertools
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import tree_pss

SAMPLED_EVERY = 1.0  # seconds: reading the pages of a large process takes 15 ms of a core


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds of processor, children included
    peak: int  # bytes of the largest process, children waited for included
    together: int = 0  # bytes of all processes at once, each page counted once; 0: not sampled


def surroundings() -> dict[str, str]:
    """The environment of a person's machine: compiled modules are kept, as installers keep them."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def run(
    command: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    *,
    together: bool = False,
) -> Run:
    """`together` also samples the memory of all its processes.

    Raises RuntimeError with what the command said when it fails.
    """
    log = cwd / "bench.log"
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**surroundings(), **(environment or {})},
        )
        sampler = _Sampler(process.pid) if together else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        most = sampler.stop() if sampler else 0
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{end_of(log)}")
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    return Run(wall=wall, cpu=cpu, peak=peak, together=most)


def set_aside(folder: Path) -> None:
    """As if it had never been there: what a folder held goes when all is measured.

    Where many files were removed lately, ext4 looks for a while at the number of each before it gives
    it again, which would cost whoever writes next a second for 8,000 files (Linux 6).
    """
    if folder.exists():
        free = (folder.with_name(f"{folder.name}-gone-{n}") for n in itertools.count())
        folder.rename(next(place for place in free if not place.exists()))


def end_of(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-2000:]


class _Sampler(threading.Thread):
    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._over = threading.Event()
        self._most = 0
        self.start()

    def run(self) -> None:
        while not self._over.wait(SAMPLED_EVERY):
            self._most = max(self._most, tree_pss(self._process))

    def stop(self) -> int:
        self._over.set()
        self.join()
        return self._most
