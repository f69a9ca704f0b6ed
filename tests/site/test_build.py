"""The build as a person meets it: two commands, mistakes, nothing lost, the same bytes."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_site

BUILD = [sys.executable, str(ROOT / "scripts" / "build.py"), "--now", "2026-11-21 12:00"]


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BUILD, *arguments], capture_output=True, text=True, check=False, cwd=cwd
    )


def posts_folder(folder: Path, posts: dict[str, str]) -> Path:
    (folder / "posts").mkdir(parents=True)
    (folder / ".authors.yml").write_text(
        "authors:\n  equipe:\n    name: Équipe\n    description: Rédaction\n    avatar: x.png\n",
        "utf-8",
    )
    for name, text in posts.items():
        (folder / "posts" / name).write_text(text, "utf-8")
    return folder


def differences(one: Path, other: Path) -> list[str]:
    """Paths that two trees do not share byte for byte."""
    paths = {
        path.relative_to(tree).as_posix()
        for tree in (one, other)
        for path in tree.rglob("*")
        if path.is_file()
    }
    return sorted(
        path
        for path in paths
        if not (one / path).is_file()
        or not (other / path).is_file()
        or not filecmp.cmp(one / path, other / path, shallow=False)
    )


def test_two_builds_of_the_same_sources_give_the_same_bytes(
    built_site: Path, tmp_path: Path
) -> None:
    build_site(tmp_path / "again")
    assert differences(built_site, tmp_path / "again") == []


def test_mistakes_of_all_posts_come_together_and_the_last_site_stays(
    built_site: Path, tmp_path: Path
) -> None:
    """Five posts, five mistakes, one run; exit code 1, no traceback, nothing replaced."""
    place = tmp_path / "site"
    shutil.copytree(built_site, place)
    folder = posts_folder(
        tmp_path / "blog",
        {
            "a.md": "---\ndate: 2026-01-01\n---\nSans titre.\n",
            "b.md": "---\ntitle: B\ndate: 2026-02-30\n---\nTexte.\n",
            "c.md": "---\ntitle: C\ndate: 2026-01-01\nauthors: [personne]\n---\nTexte.\n",
            "d.md": "---\ntitle: D\ndate: 2026-01-01\ntranslation_of: nulle-part\n---\nTexte.\n",
            "e.md": "---\ntitle: [E\ndate: 2026-01-01\n---\nTexte.\n",
            "f.md": "---\ntitle: F\ndate: 2026-01-01\nslug: d\n---\nTexte.\n",
        },
    )
    done = run("--posts", str(folder), "--site-dir", str(place))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name, line in (("a", 2), ("b", 3), ("c", 4), ("d", 4), ("e", 2)):
        assert f"posts/{name}.md:{line}: " in done.stderr, done.stderr
    assert differences(built_site, place) == []


def test_two_posts_at_one_address_are_told_with_both_files(tmp_path: Path) -> None:
    text = "---\ntitle: Pont\ndate: 2026-01-01\n---\nTexte.\n"
    folder = posts_folder(tmp_path / "blog", {"a.md": text, "b.md": text})
    done = run("--posts", str(folder), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "a.md" in done.stderr and "b.md" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are POSIX")
@pytest.mark.parametrize("after", [0.15, 0.4, 0.7, 1.0])
def test_a_killed_build_leaves_the_last_site_whole(
    built_site: Path, tmp_path: Path, after: float
) -> None:
    place = tmp_path / "site"
    shutil.copytree(built_site, place)
    process = subprocess.Popen([*BUILD, "--quiet", "--site-dir", str(place)], cwd=ROOT)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert differences(built_site, place) == []
    build_site(place)
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "leftovers are swept"


def test_a_folder_that_holds_somebodys_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "precieux.txt").write_text("à garder", "utf-8")
    done = run("--site-dir", str(tmp_path))
    assert done.returncode == 1
    assert (tmp_path / "precieux.txt").read_text("utf-8") == "à garder"


def test_drafts_future_and_expired_posts_do_not_go_out(tmp_path: Path) -> None:
    """A post waits for its hour; one that has expired leaves a page that says so."""
    folder = posts_folder(
        tmp_path / "blog",
        {
            "a.md": "---\ntitle: Brouillon secret\ndate: 2026-01-01\ndraft: true\n---\nMARQUE-A\n",
            "b.md": "---\ntitle: Demain peut-être\ndate: 2026-11-22\n---\nMARQUE-B\n",
            "c.md": "---\ntitle: C’est fini\ndate: 2026-01-01\nexpires: 2026-06-01\n---\nMARQUE-C\n",
            "d.md": "---\ntitle: Bien là\ndate: 2026-11-21\naliases: [vieux/chemin/]\n---\nMARQUE-D\n",
        },
    )
    place = tmp_path / "site"
    done = run("--posts", str(folder), "--site-dir", str(place), "--quiet")
    assert done.returncode == 0, done.stderr
    everything = "".join(
        path.read_text("utf-8", errors="replace")
        for path in place.rglob("*")
        if path.suffix in (".html", ".xml", ".json", ".txt", ".opml")
    )
    assert "MARQUE-D" in everything
    for mark in ("MARQUE-A", "MARQUE-B", "MARQUE-C", "Brouillon secret", "Demain peut-être"):
        assert mark not in everything
    assert "C’est fini" in (place / "blog/c-est-fini/index.html").read_text("utf-8")
    assert "C’est fini" not in (place / "blog/index.html").read_text("utf-8")
    moved = (place / "vieux/chemin/index.html").read_text("utf-8")
    assert "blog/bien-la/" in moved


def test_what_is_internal_never_reaches_the_public_site(built_site: Path) -> None:
    """The guide is for the staff site only."""
    assert not (built_site / "guide").exists()
    indexes = [
        json.loads(file.read_text("utf-8"))
        for file in built_site.glob("recherche/*.json")
        if file.name != "mots.json"
    ]
    found = [entry["location"] for index in indexes for entry in index]
    assert "contact/" in found
    assert not [location for location in found if location.startswith("guide")]


@pytest.mark.skipif("PORTEVOIX_CORPUS" not in os.environ, reason="PORTEVOIX_CORPUS is not set")
def test_real_posts_build_in_place_of_the_samples(tmp_path: Path) -> None:
    build_site(tmp_path / "site", "--posts", os.environ["PORTEVOIX_CORPUS"])


def test_who_has_several_texts_that_fit_nowhere_reads_of_each(tmp_path: Path) -> None:
    """They are met one by one, where texts are made, and told together; an issue of the newsletter
    knows nothing of posts of another folder."""
    long = f"---\ntitle: Un billet\ndate: 2026-01-01\nslug: long-%s\nshare:\n  bluesky: {'1' * 400}\n---\nUn texte.\n"
    cut = "---\ntitle: Un mot\ndate: 2026-01-01\nslug: mot-%s\nhashtags: ['a:b']\n---\nUn texte.\n"
    posts = {f"{n}.md": (long if n % 2 else cut) % n for n in range(1, 6)}
    blog = posts_folder(tmp_path / "blog", posts)
    done = run("--quiet", "--posts", str(blog), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 1
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        f"{blog}/posts/{n}.md:{6 if n % 2 else 5}" for n in range(1, 6)
    ]
