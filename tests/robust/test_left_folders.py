"""What a process that was killed leaves in the temporary folder, and who removes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from portevoix.temporary import temporary_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")

HOLDS = """
from portevoix.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "index.html").write_text("site")
    print(folder, flush=True)
    input()
"""


def started(place: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(place)},
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_the_next_removes_what_a_killed_process_left_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, elsewhere = tmp_path / "tmp", tmp_path / "elsewhere"
    place.mkdir()
    elsewhere.mkdir()
    killed, left = started(place)
    living, used = started(place)
    (place / f"{left.name}x").symlink_to(elsewhere)
    (elsewhere / "a.txt").write_text("a", "utf-8")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (left / "index.html").exists()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with temporary_folder() as own:
        assert not left.exists()
        assert (used / "index.html").exists()
        assert (elsewhere / "a.txt").exists()
    assert not own.exists()
    living.communicate("\n")
    assert [one.name for one in place.iterdir()] == [f"{left.name}x"]
