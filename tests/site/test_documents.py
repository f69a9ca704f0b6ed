"""What a page and a host say of the documents that stand on Bluesky’s network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.sending.standard import publication_key
from tests.incremental.small import AUTHORS, CONFIGURATION, NOW, POSTS

DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
KEY = "3m6f72qund7go"
ADDRESS = f"at://{DID}/site.standard.document/{KEY}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A post that the ledger says is out on Bluesky, and one that it says nothing of."""
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "overrides").mkdir()
    (posts.parent / ".authors.yml").write_text(AUTHORS, "utf-8")
    for name in ("fete.md", "2026-11-01-carnet.md"):
        (posts / name).write_text(POSTS[name].split("Voir [la page]")[0], "utf-8")
    sent = {
        "at": "2026-09-25T13:00:00Z",
        "state": "sent",
        "post": "la-fete-du-moulin",
        "network": "bluesky",
        "account": "@moulin.example",
        "id": f"at://{DID}/app.bsky.feed.post/{KEY}",
        "address": f"https://bsky.app/profile/moulin.example/post/{KEY}",
    }
    (tmp_path / "publications.jsonl").write_text(json.dumps(sent) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(project: Path, more: str, url: str = "https://blog.exemple.org/") -> Path:
    text = CONFIGURATION.replace("https://blog.exemple.org/", url)
    (project / "mkdocs.yml").write_text(text + more, "utf-8")
    assert main(["build", "--quiet", "--now", NOW]) == 0
    return project / "site"


WISHED = "    sending: {documents: true}\n"
NAMED = f'<link rel="site.standard.document" href="{ADDRESS}">'
HOST = Path(".well-known/site.standard.publication")


def test_a_page_names_its_document_and_the_host_its_site(project: Path) -> None:
    site = built(project, WISHED)
    assert NAMED in (site / "blog/la-fete-du-moulin/index.html").read_text("utf-8")
    pages = [file for file in site.rglob("*.html") if "site.standard" in file.read_text("utf-8")]
    assert len(pages) == 1
    key = publication_key("https://blog.exemple.org")
    assert (site / HOST).read_text("utf-8") == f"at://{DID}/site.standard.publication/{key}"
    (project / "publications.jsonl").write_text("", "utf-8")
    site = built(project, WISHED)
    assert not (site / HOST).exists()
    assert NAMED not in (site / "blog/la-fete-du-moulin/index.html").read_text("utf-8")


def test_nothing_is_named_unless_it_is_wished_nor_the_host_from_below_its_root(
    project: Path,
) -> None:
    site = built(project, "")
    assert not (site / HOST).exists()
    assert NAMED not in (site / "blog/la-fete-du-moulin/index.html").read_text("utf-8")
    site = built(project, WISHED, "https://ville.exemple.org/blogue/")
    assert not (site / HOST).exists()
    assert NAMED in (site / "blog/la-fete-du-moulin/index.html").read_text("utf-8")
