"""Blogs of elsewhere come along whole: texts, dates, pictures, links; and every old address answers."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest

from portevoix.commands import main
from tests.importing.blogs import BLOGS, EXPECTED, MEDIA, MKDOCS, write


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = write(tmp_path / "site", {"mkdocs.yml": MKDOCS, "docs/index.md": "# Accueil\n"})
    monkeypatch.chdir(home)
    return home


def bring(kind: str, tmp_path: Path, *words: str) -> list[str]:
    """The words of the command that brings the small blog of a kind."""
    source = BLOGS[kind](tmp_path / "ancien")
    media = ["--media", str(tmp_path / "ancien" / MEDIA[kind])] if kind in MEDIA else []
    return ["import", str(source), *media, *words]


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(root)): one.read_bytes() for one in root.rglob("*") if one.is_file()
    }


@pytest.mark.parametrize("kind", BLOGS)
def test_a_blog_of_each_kind_comes_along(
    kind: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Title, date with its zone, old addresses, body; nothing that was private."""
    assert main(bring(kind, tmp_path, "--json")) == 0
    report = json.loads(capsys.readouterr().out)
    found = {one["title"]: one for one in report["posts"]}
    assert report["source"] == kind
    assert sorted(found) == sorted(EXPECTED[kind])
    folder = home / "docs" / "blog" / "posts" / kind
    for title, (date, addresses, lines) in EXPECTED[kind].items():
        text = (folder / found[title]["file"]).read_text("utf-8")
        assert found[title]["old"] == list(addresses)
        assert f"\ndate: {date}\n" in text
        assert [line for line in lines if line not in text] == []
        assert "MARQUEUR" not in text and "<script" not in text
    before = tree(home)
    assert main(bring(kind, tmp_path)) == 0
    assert tree(home) == before, "a second run changes nothing"


@pytest.mark.parametrize("kind", BLOGS)
def test_every_old_address_of_a_built_site_leads_to_its_post(
    kind: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked one by one, as readers' links would; the findings on old posts do not stop the build."""
    assert main(bring(kind, tmp_path, "--json")) == 0
    report = json.loads(capsys.readouterr().out)
    assert main(["build", "--quiet", "--now", "2026-11-21"]) == 0, capsys.readouterr().err
    with served(home / "site") as root:
        for post in report["posts"]:
            for old in () if post["draft"] else post["old"]:
                assert final(root + quote(old)) == root + post["address"]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def final(address: str) -> str:
    """Where a browser ends that follows redirections, those of pages too."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        here, page = answer.geturl(), answer.read().decode()
    if found := re.search(r"""http-equiv="?refresh"?[^>]*url=([^"'> ]+)""", page):
        return final(urljoin(here, found[1]))
    return str(here)


def test_a_dry_run_tells_the_same_and_writes_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(home)
    assert main(bring("hugo", tmp_path, "--dry-run", "--json")) == 0
    dry = json.loads(capsys.readouterr().out)
    assert tree(home) == before
    assert main(bring("hugo", tmp_path, "--json")) == 0
    wet = json.loads(capsys.readouterr().out)
    assert (dry.pop("written"), wet.pop("written")) == (False, True)
    assert dry == wet


def test_what_a_person_wrote_stays(home: Path, tmp_path: Path) -> None:
    """A post edited or deleted after its import, the file of authors, a post with the same address."""
    write(
        home,
        {
            "docs/blog/.authors.yml": "authors: # à nous\n    equipe:\n        name: Équipe\n",
            "docs/blog/posts/fete.md": "---\ntitle: Fête\ndate: 2026-01-01\n---\nBonjour.\n",
        },
    )
    mine = tree(home)
    assert main(bring("hugo", tmp_path)) == 0
    after = tree(home)
    assert after["docs/blog/.authors.yml"].startswith(mine["docs/blog/.authors.yml"])
    assert after["docs/blog/posts/fete.md"] == mine["docs/blog/posts/fete.md"]
    folder = home / "docs" / "blog" / "posts" / "hugo"
    edited = next(folder.glob("*fete*.md"))
    assert "slug: fete-2020-01-02" in edited.read_text("utf-8")
    edited.write_text("---\ntitle: Changé\ndate: 2020-01-02\n---\nMoi.\n", "utf-8")
    next(folder.glob("*pont*.md")).unlink()
    before = tree(home)
    assert main(bring("hugo", tmp_path)) == 0
    assert tree(home) == before


def test_a_later_run_brings_what_was_written_since(home: Path, tmp_path: Path) -> None:
    assert main(bring("hugo", tmp_path)) == 0
    more = "---\ntitle: Plus tard\ndate: 2021-01-01\n---\nVoyez [la fête](../fete/).\n"
    write(tmp_path / "ancien", {"content/billets/plus.md": more})
    assert main(["import", str(tmp_path / "ancien")]) == 0
    (added,) = (home / "docs" / "blog" / "posts" / "hugo-2").glob("*.md")
    assert "[la fête](../hugo/2020-01-02-fete.md)" in added.read_text("utf-8")


def test_pictures_are_fetched_only_from_hosts_that_were_named(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One other host, and one that sends elsewhere, are not asked."""
    from tests.importing.blogs import picture

    write(tmp_path / "web", {"a.png": picture()})
    with served(tmp_path / "web") as root:
        host = urlsplit(root).netloc
        body = (
            f'<p>{"Mot. " * 80}<img src="{root}/a.png" alt="A"><img src="{root}/b.png" alt="B"></p>'
        )
        items = [{"id": "1", "url": "https://x.example.org/1", "title": "Un"}]
        one = {**items[0], "date_published": "2024-01-01T00:00:00Z", "content_html": body}
        whole = {"version": "https://jsonfeed.org/version/1.1", "items": [one]}
        write(tmp_path, {"feed.json": json.dumps(whole)})
        words = ["import", str(tmp_path / "feed.json"), "--json"]
        assert main([*words, "--dry-run"]) == 0
        dry = json.loads(capsys.readouterr().out)
        assert (dry["files"], len(dry["changed"])) == (0, 2)
        assert main([*words, "--fetch", host]) == 1, "one of them is missing"
        assert f"{root}/b.png" in capsys.readouterr().err
        assert main([*words, "--fetch", host, "--leave-out"]) == 0
    text = next((home / "docs/blog/posts/feed").glob("*.md")).read_text("utf-8")
    assert "![A](images/a.png)" in text and f"[B]({root}/b.png)" in text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01T22:30:00", "2024-05-01 22:30"),
        ("2024-05-02T02:30:00Z", "2024-05-02 02:30:00+00:00"),
    ],
)
def test_dates_of_a_feed_keep_their_zone_or_take_that_of_the_site(
    home: Path, tmp_path: Path, said: str, written: str
) -> None:
    item = {"id": "1", "url": "https://x.example.org/un/", "title": "Un", "date_published": said}
    item["content_html"] = f"<p>{'Mot. ' * 80}</p>"
    whole = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    write(tmp_path, {"feed.json": json.dumps(whole)})
    assert main(["import", str(tmp_path / "feed.json")]) == 0
    (post,) = (home / "docs/blog/posts/feed").glob("*.md")
    assert f"\ndate: {written}" in post.read_text("utf-8")


def test_an_import_that_stops_before_its_last_step_leaves_no_post(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last step is one rename; what stands before does no harm, and the next run ends it."""

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        assert main(bring("hugo", tmp_path)) == 1
    assert not (home / "docs" / "blog" / "posts" / "hugo").exists()
    assert not list((home / "docs").glob(".porte*"))
    assert main(bring("hugo", tmp_path)) == 0
    assert (home / "docs" / "blog" / "posts" / "hugo").is_dir()
