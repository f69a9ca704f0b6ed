"""A new site, built: nothing of the sample in it, and nothing broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from feedparser.api import parse as _parse

from portevoix.commands import main
from tests.chromium import Watched, faults_in_views, served
from tests.conftest import ROOT
from tests.site.pages import Tree, linked, pages

parse_feed: Any = _parse
NOW, LATER = "2026-11-27 10:00", "2026-11-27 11:00"
ADDRESS = "https://www.example.org/"
SITES = {
    "small": (),
    "full": ("--team", "full", "--profile", "fr-FR", "--telephone", "01 23 45 67 89"),
    "two languages": ("--languages", "fr,en", "--accounts", "https://mastodon.social/@essai"),
    "English": ("--languages", "en"),
}


@pytest.fixture(scope="module", params=SITES)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site, with its public and its staff site built."""
    place = tmp_path_factory.mktemp("new") / "site"
    words = ("--now", NOW, "--yes", "--address", ADDRESS, *SITES[request.param])
    assert main(["init", str(place), *words], place.parent) == 0
    for more in ((), ("--internal",)):
        assert main(["build", "--quiet", "--now", LATER, *more], place) == 0
    return place


def sample_words() -> Iterator[str]:
    """Names, places, telephones and addresses of the sample organisation."""
    for name in ("mkdocs.yml", "docs/contacts.yml", "docs/charte/variables.yml"):
        text = (ROOT / name).read_text("utf-8")
        yield from re.findall(r"\b\d{3} 555-\d{4}", text)
        yield from re.findall(r"[\w.]+@[\w.]*exemple\.org", text)
    yield from ("exemple.org", "Aulnes", "Rivière-aux", "Agglomération", "rue du Moulin", "Scierie")
    yield from ("alder", "418 555", "+1418555", "418555")


def forms(word: str) -> Iterator[bytes]:
    """A word as any file may bear it: composed or not, with any blank or none."""
    for spaced in (word, word.replace(" ", "\u00a0"), word.replace(" ", "\u202f")):
        for form in ("NFC", "NFD"):
            yield unicodedata.normalize(form, spaced).lower().encode()
    yield re.sub(r"\W", "", word).lower().encode()


def test_it_holds_not_one_word_of_the_sample(project: Path) -> None:
    """Sources, public and staff sites, every byte."""
    looked = {form for word in sample_words() for form in forms(word) if len(form) > 4}
    hits = [
        (file.relative_to(project).as_posix(), form)
        for file in sorted(project.rglob("*"))
        if file.is_file() and ".cache" not in file.parts
        for content in (file.read_bytes().lower(),)
        for form in looked
        if form in content
    ]
    assert hits == []


def test_it_passes_its_own_charter_and_what_is_unfinished_is_told_and_not_published(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--now", LATER], project) == 0
    assert main(["build", "--now", LATER], project) == 0
    told = capfd.readouterr()
    assert not re.search("à revoir|to review|bloque|blocks", told.out.splitlines()[0]), told.out
    assert "docs/mentions-legales.md:" in told.err
    assert not (project / "site/mentions-legales").exists()
    assert "mentions-legales" not in (project / "site/index.html").read_text("utf-8")
    staff = (project / "site-interne/verifications/index.html").read_text("utf-8")
    assert "docs/mentions-legales.md:" in staff


def test_numbers_that_help_are_those_of_the_country_and_each_can_be_dialled(project: Path) -> None:
    page = (project / "site/contact/index.html").read_text("utf-8")
    urgent, helping = (
        ("112", "3114") if "profile: fr-FR" in settings(project) else ("911", "988|8662773553")
    )
    assert f'href="tel:{urgent}"' in page
    assert re.search(rf'href="tel:\+?1?(?:{helping})"', page)
    if "profile: fr-FR" in settings(project):
        public = [file.read_text("utf-8") for file in (project / "site").rglob("*.html")]
        assert not any(re.search(r"tel:(911|988|811)\b", text) for text in public)


def settings(project: Path) -> str:
    return (project / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize("audience", ["site", "site-interne"])
def test_every_link_leads_somewhere_and_every_feed_is_read(project: Path, audience: str) -> None:
    tree = Tree(project / audience, base=ADDRESS)
    lost = {
        f"{page.path} → {url}"
        for page in pages(tree.root, ADDRESS)
        for url in linked(page)
        if tree.inside(url) and not tree.answers(url)
    }
    assert lost == set()
    for name in ("feed.xml", "atom.xml"):
        feed: Any = parse_feed((tree.root / name).read_bytes())
        assert not feed.bozo and len(feed.entries) == 1, name


@pytest.mark.browser
def test_axe_finds_nothing_on_it(project: Path, one_tab: Watched) -> None:
    """On a small telephone and on a desk, light and dark."""
    with served(project / "site") as address:
        posts = sorted((project / "site/blog").glob("*/index.html"))
        (post,) = (one.parent.name for one in posts if "<article" in one.read_text("utf-8"))
        paths = ["", "contact/", "accessibilite/", "charte/", "charte/9/", f"blog/{post}/"]
        found = {
            path: faults_in_views(one_tab, address + path, (320, 1280))
            for path in paths
            if (project / "site" / path / "index.html").is_file()
        }
    assert {path: faults for path, faults in found.items() if faults} == {}
