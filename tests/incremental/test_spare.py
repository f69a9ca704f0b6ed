"""The tree that the last exchange took out serves the next build, and is never believed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from portevoix.incremental.memory import spare_of
from portevoix.incremental.outputs import Outputs
from portevoix.output import claim, lay_aside
from tests.incremental.damage import copied
from tests.incremental.edits import EDITS, undone
from tests.incremental.small import NOW, Small, Tree, differences, make, tree_of

pytestmark = pytest.mark.skipif(
    sys.platform not in ("linux", "darwin"), reason="no exchange of folders, so no spare tree"
)
PAGE = "blog/le-pont-reste-ouvert/index.html"


@dataclass(frozen=True)
class Warm:
    """A project that was built and is built again and again, and what it gives unedited."""

    small: Small
    tree: Tree

    @property
    def spare(self) -> Path:
        return spare_of(self.small.root, self.small.site)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    small = make(tmp_path_factory.mktemp("spare") / "project")
    return Warm(small, small.build())


@pytest.fixture
def warm(built: Warm) -> Warm:
    """With a spare tree, whatever the last test did to it."""
    with undone(built.small):
        EDITS["footnote"](built.small)
        built.small.build()
    assert differences(built.small.build(), built.tree) == []
    assert (built.spare / PAGE).is_file()
    return built


def _empty_folders(site: Path) -> list[Path]:
    return [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_the_next_build_starts_with_the_tree_that_went_out(warm: Warm) -> None:
    """Its folders come back to the place, and readers see nothing of it in between."""
    node, page = warm.spare.stat().st_ino, (warm.small.site / PAGE).stat()
    with undone(warm.small):
        EDITS["footnote"](warm.small)
        warm.small.build()
        assert warm.small.site.stat().st_ino == node
        kept = (warm.small.site / PAGE).stat()
        assert (kept.st_ino, kept.st_mtime_ns) == (page.st_ino, page.st_mtime_ns)
    warm.small.build()


@pytest.mark.parametrize("kind", ["text", "title", "category", "draft_on", "picture", "slug"])
def test_edits_that_alternate_give_what_clean_builds_give(warm: Warm, kind: str) -> None:
    """The spare tree then is two builds old: its pages are those of the build that comes."""
    for _ in range(3):
        with undone(warm.small):
            EDITS[kind](warm.small)
            assert differences(warm.small.build(), warm.small.clean()) == []
            assert _empty_folders(warm.small.site) == []
        assert differences(warm.small.build(), warm.tree) == []
        assert _empty_folders(warm.small.site) == []


def test_a_page_that_goes_leaves_nothing_and_comes_back(warm: Warm) -> None:
    for _ in range(2):
        with undone(warm.small):
            EDITS["draft_on"](warm.small)
            EDITS["post_deleted"](warm.small)
            for mark in ("footnote", "text"):
                EDITS[mark](warm.small)
                warm.small.build()
                assert not (warm.small.site / "blog/la-fete-du-moulin").exists()
                assert not (warm.small.site / "blog/le-carnet-du-moulin").exists()
        assert differences(warm.small.build(), warm.tree) == []


def _cut(file: Path) -> None:
    """In place: the file of the live site, which is the same, is cut too."""
    os.truncate(file, file.stat().st_size // 2)


def _linked(file: Path) -> None:
    """The file itself lies elsewhere, with a symbolic link in its place."""
    elsewhere = Path(str(file) + ".real")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def _folder(file: Path) -> None:
    file.unlink()
    (file / "below").mkdir(parents=True)
    (file / "below" / "x").write_text("x", "utf-8")


HARMS: Mapping[str, Callable[[Path], None]] = {
    "cut": _cut,
    "copied": copied,
    "linked": _linked,
    "a_folder": _folder,
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_spare_tree_that_somebody_touched_is_not_believed(warm: Warm, harm: str) -> None:
    for path in (PAGE, "cards/le-pont-reste-ouvert-og.png", "feed.xml", "assets/site.css"):
        HARMS[harm](warm.spare / path)
    with undone(warm.small):
        EDITS["category"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
        assert not any(path.is_symlink() for path in warm.small.site.rglob("*"))
    assert differences(warm.small.build(), warm.tree) == []


def test_what_strangers_put_into_a_spare_tree_never_comes_out(warm: Warm) -> None:
    """Files, folders, links to folders of others, whose files stay; rights that were changed."""
    precious = warm.small.root / "precious"
    shutil.copytree(warm.small.site / "blog", precious / "blog")
    (warm.spare / "stranger.html").write_text("x", "utf-8")
    (warm.spare / "empty" / "below").mkdir(parents=True)
    (warm.spare / "theirs").symlink_to(precious)
    shutil.rmtree(warm.spare / "blog")
    (warm.spare / "blog").symlink_to(precious / "blog")
    os.mkfifo(warm.spare / "pipe")
    (warm.spare / "cards").chmod(0o700)
    before = tree_of(precious)
    with undone(warm.small):
        EDITS["footnote"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
        assert _empty_folders(warm.small.site) == []
        cards = warm.small.site / "cards"
        assert cards.stat().st_mode == warm.small.site.stat().st_mode
    assert tree_of(precious) == before
    shutil.rmtree(precious)


@pytest.mark.parametrize("what", ["a_file", "a_link"])
def test_what_is_no_spare_tree_is_left_alone(warm: Warm, what: str) -> None:
    precious = warm.small.root / "precious"
    precious.mkdir()
    (precious / "a.html").write_text("à garder", "utf-8")
    shutil.rmtree(warm.spare)
    if what == "a_link":
        warm.spare.symlink_to(precious)
    else:
        warm.spare.write_text("", "utf-8")
    with undone(warm.small):
        EDITS["text"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
    assert (precious / "a.html").read_text("utf-8") == "à garder"
    warm.spare.unlink()
    shutil.rmtree(precious)


def test_a_build_that_is_refused_gives_the_tree_back(warm: Warm) -> None:
    """The site stays, and the next build has its tree."""
    node = warm.spare.stat().st_ino
    with undone(warm.small):
        post = warm.small.post("eau.md")
        post.write_text(post.read_text("utf-8").replace("2026-03-02", "hier"), "utf-8")
        assert warm.small.build() == {}
        assert differences(tree_of(warm.small.site), warm.tree) == []
        assert warm.spare.stat().st_ino == node
    assert differences(warm.small.build(), warm.tree) == []


def _started(small: Small, *options: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "portevoix",
        "build",
        "--quiet",
        "--no-check",
        "--now",
        NOW,
        *options,
    ]
    return subprocess.Popen(command, cwd=small.root, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("later", [0.0, 0.2, 0.5])
def test_a_build_killed_in_its_spare_tree_leaves_the_site_whole(warm: Warm, later: float) -> None:
    """Some tenths of a second after it claimed the tree; the last of them, perhaps once it was done."""
    with undone(warm.small):
        EDITS["text"](warm.small)
        clean = warm.small.clean()
        build = _started(warm.small)
        while build.poll() is None and not list(warm.small.root.glob(".site.spare.*")):
            time.sleep(0.005)
        time.sleep(later)
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert tree_of(warm.small.site) in (warm.tree, clean)
        assert differences(warm.small.build(), clean) == []
        assert not list(warm.small.root.glob(".site.*"))
    assert differences(warm.small.build(), warm.tree) == []


def test_a_build_killed_after_the_exchange_is_built_anew(warm: Warm) -> None:
    """The records then are of the tree that lies aside, and the site is of nobody knows what."""
    records = {file: file.read_bytes() for file in warm.spare.parent.glob("*-*.json")}
    with undone(warm.small):
        EDITS["title"](warm.small)
        warm.small.build()
        for file, content in records.items():
            file.write_bytes(content)
        EDITS["text"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []


def test_builds_at_once_do_not_share_the_tree(warm: Warm) -> None:
    with undone(warm.small):
        EDITS["title"](warm.small)
        builds = [_started(warm.small) for _ in range(3)]
        assert [build.wait() for build in builds] == [0, 0, 0]
        clean = warm.small.clean()
        assert differences(tree_of(warm.small.site), clean) == []
        EDITS["text"](warm.small)
        assert differences(warm.small.build(), warm.small.clean()) == []
        assert not list(warm.small.root.glob(".site.*"))
    assert differences(warm.small.build(), warm.tree) == []


def test_a_clean_build_takes_nothing_of_the_tree(warm: Warm) -> None:
    node = (warm.small.site / PAGE).stat().st_ino
    assert differences(warm.small.build("--clean"), warm.tree) == []
    assert (warm.small.site / PAGE).stat().st_ino != node
    assert not warm.spare.exists()


def test_another_file_system_has_no_spare_tree(warm: Warm) -> None:
    """A tree cannot be moved there and back, so builds do without."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK) or shared.stat().st_dev == warm.small.root.stat().st_dev:
        pytest.skip("needs a second file system: /dev/shm is missing, or is the tests’ own")
    place = shared / f"porte-voix-{os.getpid()}" / "site"
    other = Small(warm.small.root)
    try:
        for kind in ("footnote", "text", "title"):
            with undone(warm.small):
                EDITS[kind](warm.small)
                other.build("--site-dir", str(place))
                assert differences(tree_of(place), warm.small.clean()) == []
                assert not spare_of(warm.small.root, place).exists()
                assert [path.name for path in place.parent.iterdir()] == ["site"]
    finally:
        shutil.rmtree(place.parent, ignore_errors=True)
    warm.small.build()


def _opened(folder: Path) -> Outputs:
    """A build of the site at `folder/site`, with the spare tree if there is one."""
    new = folder / "new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    record, spare = folder / "site-1.json", folder / "spare"
    return Outputs.open(record, folder / "site", new, "same", spare=spare)


def _put(outputs: Outputs, path: str, text: str) -> None:
    """As a plugin does that knows nothing of us: in place, whatever lies there."""
    file = outputs.new / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _exchanged(outputs: Outputs, tree: Path) -> None:
    place = outputs.place
    if place.exists():
        lay_aside(place, place.with_name("spare"))
    tree.rename(place)
    outputs.save()
    outputs.close()


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """The folder of a site of four pages that was built twice, with its spare tree."""
    for _ in range(2):
        outputs = _opened(tmp_path)
        for path in ("a.html", "b/c.html", "b/d.html", "e/f.html"):
            if not outputs.kept(path, path):
                outputs.note(path, path)
                _put(outputs, path, path)
        _exchanged(outputs, outputs.settle())
    assert (tmp_path / "spare" / "b" / "c.html").samefile(tmp_path / "site" / "b" / "c.html")
    return tmp_path


def test_a_writer_that_nobody_knows_never_writes_into_the_live_site(twice: Path) -> None:
    """Where it writes what was taken over, its file goes out, and is not believed after."""
    live = twice / "site" / "a.html"
    outputs = _opened(twice)
    assert outputs.kept("a.html", "a.html") and outputs.kept("b/c.html", "b/c.html")
    _put(outputs, "a.html", "another's")
    _put(outputs, "b/d.html", "another's")
    tree = outputs.settle()
    assert live.read_text("utf-8") == "a.html"
    assert (twice / "site/b/d.html").read_text("utf-8") == "b/d.html"
    assert (tree / "a.html").read_text("utf-8") == "another's"
    _exchanged(outputs, tree)
    assert sorted(tree_of(twice / "site")) == ["a.html", "b/c.html", "b/d.html"]
    after = _opened(twice)
    assert after.kept("a.html", "a.html") is None
    assert after.kept("b/d.html", "b/d.html") is None
    assert after.kept("b/c.html", "b/c.html") is not None


def test_of_two_pages_at_one_place_the_later_goes_out(twice: Path) -> None:
    """Made then taken over; taken over then made."""
    outputs = _opened(twice)
    _put(outputs, "a.html", "first")
    assert outputs.kept("a.html", "a.html")
    assert outputs.kept("e/f.html", "e/f.html")
    outputs.note("e/f.html", "of the second page")
    _put(outputs, "e/f.html", "second")
    tree = outputs.settle()
    assert (tree / "a.html").read_text("utf-8") == "a.html"
    assert (tree / "e/f.html").read_text("utf-8") == "second"
    assert (twice / "site/e/f.html").read_text("utf-8") == "e/f.html"
    _exchanged(outputs, tree)
    after = _opened(twice)
    assert after.kept("e/f.html", "of the second page")


def test_a_folder_becomes_a_page_and_a_page_a_folder(twice: Path) -> None:
    outputs = _opened(twice)
    _put(outputs, "b", "a page")
    _put(outputs, "a.html/index.html", "in a folder")
    _exchanged(outputs, outputs.settle())
    assert sorted(tree_of(twice / "site")) == ["a.html/index.html", "b"]


def test_spare_trees_of_a_few_places_are_kept(tmp_path: Path) -> None:
    """The newest; a tree that is claimed is nobody else's."""
    cache = tmp_path / "cache"
    for number in range(6):
        tree = tmp_path / "tree"
        (tree / "a").mkdir(parents=True)
        assert lay_aside(tree, cache / f"spare-{number}")
    assert [path.name for path in sorted(cache.iterdir())] == ["spare-3", "spare-4", "spare-5"]
    assert claim(cache / "spare-5", tmp_path / "site") is not None
    assert claim(cache / "spare-5", tmp_path / "site") is None
