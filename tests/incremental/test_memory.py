"""A memory that is lost, damaged, somebody else's or shared gives the same site, and no traceback."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.incremental.damage import copied
from tests.incremental.edits import EDITS, undone
from tests.incremental.small import Small, Tree, build_command, differences, make

CACHE = Path(".cache") / "porte-voix"


@dataclass(frozen=True)
class Warm:
    small: Small
    tree: Tree


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    small = make(tmp_path_factory.mktemp("memory") / "project")
    return Warm(small, small.build())


@pytest.fixture
def warm(built: Warm) -> Warm:
    """Built with a sound memory, whatever the last test did to it."""
    if not (built.small.root / CACHE / "made.sqlite").is_file():
        shutil.rmtree(built.small.root / ".cache", ignore_errors=True)
        with undone(built.small):
            EDITS["text"](built.small)
            built.small.build()
        built.small.build()
    return built


def _records(small: Small) -> list[Path]:
    return sorted(file for file in (small.root / CACHE).iterdir() if file.is_file())


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flip(file: Path) -> None:
    """One bit of every five hundred bytes."""
    content = bytearray(file.read_bytes())
    for place in range(37, len(content), 500):
        content[place] ^= 4
    file.write_bytes(content)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _foreign(file: Path) -> None:
    """A file of the right kind, of another program."""
    file.unlink()
    if file.suffix != ".sqlite":
        file.write_text(json.dumps({"format": 2, "files": [["/etc/passwd", 1]]}), "utf-8")
        return
    link = sqlite3.connect(file)
    link.execute("create table made (title text)")
    link.execute("pragma user_version = 1")
    link.commit()
    link.close()


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "x").write_text("x", "utf-8")


DAMAGES: Mapping[str, Callable[[Path], None]] = {
    "cut": _cut,
    "flipped": _flip,
    "emptied": _empty,
    "foreign": _foreign,
    "a_folder": _folder,
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_memory_counts_for_nothing(warm: Warm, damage: str) -> None:
    """Each of its files at once, before an edit is built."""
    for file in _records(warm.small):
        DAMAGES[damage](file)
    with undone(warm.small):
        EDITS["title"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []
    if damage == "a_folder":
        shutil.rmtree(warm.small.root / ".cache")


def test_a_damaged_database_is_made_anew(warm: Warm) -> None:
    """It does not stay damaged for ever, each build starting from nothing."""
    database = warm.small.root / CACHE / "made.sqlite"
    _foreign(database)
    with undone(warm.small):
        EDITS["text"](warm.small)
        warm.small.build()
    warm.small.build()
    link = sqlite3.connect(database)
    assert link.execute("select count(*) from made where room = 'body'").fetchone()[0] > 5
    link.close()


def test_strange_values_in_the_database_stop_nothing(warm: Warm) -> None:
    """Types that no build wrote, and a number of builds past all numbers."""
    link = sqlite3.connect(warm.small.root / CACHE / "made.sqlite")
    link.execute("update uses set used = 'text' where room = 'post'")
    link.execute("update uses set used = 9223372036854775807 where room = 'body'")
    link.commit()
    link.close()
    with undone(warm.small):
        EDITS["text"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []


@pytest.mark.parametrize("what", ["whole", "folder"])
def test_a_memory_that_cannot_be_written_is_done_without(warm: Warm, what: str) -> None:
    """Where .cache or its folder is a file, builds start from nothing and are good."""
    shutil.rmtree(warm.small.root / ".cache")
    place = warm.small.root / (".cache" if what == "whole" else CACHE)
    place.parent.mkdir(exist_ok=True)
    place.write_text("", "utf-8")
    try:
        assert differences(warm.small.build(), warm.tree) == []
        assert differences(warm.small.build(), warm.tree) == []
    finally:
        place.unlink()


PAGE = "blog/le-pont-reste-ouvert/index.html"
TOUCHED = (PAGE, "cards/le-pont-reste-ouvert-og.png", "feed.xml", "assets/site.css", "sitemap.xml")


def _grown(file: Path) -> None:
    with file.open("ab") as content:
        content.write(b" ")


@pytest.mark.parametrize("damage", ["cut", "grown", "emptied", "a_folder", "deleted", "copied"])
def test_a_touched_file_of_the_last_site_is_made_again(warm: Warm, damage: str) -> None:
    """Whatever befell it: readers get what the sources say, with an edit elsewhere or without."""
    harm: Callable[[Path], None] = {**DAMAGES, "grown": _grown, "copied": copied}[damage]
    for path in TOUCHED:
        harm(warm.small.site / path)
    assert differences(warm.small.build(), warm.tree) == []
    for path in TOUCHED:
        harm(warm.small.site / path)
    with undone(warm.small):
        EDITS["category"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []


def test_a_folder_in_place_of_a_folder_of_pages(warm: Warm) -> None:
    """All of a folder of the last site is gone, or a stranger's file stands there."""
    shutil.rmtree(warm.small.site / "blog")
    (warm.small.site / "blog").write_text("", "utf-8")
    (warm.small.site / "etranger.html").write_text("", "utf-8")
    assert differences(warm.small.build(), warm.tree) == []


def test_a_page_taken_over_is_never_written_into(warm: Warm) -> None:
    """Files of the last site, held by another name, keep their bytes through a build of an edit."""
    held = warm.small.root / "held"
    for file in warm.small.site.rglob("*"):
        if file.is_file():
            place = held / file.relative_to(warm.small.site)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(file, place)
    with undone(warm.small):
        for edit in ("page_added", "title", "alias_given", "picture", "charter_gone"):
            EDITS[edit](warm.small)
            warm.small.build()
    for path, digest in warm.tree.items():
        assert hashlib.sha256((held / path).read_bytes()).hexdigest() == digest, path
    shutil.rmtree(held)
    assert differences(warm.small.build(), warm.tree) == []


def _started(small: Small, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(build_command(*options), cwd=small.root, stderr=subprocess.DEVNULL)


def test_two_builds_at_once_give_the_same_site(warm: Warm) -> None:
    """To one place and to another; what they remember serves the next."""
    other = warm.small.root / "ailleurs"
    with undone(warm.small):
        EDITS["title"](warm.small)
        builds = [
            _started(warm.small),
            _started(warm.small),
            _started(warm.small, "--site-dir", str(other)),
        ]
        assert [build.wait() for build in builds] == [0, 0, 0]
        clean = warm.small.clean()
        assert differences(warm.small.build(), clean) == []
        assert differences(warm.small.build("--site-dir", str(other)), clean) == []
    shutil.rmtree(other)
    assert differences(warm.small.build(), warm.tree) == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("seconds", [0.9, 1.3])
def test_a_killed_build_leaves_the_last_site_and_a_sound_memory(warm: Warm, seconds: float) -> None:
    with undone(warm.small):
        EDITS["style_sheet"](warm.small)
        build = _started(warm.small)
        time.sleep(seconds)
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert differences(warm.small.build(), warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []
    assert not list(warm.small.root.glob(".site.*"))


def test_memory_does_not_grow_with_every_hour_and_place(warm: Warm) -> None:
    """Records of requests and places long past are forgotten."""
    for minute in range(20):
        record = warm.small.root / CACHE / f"build-{minute}.json"
        record.write_text("", "utf-8")
        os.utime(record, (minute, minute))
    with undone(warm.small):
        EDITS["text"](warm.small)
        warm.small.build()
    assert len(list((warm.small.root / CACHE).glob("build-*.json"))) <= 16
    warm.small.build()


def test_the_project_is_the_one_that_is_tested() -> None:
    """Programs started here run the code beside these tests."""
    import portevoix

    assert Path(str(portevoix.__file__)).is_relative_to(ROOT)
