"""One command measured as a whole process."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds of processor, children included
    peak: int  # bytes of the largest process


def surroundings() -> dict[str, str]:
    """The environment of a person's machine: compiled modules are kept, as installers keep them."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Raises RuntimeError with what the command said when it fails."""
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
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{said}")
    return Run(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss * 1024)
