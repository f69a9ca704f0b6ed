"""A new site, built: nothing of the sample in it, and nothing broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from feedparser.api import parse as _parse

from portevoix.commands import main
from portevoix.paths import ENGLISH, FRENCH, Names
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


def names_of(project: Path) -> Names:
    return ENGLISH if "language: en" in settings(project) else FRENCH


def staff_of(project: Path) -> Path:
    (found,) = (
        project / name for name in ("site-interne", "site-internal") if (project / name).is_dir()
    )
    return found


def test_it_passes_its_own_charter_and_what_is_unfinished_is_told_and_not_published(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--now", LATER], project) == 0
    assert main(["build", "--now", LATER], project) == 0
    told = capfd.readouterr()
    assert not re.search("à revoir|to review|bloque|blocks", told.out.splitlines()[0]), told.out
    names = names_of(project)
    page = names.legal.strip("/")
    assert f"docs/{page}.md (" in told.err  # with how many passages, in one line for all pages
    assert not (project / "site" / page).exists()
    assert page not in (project / "site/index.html").read_text("utf-8")
    staff = (staff_of(project) / names.review / "index.html").read_text("utf-8")
    assert f"docs/{page}.md:" in staff


def test_its_addresses_and_files_are_in_its_language(project: Path) -> None:
    """And each of its pages that people look for is in the menu, the foot or the list of the site."""
    names = names_of(project)
    others = FRENCH if names is ENGLISH else ENGLISH
    foreign = parts_of(others) - parts_of(names)
    assert len(foreign) > 20
    trees = [project / "docs", project / "site", staff_of(project)]
    found = {
        f"{tree.name}/{file.relative_to(tree).as_posix()}"
        for tree in trees
        for file in tree.rglob("*")
        if file.parts[-2] not in ("poche", "pocket")  # files of the program, as those of the theme
        if "assets" not in file.parts
        if foreign.intersection(re.split(r"[/.]", file.relative_to(tree).as_posix().lower()))
    }
    assert found == set()
    home = (project / "site/index.html").read_text("utf-8")
    for path in (names.subscribe, names.charter, names.search, names.contact):
        assert f'href="{path}"' in home, path
    listed = (project / "site/sitemap.xml").read_text("utf-8")
    for path in (names.subscribe, names.charter_page("puis-je/"), names.contact):
        assert f"<loc>{ADDRESS}{path}</loc>" in listed, path
    private = (staff_of(project) / "index.html").read_text("utf-8")
    for path in (names.today, names.calendar, names.review, names.guide):
        assert f'href="{path}"' in private, path


def parts_of(names: Names) -> set[str]:
    """The words that addresses and file names are made of."""
    values = [getattr(names, one.name) for one in fields(names) if one.name != "in_charter"]
    values += [names.charter_page(page) for page in FRENCH_PAGES]
    return {part for value in values for part in re.split(r"[/.]", value) if len(part) > 2}


FRENCH_PAGES = (
    "repondre/",
    "reponses/",
    "puis-je/",
    "changements/",
    "comptes/",
    "imprimer/",
    "revisions.ics",
)


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


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_every_link_leads_somewhere_and_every_feed_is_read(project: Path, audience: str) -> None:
    folder = project / "site" if audience == "public" else staff_of(project)
    tree = Tree(folder, base=ADDRESS)
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
    names = names_of(project)
    with served(project / "site") as address:
        posts = sorted((project / "site/blog").glob("*/index.html"))
        (post,) = (one.parent.name for one in posts if "<article" in one.read_text("utf-8"))
        paths = [
            "",
            names.contact,
            names.accessibility,
            names.charter,
            f"{names.charter}9/",
            f"blog/{post}/",
        ]
        found = {
            path: faults_in_views(one_tab, address + path, (320, 1280))
            for path in paths
            if (project / "site" / path / "index.html").is_file()
        }
    assert {path: faults for path, faults in found.items() if faults} == {}
