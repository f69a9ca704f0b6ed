"""Commands that are killed, meet a full disc or files that vanish, and builds at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.incremental.small import NOW, make

from .faults import Killed, Tree, started, tree_of
from .running import assert_plain

BUILD = ("build", "--quiet", "--no-check", "--now", NOW)
EVERY_DAY = 6
ADDED = "---\ntitle: Un billet de plus\ndate: 2026-04-01\n---\nUn texte.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its site, and a post that the site does not have yet."""
    root = make(tmp_path_factory.mktemp("faults"), charter=True).root
    done = started(root, *BUILD)
    assert done.returncode == 0, done.stderr
    (root / "docs" / "blog" / "posts" / "plus.md").write_text(ADDED, "utf-8")
    return root


@pytest.fixture(scope="module")
def wanted_site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    place = tmp_path_factory.mktemp("wanted") / "site"
    done = started(built, *BUILD, "--clean", "--site-dir", str(place))
    assert done.returncode == 0, done.stderr
    return tree_of(place)


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_is_right(
    built: Path, wanted_site: Tree, tmp_path: Path
) -> None:
    """The old site or the new one, never a part of each."""
    old, sources = tree_of(built / "site"), tree_of(built / "docs")

    def holds(work: Path) -> None:
        assert tree_of(work / "site") in (old, wanted_site)
        assert tree_of(work / "docs") == sources

    def done(work: Path) -> None:
        assert tree_of(work / "site") == wanted_site

    Killed(ready=built, command=BUILD, holds=holds, done=done).at_each_event(tmp_path, EVERY_DAY)


def test_a_correction_that_is_killed_leaves_each_file_as_it_was_or_corrected(
    built: Path, tmp_path: Path
) -> None:
    (built / "docs" / "blog" / "posts" / "faute.md").write_text(
        "---\ntitle: Une faute\ndate: 2026-04-02\n---\nVenez !\n", "utf-8"
    )
    command = ("check", "--fix", "--now", "2026-11-21", "docs/blog/posts/faute.md")
    wrong = (built / "docs" / "blog" / "posts" / "faute.md").read_text("utf-8")

    def holds(work: Path) -> None:
        text = (work / "docs" / "blog" / "posts" / "faute.md").read_text("utf-8")
        assert text in (wrong, wrong.replace("Venez !", "Venez!"))

    def done(work: Path) -> None:
        text = (work / "docs" / "blog" / "posts" / "faute.md").read_text("utf-8")
        assert text == wrong.replace("Venez !", "Venez!")

    try:
        Killed(ready=built, command=command, holds=holds, done=done).at_each_event(tmp_path, 4)
    finally:
        (built / "docs" / "blog" / "posts" / "faute.md").unlink()


def test_a_release_that_is_killed_leaves_a_charter_that_can_be_read(
    built: Path, tmp_path: Path
) -> None:
    """What is published stays a build; run again, the version is there once."""
    command = (
        "release-charter",
        "1.0",
        "--note",
        "Le conseil adopte la première version de la charte.",
        "--now",
        "2026-11-21",
    )

    def holds(work: Path) -> None:
        assert_plain(started(work, *BUILD, "--site-dir", "ailleurs"))

    def done(work: Path) -> None:
        assert (work / "docs" / "charte" / "versions" / "1.0" / "index.md").is_file()

    Killed(ready=built, command=command, holds=holds, done=done).at_each_event(tmp_path, 4)


@pytest.mark.parametrize("blocks", [1, 40], ids=["no room at all", "room for small files"])
def test_a_disc_without_room_leaves_the_last_site_and_says_so(
    built: Path, wanted_site: Tree, tmp_path: Path, blocks: int
) -> None:
    """Files are refused above so many blocks of 512 bytes, as a quota does."""
    work = tmp_path / "work"
    subprocess.run(["cp", "-a", str(built), str(work)], check=True)
    old = tree_of(work / "site")
    done = started(work, *BUILD, file_size=blocks)
    assert_plain(done)
    assert tree_of(work / "site") == (wanted_site if done.returncode == 0 else old)
    again = started(work, *BUILD)
    assert again.returncode == 0, again.stderr
    assert tree_of(work / "site") == wanted_site


def test_files_that_come_and_go_while_a_build_reads_are_told(
    built: Path, wanted_site: Tree, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    subprocess.run(["cp", "-a", str(built), str(work)], check=True)
    posts, stop = work / "docs" / "blog" / "posts", threading.Event()

    def trouble() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            for number in range(8):
                file = posts / f"passant-{number}.md"
                if (turn + number) % 2:
                    file.write_text(
                        f"---\ntitle: Passant {number}\ndate: 2026-01-01\n---\n{turn}\n"
                    )
                else:
                    file.unlink(missing_ok=True)

    running = threading.Thread(target=trouble)
    running.start()
    try:
        for _ in range(3):
            assert_plain(started(work, *BUILD))
    finally:
        stop.set()
        running.join()
    for file in posts.glob("passant-*.md"):
        file.unlink()
    again = started(work, *BUILD)
    assert again.returncode == 0, again.stderr
    assert tree_of(work / "site") == wanted_site


@pytest.fixture
def preview(tmp_path: Path, built: Path) -> Iterator[Path]:
    work = tmp_path / "work"
    subprocess.run(["cp", "-a", str(built), str(work)], check=True)
    words = [sys.executable, "-m", "portevoix", "serve", "--port", "0", "--now", NOW]
    with subprocess.Popen(
        words, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield work
        finally:
            server.terminate()


def test_two_builds_and_a_preview_at_once_leave_one_whole_site(
    preview: Path, wanted_site: Tree
) -> None:
    words = [sys.executable, "-m", "portevoix", *BUILD]
    both = [
        subprocess.Popen(words, cwd=preview, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for one in both:
        _, said = one.communicate()
        assert one.returncode in (0, 1) and "Traceback" not in said, said
    assert 0 in [one.returncode for one in both]
    assert tree_of(preview / "site") == wanted_site
