"""One play on every stage: a folder, SFTP, a branch, and two object stores that disagree."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portevoix.deploying import (
    Changes,
    Ears,
    Keep,
    Place,
    Stopped,
    Traffic,
    manifest_of,
    open_place,
)
from portevoix.deploying.carrying import Patience
from portevoix.deploying.options import Options
from portevoix.deploying.publication import Stated
from tests.conftest import ROOT
from tests.deploying import servers
from tests.deploying.conftest import KINDS
from tests.deploying.small import loaded, tree, write_site
from tests.deploying.stages import Stage

ADDRESS = "https://blog.example.org/"
CUTS = int(os.environ.get("PORTEVOIX_CUTS", "3"))  # of each kind; 20 were tried


def silent(_: object, __: object = None) -> None:
    return


EARS = Ears(waiting=silent, planned=silent, sent=silent)


def publish(
    stage: Stage, site: Path, project: Path, *, address: str = ADDRESS, **words: Any
) -> tuple[Changes, Traffic]:
    there = open_place(stage.place, project)
    try:
        manifest = manifest_of(site, address, project)
        return there.publish(manifest, site, ears=EARS, options=Options(**words)), there.traffic
    finally:
        there.close()


def back(stage: Stage, project: Path, **words: Any) -> Traffic:
    there = open_place(stage.place, project)
    try:
        there.back(ears=EARS, **words)
        return there.traffic
    finally:
        there.close()


def test_a_place_holds_what_is_built_and_no_byte_goes_twice(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """First publication, nothing changed, one page edited, one withdrawn, and back."""
    site = write_site(tmp_path / "one", "1")
    changes, traffic = publish(stage, site, project)
    assert traffic.files == len(changes.sent) >= len(tree(site))
    assert stage.tree() == tree(site)

    assert publish(stage, site, project)[1].files == 0

    edited = write_site(tmp_path / "two", "1", edited="edited")
    _, traffic = publish(stage, edited, project)
    differing = {path for path, content in tree(edited).items() if tree(site)[path] != content}
    assert traffic.files == len(differing) == 3
    assert traffic.bytes == sum(len(tree(edited)[path]) for path in differing)
    assert stage.tree() == tree(edited)

    withdrawn = write_site(tmp_path / "three", "1", edited="edited", without="blog/page-07")
    changes, _ = publish(stage, withdrawn, project)
    assert set(changes.gone) == {"blog/page-07/index.html", "img/07-1.png"}
    assert stage.tree() == tree(withdrawn)

    assert back(stage, project).bytes == 0
    assert stage.tree() == tree(edited)
    back(stage, project)
    assert stage.tree() == tree(withdrawn)


@pytest.mark.parametrize("stage", [kind for kind in KINDS if kind != "git"], indirect=True)
def test_what_was_erased_from_the_site_lives_on_in_no_undo(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """And the way back leaves those pages as they are."""
    kept = Keep(lambda live: {}, erased=("boite/",))

    def site(name: str, message: str, edited: str = "") -> Path:
        made = write_site(tmp_path / name, "1", edited=edited)
        (made / "boite").mkdir()
        (made / "boite" / "index.html").write_text(f"<html>{message}</html>", "utf-8")
        return made

    one, two = site("one", "un premier message"), site("two", "un autre message", "edited")
    publish(stage, one, project, kept=kept)
    assert any(b"un premier message" in content for content in stage.held())
    publish(stage, two, project, kept=kept)
    assert not any(b"un premier message" in content for content in stage.held())
    assert stage.tree() == tree(two)
    back(stage, project, kept=kept)
    assert stage.tree() == {**tree(one), "boite/index.html": tree(two)["boite/index.html"]}
    publish(stage, two, project, kept=kept)
    publish(stage, one, project, kept=kept)
    assert stage.tree() == tree(one)
    assert not any(b"un autre message" in content for content in stage.held())


@pytest.mark.parametrize("stage", ["moto", "seaweedfs"], indirect=True)
def test_a_store_is_asked_no_more_than_what_changed_takes(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Two requests for each file that is replaced, since an undo wants the one before, and six: the
    state read once and written three times, the manifest, what the undo needs no more."""
    publish(stage, write_site(tmp_path / "one", "1"), project)
    counts = []
    for n, edited in enumerate(("edited", "edited again", "and again")):
        site = write_site(tmp_path / f"edited-{n}", "1", edited=edited)
        changes, traffic = publish(stage, site, project)
        assert len(changes.sent) == 3
        counts.append(traffic.requests)
        assert publish(stage, site, project)[1].requests == 1
    assert counts == [2 * 3 + 5, 2 * 3 + 6, 2 * 3 + 6]
    manifests = [content for content in stage.held() if b'"address":' in content]
    assert sorted(len(content) > 2_000 for content in manifests) == [False, False, True]


def test_another_machine_goes_on_where_the_last_one_stopped(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """What a place holds is known by the place itself."""
    site = write_site(tmp_path / "one", "1")
    publish(stage, site, project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert publish(stage, site, elsewhere)[1].files == 0
    edited = write_site(tmp_path / "two", "1", edited="edited")
    assert publish(stage, edited, elsewhere)[1].files == 3
    assert stage.tree() == tree(edited)
    # This manifest is told by what differs from the first one.
    third = tmp_path / "third"
    third.mkdir()
    assert publish(stage, edited, third)[1].files == 0
    back(stage, third)
    assert stage.tree() == tree(site)


def test_what_others_changed_at_a_place_is_put_right(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Where every file is looked at: a page overwritten, one removed, a folder gone; and whatever comes
    later stands on what is right."""
    site = write_site(tmp_path / "one", "1")
    publish(stage, site, project)
    stage.put("blog/page-05/index.html", b"<html>by hand</html>")
    stage.remove("blog/page-07/index.html")
    stage.remove("img/")
    shown = stage.tree()
    changes, _ = publish(stage, site, project, verify=True, dry=True)
    pictures = {path for path in tree(site) if path.startswith("img/")}
    pages = {"blog/page-05/index.html", "blog/page-07/index.html"}
    assert changes.amiss == pictures | pages
    assert stage.tree() == shown
    changes, _ = publish(stage, site, project, verify=True)
    assert changes.amiss == pictures | pages
    assert stage.tree() == tree(site)
    changes, traffic = publish(stage, site, project, verify=True)
    assert (changes.is_empty, traffic.files) == (True, 0)

    stage.remove("feed.xml")
    for n, edited in enumerate(("edited", "edited again")):
        following = write_site(tmp_path / f"edited-{n}", "1", edited=edited)
        publish(stage, following, project, verify=True)
        assert stage.tree() == tree(following)
    back(stage, project)
    assert stage.tree() == tree(tmp_path / "edited-0")


@pytest.mark.parametrize("stage", ["folder", "sftp", "git"], indirect=True)
def test_a_site_that_is_gone_is_never_said_to_be_there(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Without a word more than at each publication; on an object store each look is paid for."""
    site, edited = write_site(tmp_path / "one", "1"), write_site(tmp_path / "two", "1", edited="2")
    publish(stage, site, project)
    stage.remove("")
    changes, _ = publish(stage, site, project)
    assert changes.amiss >= set(tree(site))
    assert stage.tree() == tree(site)
    stage.remove("")
    publish(stage, edited, project)
    assert stage.tree() == tree(edited)
    stage.put("index.html", b"<html>by hand</html>")
    changes, _ = publish(stage, edited, project)
    assert changes.amiss == {"index.html"}
    assert stage.tree() == tree(edited)


@pytest.mark.parametrize("stage", ["folder"], indirect=True)
def test_a_folder_is_looked_at_each_time(stage: Stage, tmp_path: Path, project: Path) -> None:
    """A page of the same size with an old date, too. What was only touched is read once."""
    site, edited = write_site(tmp_path / "one", "1"), write_site(tmp_path / "two", "1", edited="2")
    publish(stage, site, project)
    page = Path(stage.place.path) / "blog" / "page-05" / "index.html"
    was = page.stat()
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert publish(stage, site, project)[0].amiss == {"blog/page-05/index.html"}
    assert stage.tree() == tree(site)
    page.touch()
    assert publish(stage, site, project)[0].is_empty
    publish(stage, edited, project)
    page.unlink()
    with pytest.raises(Stopped) as stopped:
        back(stage, project)
    assert stopped.value.wording == "deploying.amiss_back"
    publish(stage, edited, project)
    back(stage, project)
    assert stage.tree() == tree(site)


@pytest.mark.parametrize("stage", ["sftp"], indirect=True)
def test_the_way_back_makes_a_site_that_is_gone_anew(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Of what lies aside, where all of it does."""
    site, edited = write_site(tmp_path / "one", "1"), write_site(tmp_path / "two", "1", edited="2")
    publish(stage, site, project)
    publish(stage, edited, project)
    stage.remove("")
    assert back(stage, project).bytes == 0
    assert stage.tree() == tree(site)


def test_a_dry_run_sends_nothing(stage: Stage, tmp_path: Path, project: Path) -> None:
    site = write_site(tmp_path / "one", "1")
    changes, traffic = publish(stage, site, project, dry=True)
    assert len(changes.sent) >= len(tree(site))
    assert (traffic.files, traffic.bytes, stage.read("index.html")) == (0, 0, None)


# Behind the link of SFTP stands a tree that is ours alone: nobody else puts a file there.
@pytest.mark.parametrize("stage", [kind for kind in KINDS if kind != "sftp"], indirect=True)
def test_what_somebody_else_put_there_is_neither_lost_nor_removed(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    site = write_site(tmp_path / "one", "1")
    publish(stage, site, project)
    stage.put("CNAME", b"blog.example.org")
    edited = write_site(tmp_path / "two", "1", edited="edited", without="blog/page-07")
    publish(stage, edited, project)
    assert stage.tree() == {**tree(edited), "CNAME": b"blog.example.org"}


def test_a_place_that_holds_something_else_is_left_alone(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Until somebody says that it is to be replaced."""
    if stage.place.to == "git":
        make_branch(stage)
    stage.put("index.html", b"somebody's page")
    site = write_site(tmp_path / "one", "1")
    with pytest.raises(Stopped) as stopped:
        publish(stage, site, project)
    assert stopped.value.wording == "deploying.strangers"
    assert stage.read("index.html") == b"somebody's page"
    publish(stage, site, project, take_over=True)
    assert stage.tree() == tree(site)


def make_branch(stage: Stage) -> None:
    """A branch with one commit of somebody's."""
    work = Path(stage.place.repository).with_name("first")
    bare = stage.place.repository
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "init", "-q", "-b", "pages", str(work)], check=True)
    for words in (
        (*who, "commit", "-q", "--allow-empty", "-m", "First"),
        ("push", "-q", bare, "pages"),
    ):
        subprocess.run(["git", "-C", str(work), *words], check=True)


def test_a_site_built_for_another_address_is_refused(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    site = write_site(tmp_path / "one", "1")
    publish(stage, site, project)
    with pytest.raises(Stopped) as stopped:
        publish(stage, site, project, address="http://127.0.0.1:8000/")
    assert stopped.value.wording == "deploying.moved"
    publish(stage, site, project, address="https://neuf.example.org/", move=True)


def test_a_long_publication_shows_that_it_lives(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Each sign of life is written while files are under way."""
    site = write_site(tmp_path / "one", "1")
    there = open_place(stage.place, project)
    if isinstance(there, Stated):  # a branch is pushed at once
        there = Stated(there.host, project, Patience(beat=0.0))
    try:
        there.publish(manifest_of(site, ADDRESS, project), site, ears=EARS)
    finally:
        there.close()
    assert stage.tree() == tree(site)


CHILD = """
import sys
from pathlib import Path
from portevoix.deploying import Ears, Place, manifest_of, open_place
site, project = Path(sys.argv[1]), Path(sys.argv[2])
silent = lambda *_: None
manifest = manifest_of(site, "https://blog.example.org/", project)
there = open_place(eval(sys.argv[3]), project)
print("ready", flush=True)
there.publish(manifest, site, ears=Ears(waiting=silent, planned=silent, sent=silent))
"""


def start(stage: Stage, site: Path, project: Path) -> subprocess.Popen[str]:
    """A publication by a process of its own, about to begin."""
    words = [sys.executable, "-c", CHILD, str(site), str(project), repr(stage.place)]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT / "plugins")
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "ready\n"
    return child


def test_a_publication_that_is_killed_is_finished_by_the_next(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """At any moment; until then every page finds what it loads."""
    versions = [write_site(tmp_path / f"v{n}", str(n)) for n in range(2)]
    began = time.monotonic()
    child = start(stage, versions[0], project)
    child.wait()
    took = time.monotonic() - began
    drawn = random.Random(stage.place.to)
    for n in range(CUTS):
        site = versions[(n + 1) % 2]
        child = start(stage, site, project)
        time.sleep(drawn.random() * took)
        child.send_signal(signal.SIGKILL)
        child.wait()
        check_pages(stage)
        publish(stage, site, project)
        assert stage.tree() == tree(site)
        assert publish(stage, site, project)[1].files == 0


@pytest.mark.parametrize("stage", ["git"], indirect=True)
@pytest.mark.parametrize("cut", [0, 7])
def test_contents_that_a_dying_machine_lost_are_had_again(
    stage: Stage, tmp_path: Path, project: Path, cut: int
) -> None:
    """Git does not write what it believes to hold: only a repository made anew helps."""
    one, two = write_site(tmp_path / "one", "1"), write_site(tmp_path / "two", "2")
    publish(stage, one, project)
    kept = [file for file in project.rglob("objects/??/*") if file.is_file()]
    assert len(kept) > 60
    for file in kept:
        file.chmod(0o644)
        file.write_bytes(file.read_bytes()[:cut])
    publish(stage, two, project)
    assert stage.tree() == tree(two)
    back(stage, project)
    assert stage.tree() == tree(one)


@pytest.mark.parametrize("stage", ["git"], indirect=True)
def test_a_hook_of_git_that_publishes_leaves_its_own_repository_alone(
    stage: Stage, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path / "one", "1")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, str(tmp_path / "theirs"))
    publish(stage, site, project)
    assert not (tmp_path / "theirs").exists()
    monkeypatch.undo()
    assert stage.tree() == tree(site)


@pytest.mark.parametrize("stage", ["folder", "sftp"], indirect=True)
def test_a_second_name_that_a_cut_run_left_is_not_written_through(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Between the link and the rename of a file, the file that is shown bears both names."""
    one, two = write_site(tmp_path / "one", "1"), write_site(tmp_path / "two", "2")
    publish(stage, one, project)
    place = Path(stage.place.path)
    incoming = place.with_name(f".{place.name}.porte-voix") / "incoming"
    incoming.mkdir(exist_ok=True)
    shown = place.resolve() / "feed.xml"
    for name in (*range(200), os.getpid(), "link-0"):
        os.link(shown, incoming / str(name))
    was = shown.read_bytes()
    publish(stage, two, project)
    assert stage.tree() == tree(two)
    assert shown.read_bytes() == was or stage.place.to == "folder"
    back(stage, project)
    assert stage.tree() == tree(one)


def check_pages(stage: Stage) -> None:
    """Each page finds what it loads, and the list what it leads to."""
    now = stage.tree()
    missing = {
        path: gone
        for path, content in now.items()
        if path.endswith(".html") and (gone := [one for one in loaded(content) if one not in now])
    }
    assert missing == {}


def test_a_reader_never_finds_a_page_without_what_it_loads(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Who polls while sites are exchanged: a page that is still live has all that it loads."""
    versions = [write_site(tmp_path / f"v{n}", str(n)) for n in range(2)]
    publish(stage, versions[0], project)
    faults: list[str] = []
    read = 0
    done = threading.Event()

    def poll() -> None:
        nonlocal read
        while not done.is_set():
            for page in ("index.html", "blog/page-01/index.html", "blog/page-29/index.html"):
                content = stage.read(page)
                if content is None:
                    faults.append(f"{page} is missing")
                    continue
                lacking = [path for path in loaded(content)[:2] if stage.read(path) is None]
                # A page that was exchanged meanwhile asks for something else by now.
                if lacking and stage.read(page) == content:
                    faults.append(f"{page} lacks {lacking}")
                read += 1

    reader = threading.Thread(target=poll)
    reader.start()
    for n in range(4):
        publish(stage, versions[(n + 1) % 2], project)
    done.set()
    reader.join()
    assert read > 3
    assert faults == []


def test_of_two_publications_at_once_one_waits(stage: Stage, tmp_path: Path, project: Path) -> None:
    """Both end well, and the place holds one of them whole."""
    versions = [write_site(tmp_path / f"v{n}", str(n)) for n in range(3)]
    publish(stage, versions[2], project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    children = [start(stage, versions[0], project), start(stage, versions[1], elsewhere)]
    assert [child.wait(60) for child in children] == [0, 0]
    assert stage.tree() in (tree(versions[0]), tree(versions[1]))


# What goes wrong with one kind of place


@pytest.mark.parametrize("stage", ["seaweedfs"], indirect=True)
def test_wrong_keys_are_told(
    stage: Stage, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path / "one", "1")
    monkeypatch.setenv("PORTEVOIX_CLOUD_SECRET", "wrong")
    with pytest.raises(Stopped) as stopped:
        publish(stage, site, project)
    assert stopped.value.wording == "deploying.keys"
    monkeypatch.delenv("PORTEVOIX_CLOUD_SECRET")
    with pytest.raises(Stopped) as stopped:
        publish(stage, site, project)
    assert stopped.value.wording == "deploying.no_secret"


@pytest.mark.parametrize("stage", ["moto", "seaweedfs"], indirect=True)
def test_a_bucket_that_is_not_there_and_a_server_that_does_not_answer_are_told(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    site = write_site(tmp_path / "one", "1")
    absent = replace(stage, place=replace(stage.place, bucket="absent"))
    with pytest.raises(Stopped) as stopped:
        publish(absent, site, project)
    assert stopped.value.wording == "deploying.no_bucket"
    address = f"http://127.0.0.1:{servers.free_port()}"
    silent_one = replace(stage, place=replace(stage.place, endpoint=address))
    with pytest.raises(Stopped) as stopped:
        publish(silent_one, site, project)
    assert stopped.value.wording == "deploying.cut"


@pytest.mark.parametrize("stage", ["moto", "seaweedfs"], indirect=True)
def test_each_object_bears_its_type_and_how_long_it_is_kept(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    publish(stage, write_site(tmp_path / "one", "1"), project)
    paths = ("index.html", "feed.xml", "calendrier.ics", "assets/manifest.webmanifest")
    again = "public, max-age=0, must-revalidate"
    assert {path: stage.served(path) for path in paths} == {
        "index.html": ("text/html; charset=utf-8", again),
        "feed.xml": ("application/rss+xml; charset=utf-8", again),
        "calendrier.ics": ("text/calendar; charset=utf-8", again),
        "assets/manifest.webmanifest": ("application/manifest+json", "public, max-age=86400"),
    }


@pytest.mark.parametrize("stage", ["moto"], indirect=True)
def test_what_is_guarded_is_kept_by_no_cache_in_between(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    address = "https://interne.example.org/"
    guarded = replace(stage, place=replace(stage.place, audience="internal", address=address))
    publish(guarded, write_site(tmp_path / "one", "1"), project, address=address)
    kept = {stage.served(path)[1].partition(",")[0] for path in ("index.html", "img/01-1.png")}
    assert kept == {"private"}


@pytest.mark.parametrize("stage", ["sftp"], indirect=True)
def test_a_server_whose_key_is_not_known_is_not_trusted(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    empty = tmp_path / "known"
    empty.write_text("", "utf-8")
    strange = replace(stage, place=replace(stage.place, known_hosts=str(empty)))
    with pytest.raises(Stopped) as stopped:
        publish(strange, write_site(tmp_path / "one", "1"), project)
    assert stopped.value.wording == "deploying.unknown_host"


def test_a_repository_that_is_not_there_is_told(tmp_path: Path, project: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip(servers.left_out("git"))
    there = open_place(Place(name="forge", to="git", repository=str(tmp_path / "no.git")), project)
    site = write_site(tmp_path / "one", "1")
    with pytest.raises(Stopped) as stopped:
        there.publish(manifest_of(site, ADDRESS, project), site, ears=EARS)
    assert stopped.value.wording == "deploying.no_repository"
