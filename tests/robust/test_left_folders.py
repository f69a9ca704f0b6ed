"""What a process that was killed leaves in the temporary folder, and who removes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from portevoix import temporary
from portevoix.locking import take
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


def test_a_process_killed_before_it_locked_its_folder_leaves_nothing_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(temporary, "_locked", interrupted)
        with pytest.raises(KeyboardInterrupt):
            temporary.TemporaryFolder.make()
    assert list(tmp_path.iterdir())
    with temporary_folder() as own:
        assert list(tmp_path.iterdir()) == [own]
    assert not list(tmp_path.iterdir())


def interrupted(folder: Path) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("removed", [False, True])
def test_a_folder_that_is_swept_before_it_is_locked_is_left_to_the_sweeper(
    removed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commands that begin at once: one finds the new folder of the other, and takes it for a left one."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    plain, made, held = tempfile.mkdtemp, list[str](), list[int]()

    def raced(prefix: str, dir: Path) -> str:
        name = plain(prefix=prefix, dir=dir)
        made.append(name)
        if len(made) == 1:
            held.append(os.open(name, os.O_RDONLY))
            take(held[0])
            if removed:
                Path(name).rmdir()
        return name

    monkeypatch.setattr("tempfile.mkdtemp", raced)
    with temporary_folder() as own:
        os.close(held[0])
        assert made[1:] == [str(own)]
        (own / "index.html").write_text("site", "utf-8")
        with temporary_folder():
            assert (own / "index.html").exists()
    assert not list(tmp_path.iterdir())
