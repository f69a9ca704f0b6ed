"""From what is live to what is built, and the records of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.deploying.changes import changes_of
from portevoix.deploying.folder import Folder
from portevoix.deploying.host import Stopped
from portevoix.deploying.local import manifest_of
from portevoix.deploying.manifest import (
    Entry,
    Manifest,
    are_inside,
    base_of,
    is_inside,
    name_of,
    read_manifest,
)
from portevoix.deploying.remembered import Manifests
from portevoix.deploying.served import cache_of, phase_of, type_of
from portevoix.deploying.state import Run, State, read_state

PATHS = ("index.html", "a/index.html", "feed.xml", "assets/a.css", "img/é b.png", "t.json")
manifests = st.dictionaries(st.sampled_from(PATHS), st.sampled_from("123")).map(
    lambda files: Manifest(
        "https://blog.example.org/", {path: Entry(1, one, one) for path, one in files.items()}
    )
)


@given(manifests, manifests, st.lists(manifests, max_size=3))
def test_changes_lead_from_any_state_to_the_built_one(
    before: Manifest, after: Manifest, cut: list[Manifest]
) -> None:
    """Whatever cut runs sent of theirs: what they may have touched is sent or removed."""
    changes = changes_of(before, after, cut)
    place = {path: one.digest for path, one in before.files.items()}
    for manifest in cut:
        place |= {path: one.digest for path, one in manifest.files.items()}
    place |= {path: after.files[path].digest for path in changes.sent}
    for path in changes.gone:
        place.pop(path, None)
    assert place == {path: one.digest for path, one in after.files.items()}
    assert sorted(path for group in changes.phases() for path in group) == sorted(changes.sent)
    assert sorted(path for group in changes.leaving() for path in group) == list(changes.gone)
    if not cut:
        assert not set(changes.gone) & set(after.files)
        assert all(before.files.get(path) != after.files[path] for path in changes.sent)


@given(manifests, manifests)
def test_an_undo_has_what_it_needs(before: Manifest, after: Manifest) -> None:
    """What the way back sends was kept on the way here."""
    kept = changes_of(before, after).replaced()
    wayback = changes_of(after, before)
    assert {before.files[path].digest for path in wayback.sent} <= kept.keys()


def test_what_is_loaded_goes_first_and_new_pages_before_those_that_lead_to_them() -> None:
    files = {path: Entry(1, path, "") for path in PATHS}
    old = Manifest("", {"index.html": Entry(1, "old", "")})
    assert changes_of(old, Manifest("", files)).phases() == [
        ["assets/a.css", "img/é b.png", "t.json"],
        ["a/index.html"],
        ["index.html"],
        ["feed.xml"],
    ]


@given(manifests)
def test_a_manifest_is_read_back(manifest: Manifest) -> None:
    assert read_manifest(manifest.to_bytes()) == manifest


@given(manifests, manifests)
def test_a_manifest_is_told_by_what_differs_from_another(before: Manifest, after: Manifest) -> None:
    name = name_of(before.to_bytes())
    told = after.since(name, before)
    assert base_of(told) == name
    assert read_manifest(told, before) == after
    assert read_manifest(told, before).to_bytes() == after.to_bytes()
    assert base_of(after.to_bytes()) == ""
    with pytest.raises(ValueError):
        read_manifest(told)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b'{"format":2}', b"[" * 100_000]
    + [
        b'{"format":1,"address":"","files":{"%s":[1,"a","b"]}}' % path
        for path in (b"../etc/passwd", b"/etc/passwd", b"a//b", b"a/./b", b"", b"a\\\\b")
    ],
)
def test_what_is_no_manifest_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        read_manifest(content)
    with pytest.raises(ValueError):
        read_state(content)


def test_a_state_is_read_back_and_beats() -> None:
    state = State(live="a", previous="b", run=Run(by="machine 1", towards=("c",)))
    assert read_state(state.to_bytes()) == state
    assert state.beating() != state
    assert read_state(State(live="a").to_bytes()) == State(live="a")
    told = State(live="a", live_base="b", previous="b")
    assert read_state(told.to_bytes()) == told
    earlier = b'{"format":1,"live":"a","previous":"b"}'  # written before manifests had bases
    assert read_state(earlier) == State(live="a", previous="b")


@pytest.mark.parametrize(
    ("path", "type_", "asked_again"),
    [
        ("index.html", "text/html; charset=utf-8", True),
        ("blog/feed.xml", "application/rss+xml; charset=utf-8", True),
        ("atom.xml", "application/atom+xml; charset=utf-8", True),
        ("sitemap.xml", "application/xml", True),
        ("feed.json", "application/feed+json", True),
        ("abonnement.opml", "text/x-opml; charset=utf-8", True),
        ("charte/revue.ics", "text/calendar; charset=utf-8", True),
        ("a.webmanifest", "application/manifest+json", False),
        ("img/a.AVIF", "image/avif", False),
        ("a/b.c/LICENCE", "application/octet-stream", False),
    ],
)
def test_each_file_is_served_as_what_it_is(path: str, type_: str, asked_again: bool) -> None:
    assert type_of(path) == type_
    assert ("max-age=0" in cache_of(path)) is asked_again
    assert phase_of(path) in (0, 1, 2)


def test_a_file_is_read_again_only_when_it_lies_otherwise(tmp_path: Path) -> None:
    """A second name of a file changes nothing; another content is seen, of the same size too."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_bytes(b"one")
    os.utime(site / "a.html", (1, 1))
    first = manifest_of(site, "https://a.example/", tmp_path)
    os.link(site / "a.html", tmp_path / "another name")
    assert manifest_of(site, "https://a.example/", tmp_path) == first
    (site / "new").write_bytes(b"two")
    os.utime(site / "new", (1, 1))
    (site / "new").replace(site / "a.html")
    assert manifest_of(site, "https://a.example/", tmp_path) != first


@given(st.lists(st.text("a./\\ \0", max_size=6), max_size=3))
def test_many_paths_are_judged_at_once_as_each_is(paths: list[str]) -> None:
    assert are_inside(paths) == all(map(is_inside, paths))


def test_a_manifest_is_remembered_by_what_differs_and_believed_only_when_intact(
    tmp_path: Path,
) -> None:
    place = Folder(tmp_path / "there")
    entries = {f"{n}/index.html": Entry(n, str(n), str(n)) for n in range(100)}
    whole = Manifest("https://blog.example.org/", entries)
    after = Manifest(whole.address, {**entries, "0/index.html": Entry(0, "new", "new")})
    base, name = name_of(whole.to_bytes()), name_of(after.to_bytes())
    place.write(f"{base}.json", whole.to_bytes())
    place.write(f"{name}.json", after.since(base, whole))
    assert Manifests(place, tmp_path).of(name) == after  # asks, and remembers
    assert Manifests(place, tmp_path).of(base) == whole
    memory = tmp_path / ".cache" / "porte-voix" / "published"
    remembered = {file.name: file.read_bytes() for file in memory.glob("*.json")}
    assert remembered.keys() == {f"{base}.json", f"{name}.json"}
    assert len(remembered[f"{name}.json"]) < len(remembered[f"{base}.json"]) / 4
    nowhere = Folder(tmp_path / "nowhere")
    assert Manifests(nowhere, tmp_path).of(name) == after  # without asking
    for file, content in remembered.items():
        (memory / file).write_bytes(content.replace(b"index", b"lndex"))
        with pytest.raises(Stopped):
            Manifests(nowhere, tmp_path).of(name)
        assert Manifests(place, tmp_path).of(name) == after  # asks again
        (memory / file).write_bytes(content)
