"""Builds of wrong sources until what was told is gone: each was told, or is in the site."""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

_TOLD = re.compile(
    r"^(?P<file>[^\s:][^:\n]*\.(?:md|yml|yaml)):(?:(?P<line>\d+):)? \S", re.MULTILINE
)


MOST_MORE = 256 << 20  # bytes that reading wrong files may add to what a process holds
MOST = 512 << 20  # bytes of memory of one process; a build of 10,000 posts holds 150 MB


@dataclass(slots=True)
class Settled:
    """What came of wrong sources."""

    runs: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)  # name of a file → its messages
    seconds: float = 0.0  # of processor time, of the dearest run


Run = Callable[[], CompletedProcess[str]]


def settle(run: Run, folder: Path, *, most_runs: int = 6) -> Settled:
    """Run again without the files of `folder` that were told, until the exit code is 0.

    Fails for a traceback, an exit code other than 0 and 1, and a refusal that names no file.
    """
    found = Settled()
    while True:
        done, seconds = measured(run)
        found.runs += 1
        found.seconds = max(found.seconds, seconds)
        assert_plain(done)
        if done.returncode == 0:
            return found
        told = told_of(done.stderr)
        gone = {name for name in told if (folder / name).exists()}
        assert gone, f"nothing of {folder} is named:\n{done.stderr[:4000]}"
        for name in gone:
            found.told[name] = told[name]
            (folder / name).unlink()
        assert found.runs < most_runs, f"still refused after {found.runs} runs: {sorted(gone)[:5]}"


def measured(run: Run) -> tuple[CompletedProcess[str], float]:
    """What a run gave, and its seconds of processor time; it never holds more memory than `MOST`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    usual = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST, usual[1]))  # what is started here inherits it
    try:
        done = run()
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, usual)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def assert_plain(done: CompletedProcess[str]) -> None:
    """Exit code 0 or 1, and no traceback."""
    assert "Traceback" not in done.stderr, done.stderr[-4000:]
    assert done.returncode in (0, 1), (done.returncode, done.stderr[-2000:])
    assert done.returncode == 0 or done.stderr.strip(), "refused without a word"


def told_of(said: str) -> dict[str, list[str]]:
    """Name of a file → the messages that bear its line."""
    found: dict[str, list[str]] = {}
    for match in _TOLD.finditer(said):
        line = said[match.start() : said.find("\n", match.start())]
        found.setdefault(Path(match["file"]).name, []).append(line)
    return found


def held_memory() -> int:
    """Bytes of memory that this process has held at once so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def report(name: str, tried: int, told: int, seconds: float, more: int = 0) -> None:
    """The figure of a run, for whoever asked for a longer one."""
    memory = f", {more / 1e6:.0f} MB more of memory" if more else ""
    print(f"{name}: {tried} tried, {told} told, {seconds:.1f} s of processor time at most{memory}")
