"""What is said of other files while a post cannot be read: its mistake hides none of theirs, and makes
none of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import read_sources

CONFIGURATION = """\
site_name: Ville
site_url: https://blog.exemple.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance:
    time_zone: America/Toronto
    organisation: {name: Ville}
"""
POST = "---\ntitle: {title}\ndate: 2026-01-0{day}\n{more}---\n\nUn texte.\n"
ISSUE = "subject: Novembre\nposts:\n  - le-pont\n  - la-fete\n"
HEARD = "- {date: 2026-01-20, heard: Le pont ferme., did: Il rouvre., posts: [le-pont, la-fete]}\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A site of two posts, an issue that names both, and what was heard of both."""
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    docs = tmp_path / "docs"
    for folder in ("blog/posts", "infolettre"):
        (docs / folder).mkdir(parents=True)
    (docs / "index.md").write_text("# Accueil\n", "utf-8")
    (docs / "contact.md").write_text("# Nous joindre\n", "utf-8")
    (docs / "infolettre" / "2026-11.yml").write_text(ISSUE, "utf-8")
    (docs / "entendu.yml").write_text(HEARD, "utf-8")
    post(docs, "le-pont", 1)
    post(docs, "la-fete", 2)
    return docs


def post(docs: Path, name: str, day: int, more: str = "") -> None:
    title = name.replace("-", " ").capitalize()
    text = POST.format(title=title, day=day, more=more)
    (docs / "blog" / "posts" / f"{name}.md").write_text(text, "utf-8")


def told(docs: Path) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The mistakes, and the notices where there is no mistake."""
    now = datetime.fromisoformat("2026-02-01T12:00:00-05:00")
    try:
        found = read_sources(docs.parent / "mkdocs.yml", SourceOptions(now=now), docs.parent)
    except DiagnosticsError as error:
        return error.mistakes, ()
    return (), found.notices


def places(found: Iterable[Diagnostic]) -> list[str]:
    return [f"{one.file.removeprefix('docs/')}:{one.line}" for one in found]


@pytest.mark.parametrize(
    "more", ["kind: annonse\n", "share: tous\n", "title: Deux\n", "share: [\n"]
)
def test_the_mistake_of_one_post_is_the_only_one(docs: Path, more: str) -> None:
    """Neither the post that is wrong nor the one that is right is missed by those that name them."""
    assert told(docs)[0] == ()
    post(docs, "la-fete", 2, more)
    (one,) = told(docs)[0]
    assert one.file.endswith("la-fete.md")


@pytest.mark.parametrize("more", ["kind: annonse\n", "share: [\n"])
def test_a_name_that_no_post_has_is_told_at_once(docs: Path, more: str) -> None:
    """Neither one that was read nor one that may be among those that cannot be."""
    issue = docs / "infolettre" / "2026-11.yml"
    issue.write_text(ISSUE.replace("la-fete", "la-fette"), "utf-8")
    post(docs, "le-pont", 1, more)
    pont, issued = told(docs)[0]
    assert pont.file.endswith("le-pont.md")
    assert places([issued]) == ["infolettre/2026-11.yml:4"]
    assert "la-fete" in issued.do


def test_what_is_wrong_with_a_post_that_was_read_is_told_meanwhile(docs: Path) -> None:
    """It stays known: an issue that names it twice, or names an internal one, is wrong already."""
    (docs / "infolettre" / "2026-11.yml").write_text(f"{ISSUE}  - le-pont\n", "utf-8")
    post(docs, "la-fete", 2, "kind: annonse\n")
    assert places(told(docs)[0]) == ["blog/posts/la-fete.md:4", "infolettre/2026-11.yml:5"]


def test_a_translation_of_a_post_that_cannot_be_read_is_not_missed(docs: Path) -> None:
    post(docs, "the-feast", 3, "lang: en\ntranslation_of: la-fete\n")
    assert told(docs)[0] == ()
    post(docs, "la-fete", 2, "kind: annonse\n")
    assert places(told(docs)[0]) == ["blog/posts/la-fete.md:4"]


def test_every_alias_that_is_wrong_is_told_at_once(docs: Path) -> None:
    """One that is no path, one that is empty, those of a post, of a page, of the blog, of the home."""
    wrong = ["../dehors", '""', "blog/le-pont/", "contact/", "blog/", "index.html"]
    more = "aliases:\n  - ancienne/fete/\n" + "".join(f"  - {one}\n" for one in wrong)
    post(docs, "la-fete", 2, more)
    lines = range(6, 6 + len(wrong))
    assert places(told(docs)[0]) == [f"blog/posts/la-fete.md:{line}" for line in lines]


def test_what_follows_the_path_of_an_alias_is_told_to_be_unseen(docs: Path) -> None:
    post(docs, "fete", 3, "aliases:\n  - /a/?p=3\n  - '/b#c'\n  - /d/\n")
    mistakes, notices = told(docs)
    assert mistakes == ()
    ours = [one for one in notices if one.file.endswith("/fete.md")]
    assert places(ours) == ["blog/posts/fete.md:5", "blog/posts/fete.md:6"]
    assert "« /a »" in ours[0].what.replace("\xa0", " ") and "« b »" in ours[1].do


def test_an_alias_of_a_draft_replaces_no_page(docs: Path) -> None:
    post(docs, "brouillon", 3, "draft: true\naliases: [contact/]\n")
    post(docs, "la-fete", 2, "kind: annonse\n")
    assert places(told(docs)[0]) == ["blog/posts/la-fete.md:4"]


def test_an_address_that_becomes_another_is_told_on_its_line(docs: Path) -> None:
    """A slug with signs that no address has, a former address of another site; not our own."""
    more = "slug: Fête d'été\naliases:\n  - https://a.example/x/\n  - https://blog.exemple.org/y/\n"
    post(docs, "la-fete", 2, more)
    (docs / "infolettre" / "2026-11.yml").unlink()
    mistakes, notices = told(docs)
    assert mistakes == ()
    ours = [one for one in notices if one.file.endswith("la-fete.md")]
    assert places(ours) == ["blog/posts/la-fete.md:4", "blog/posts/la-fete.md:6"]
    assert "« fete-d-ete »" in ours[0].what and "« /x »" in ours[1].what


def test_a_folder_in_the_place_of_the_results_is_told_with_what_to_do(docs: Path) -> None:
    (docs.parent / "resultats.csv").mkdir()
    settings = (docs.parent / "mkdocs.yml").read_text("utf-8") + "    results: {public: true}\n"
    (docs.parent / "mkdocs.yml").write_text(settings, "utf-8")
    mistakes, notices = told(docs)
    assert mistakes == ()
    (one,) = (one for one in notices if one.file == "resultats.csv")
    assert "un dossier" in one.what and "autre nom" in one.do
