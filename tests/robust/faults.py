"""A command that is killed at its file events, for any command: what holds after each, and once it is run
again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

from .wrong import wanted

Tree = dict[str, str]


def started(
    folder: Path, *command: str, at: int = 0, file_size: int = 0
) -> subprocess.CompletedProcess[str]:
    """The command in `folder`, killed at its event number `at`, or with no file above a size."""
    before = f"ulimit -f {file_size} && " if file_size else ""
    words = [sys.executable, str(ROOT / "tests" / "robust" / "killed.py"), str(at), *command]
    line = ["sh", "-c", f'{before}exec "$@"', "sh", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        line,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )


def tree_of(folder: Path, *, left_out: Sequence[str] = ()) -> Tree:
    """Path → digest of each file; hidden folders and those left out apart."""
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not any(part in left_out for part in path.parts):
            found[path.as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One command to be killed."""

    ready: Path  # a folder as it is before the command
    command: tuple[str, ...]
    holds: Callable[[Path], None]  # asserts what is true after a kill
    done: Callable[[Path], None]  # asserts what is true once the command was run again

    def at_each_event(self, scratch: Path, most: int) -> int:
        """Kill at `most` events spread over all, or as many as are asked for; how many were."""
        work = scratch / "work"
        _fresh(self.ready, work)
        whole = started(work, *self.command)
        assert whole.returncode in (0, 1), whole.stderr
        events = int(whole.stderr.split()[-1])
        assert events, "the command writes nothing"
        asked = wanted()
        most = min(events, most if asked is None else events if asked < 0 else asked)
        chosen = sorted({1 + place * (events - 1) // max(1, most - 1) for place in range(most)})
        killed_at = 0
        for event in chosen:
            _fresh(self.ready, work)
            killed = started(work, *self.command, at=event)
            if (
                killed.returncode < 0
            ):  # else its last event came before: their number is not always the same
                killed_at += 1
            self.holds(work)
            again = started(work, *self.command)
            assert "Traceback" not in again.stderr, (event, again.stderr)
            self.done(work)
        print(f"{' '.join(self.command)}: killed at {killed_at} of {events} file events")
        assert killed_at
        return killed_at


def _fresh(ready: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ready, work, symlinks=True)
