"""The tree that the last exchange took out serves the next build, and is never believed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portevoix.publisher.exchange import claim, lay_aside
from portevoix.publisher.records import Record
from portevoix.publisher.trees import ExchangedTree, standby_of
from tests.incremental.damage import copied
from tests.incremental.edits import EDITS, undone
from tests.incremental.small import Small, Tree, build_command, differences, make, tree_of

pytestmark = pytest.mark.skipif(
    sys.platform not in ("linux", "darwin"), reason="no exchange of folders, so no standby tree"
)
PAGE = "blog/le-pont-reste-ouvert/index.html"


@dataclass(frozen=True)
class Warm:
    """A project that was built and is built again and again, and what it gives unedited."""

    small: Small
    tree: Tree
    _clean: dict[str, Tree] = field(default_factory=dict)

    def clean(self, kind: str) -> Tree:
        """What a clean build gives of sources that bear one edit: the same each time."""
        if kind not in self._clean:
            self._clean[kind] = self.small.clean()
        return self._clean[kind]

    @property
    def standby(self) -> Path:
        return standby_of(self.small.root, self.small.site)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    small = make(tmp_path_factory.mktemp("standby") / "project")
    return Warm(small, small.build())


@pytest.fixture
def warm(built: Warm) -> Warm:
    """With a standby tree, whatever the last test did to it."""
    with undone(built.small):
        EDITS["footnote"](built.small)
        built.small.build()
    assert differences(built.small.build(), built.tree) == []
    assert (built.standby / PAGE).is_file()
    return built


def _empty_folders(site: Path) -> list[Path]:
    return [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_the_next_build_starts_with_the_tree_that_went_out(warm: Warm) -> None:
    """Its folders come back to the place, and readers see nothing of it in between."""
    node, page = warm.standby.stat().st_ino, (warm.small.site / PAGE).stat()
    with undone(warm.small):
        EDITS["footnote"](warm.small)
        warm.small.build()
        assert warm.small.site.stat().st_ino == node
        kept = (warm.small.site / PAGE).stat()
        assert (kept.st_ino, kept.st_mtime_ns) == (page.st_ino, page.st_mtime_ns)
    warm.small.build()


@pytest.mark.parametrize("kind", ["text", "title", "category", "draft_on", "picture", "slug"])
def test_edits_that_alternate_give_what_clean_builds_give(warm: Warm, kind: str) -> None:
    """The standby tree then is two builds old: its pages are those of the build that comes."""
    for _ in range(3):
        with undone(warm.small):
            EDITS[kind](warm.small)
            assert differences(warm.small.build(), warm.clean(kind)) == []
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
        HARMS[harm](warm.standby / path)
    with undone(warm.small):
        EDITS["category"](warm.small)
        assert differences(warm.small.build(), warm.clean("category")) == []
        assert not any(path.is_symlink() for path in warm.small.site.rglob("*"))
    assert differences(warm.small.build(), warm.tree) == []


def test_what_strangers_put_into_a_spare_tree_never_comes_out(warm: Warm) -> None:
    """Files, folders, links to folders of others, whose files stay; rights that were changed."""
    precious = warm.small.root / "precious"
    shutil.copytree(warm.small.site / "blog", precious / "blog")
    (warm.standby / "stranger.html").write_text("x", "utf-8")
    (warm.standby / "empty" / "below").mkdir(parents=True)
    (warm.standby / "theirs").symlink_to(precious)
    shutil.rmtree(warm.standby / "blog")
    (warm.standby / "blog").symlink_to(precious / "blog")
    os.mkfifo(warm.standby / "pipe")
    (warm.standby / "cards").chmod(0o700)
    before = tree_of(precious)
    with undone(warm.small):
        EDITS["footnote"](warm.small)
        assert differences(warm.small.build(), warm.clean("footnote")) == []
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
    shutil.rmtree(warm.standby)
    if what == "a_link":
        warm.standby.symlink_to(precious)
    else:
        warm.standby.write_text("", "utf-8")
    with undone(warm.small):
        EDITS["text"](warm.small)
        assert differences(warm.small.build(), warm.clean("text")) == []
    assert (precious / "a.html").read_text("utf-8") == "à garder"
    warm.standby.unlink()
    shutil.rmtree(precious)


def test_a_build_that_is_refused_gives_the_tree_back(warm: Warm) -> None:
    """The site stays, and the next build has its tree."""
    node = warm.standby.stat().st_ino
    with undone(warm.small):
        post = warm.small.post("eau.md")
        post.write_text(post.read_text("utf-8").replace("2026-03-02", "hier"), "utf-8")
        assert warm.small.build() == {}
        assert differences(tree_of(warm.small.site), warm.tree) == []
        assert warm.standby.stat().st_ino == node
    assert differences(warm.small.build(), warm.tree) == []


def _started(small: Small, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(build_command(*options), cwd=small.root, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("later", [0.0, 0.2, 0.5])
def test_a_build_killed_in_its_spare_tree_leaves_the_site_whole(warm: Warm, later: float) -> None:
    """Some tenths of a second after it claimed the tree; the last of them, perhaps once it was done."""
    with undone(warm.small):
        EDITS["text"](warm.small)
        clean = warm.clean("text")
        build = _started(warm.small)
        while build.poll() is None and not list(warm.small.root.glob(".site.standby.*")):
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
    records = {file: file.read_bytes() for file in warm.standby.parent.glob("*-*.json")}
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
    assert not warm.standby.exists()


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
                assert differences(tree_of(place), warm.clean(kind)) == []
                assert not standby_of(warm.small.root, place).exists()
                assert [path.name for path in place.parent.iterdir()] == ["site"]
    finally:
        shutil.rmtree(place.parent, ignore_errors=True)
    warm.small.build()


@dataclass
class Site:
    """A site of a few files, put together by hand."""

    folder: Path

    @property
    def place(self) -> Path:
        return self.folder / "site"

    def build(self, files: Mapping[str, str], *, key: str = "") -> ExchangedTree:
        """A build that takes over what stands, and writes the rest."""
        tree = ExchangedTree.open(self.folder, self.place, "same")
        kept, made = {}, {}
        for path, text in files.items():
            record = tree.stands(path, key or path)
            if record is not None:
                kept[path] = record
            else:
                made[path] = Record(key or path, *tree.write(path, text.encode()))
        tree.complete(kept, made)
        return tree


PAGES = {path: path for path in ("404.html", "a.html", "b/c.html", "b/d.html", "e/f.html")}


@pytest.fixture
def twice(tmp_path: Path) -> Site:
    """A site of five pages that was built three times: it has a standby tree."""
    site = Site(tmp_path)
    for _ in range(3):
        site.build(PAGES)
    return site


def test_a_folder_becomes_a_page_and_a_page_a_folder(twice: Site) -> None:
    twice.build({"404.html": "", "b": "a page", "a.html/index.html": "in a folder"})
    assert sorted(tree_of(twice.place)) == ["404.html", "a.html/index.html", "b"]
    twice.build(PAGES)
    assert sorted(tree_of(twice.place)) == sorted(PAGES)


def test_a_file_that_another_build_put_in_place_is_not_taken_for_ours(twice: Site) -> None:
    """A slower build links what it recorded, or says that it is gone."""
    tree = ExchangedTree.open(twice.folder, twice.place, "same", fresh=True)
    tree.records = {"a.html": Record("a.html", 6, 1, 1)}
    (twice.place / "a.html").write_text("another", "utf-8")
    assert tree.stands("a.html", "a.html") is None
    tree.abandon()


def test_what_is_written_never_reaches_the_last_site(twice: Site) -> None:
    """Before the tree is complete, nothing of the place has changed."""
    tree = ExchangedTree.open(twice.folder, twice.place, "same")
    tree.write("a.html", b"new")
    assert (twice.place / "a.html").read_text("utf-8") == "a.html"
    tree.abandon()
    assert sorted(tree_of(twice.place)) == sorted(PAGES)


def test_spare_trees_of_a_few_places_are_kept(tmp_path: Path) -> None:
    """The newest; a tree that is claimed is nobody else's."""
    cache = tmp_path / "cache"
    for number in range(6):
        tree = tmp_path / "tree"
        (tree / "a").mkdir(parents=True)
        assert lay_aside(tree, cache / f"standby-{number}")
    assert [path.name for path in sorted(cache.iterdir())] == [
        "standby-3",
        "standby-4",
        "standby-5",
    ]
    assert claim(cache / "standby-5", tmp_path / "site") is not None
    assert claim(cache / "standby-5", tmp_path / "site") is None


LISTINGS: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if LISTINGS and event in ("os.listdir", "os.scandir"):
        LISTINGS[-1].append(str(arguments[0]))


sys.addaudithook(_hear)


@contextmanager
def _listed() -> Iterator[list[str]]:
    """The folders of standby trees that are listed meanwhile."""
    LISTINGS.append([])
    found: list[str] = []
    try:
        yield found
    finally:
        found += (one for one in LISTINGS.pop() if ".standby." in one)


def _settled(site: Site) -> None:
    """Until a build lists no folder of either tree but the outermost."""
    until, quiet = time.monotonic() + 60, 0
    while quiet < 2 and time.monotonic() < until:
        with _listed() as listed:
            site.build(PAGES)
        quiet = quiet + 1 if len(listed) == 1 else 0
        time.sleep(0.02)
    assert quiet == 2


def test_a_folder_that_lies_as_it_lay_is_not_listed(twice: Site) -> None:
    """But the outermost, and those that the build before last has just touched."""
    _settled(twice)
    more = {**PAGES, "b/more.html": "more"}
    found = []
    for pages in (more, more, more):
        with _listed() as listed:
            twice.build(pages)
        found.append(sorted(one.partition(".building/")[2] for one in listed))
        assert sorted(tree_of(twice.place)) == sorted(more)
    assert found == [[""], [""], ["", "b/"]]


TOUCHED: Mapping[str, Callable[[Path], object]] = {
    "a_file_more": lambda tree: (tree / "b" / "stranger.html").write_text("x", "utf-8"),
    "a_folder_more": lambda tree: (tree / "b" / "strange" / "r").mkdir(parents=True),
    "a_file_less": lambda tree: (tree / "b" / "c.html").unlink(),
    "a_folder_less": lambda tree: shutil.rmtree(tree / "b"),
    "a_folder_renamed": lambda tree: (tree / "e").rename(tree / "z"),
    "cut": lambda tree: os.truncate(tree / "b" / "c.html", 2),
    "copied": lambda tree: copied(tree / "b" / "c.html"),
    "rights": lambda tree: (tree / "b").chmod(0o700),
    "its_own_file_in_another_folder": lambda tree: os.link(tree / "a.html", tree / "e" / "c.html"),
}


@pytest.mark.parametrize("harm", TOUCHED)
def test_what_befalls_folders_that_are_not_listed_is_seen(twice: Site, harm: str) -> None:
    _settled(twice)
    rights = (twice.place / "b").stat().st_mode
    TOUCHED[harm](standby_of(twice.folder, twice.place))
    for _ in range(2):
        twice.build(PAGES)
        for path, text in PAGES.items():
            assert (twice.place / path).read_text("utf-8") == text
        assert sorted(tree_of(twice.place)) == sorted(PAGES)
        assert _empty_folders(twice.place) == []
        assert (twice.place / "b").stat().st_mode == rights


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_and_goes_the_site_is_what_was_built(tmp_path: Path, seed: int) -> None:
    """Whether folders are known or listed, builds are abandoned or strangers come by."""
    chosen, site = random.Random(seed), Site(tmp_path)
    names = [f"{a}/{b}/{c}.html" for a in "xy" for b in "xy" for c in "xyz"]
    for _ in range(40):
        some = {path: f"{path} {chosen.randrange(3)}" for path in names if chosen.random() < 0.7}
        wanted = {"404.html": "", **some}
        tree = ExchangedTree.open(site.folder, site.place, "same")
        kept = {path: one for path in wanted if (one := tree.stands(path, wanted[path]))}
        made = {
            path: Record(text or "empty", *tree.write(path, text.encode()))
            for path, text in wanted.items()
            if path not in kept
        }
        if chosen.random() < 0.2:
            tree.abandon()
            continue
        tree.complete(kept, made)
        found = {path: (site.place / path).read_text("utf-8") for path in tree_of(site.place)}
        assert found == wanted
        assert _empty_folders(site.place) == []
        lair = standby_of(site.folder, site.place)
        if lair.is_dir() and chosen.random() < 0.2:
            (lair / chosen.choice(("x", "y"))).mkdir(exist_ok=True)
            (lair / "stranger").write_text("x", "utf-8")
        time.sleep(chosen.choice((0, 0, 0.001)))
