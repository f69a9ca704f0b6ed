"""How a site calls its places, in the language of its addresses."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest

from portevoix.charter import read_charter
from portevoix.checks import read_check_settings
from portevoix.commands import main
from portevoix.configuration import Configuration, read_configuration
from portevoix.paths import ENGLISH, FRENCH, NAMES, Names
from portevoix.site import Audience
from tests.charter.small import FILES

CALLED = {"arbre.yml": "tree.yml", "reponses.yml": "replies.yml"}
# Folders below the blog, and words within an address: they stand beside others, not in their place.
PARTS = {"near", "quarter", "week", "drafts", "tree", "replies", "charter_folder", "in_charter"}


def project(place: Path, lang: str, more: str = "") -> Configuration:
    (place / "docs").mkdir(exist_ok=True)
    file = place / "mkdocs.yml"
    file.write_text(
        "site_name: Town\nsite_url: https://town.example/\n"
        f"theme: {{name: porte-voix, language: {lang}}}\n"
        "plugins:\n  portevoix/charter: {}\n"
        f"  portevoix/resonance: {{profile: fr-CA, organisation: {{name: Town}}, {more}}}\n"
    )
    return read_configuration(file, shown_from=place)


def written(folder: Path, called: dict[str, str]) -> None:
    for name, text in FILES.items():
        file = folder / called.get(name, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.mark.parametrize("names", NAMES.values(), ids=list(NAMES))
def test_no_two_places_share_an_address(names: Names) -> None:
    told = Counter(getattr(names, one.name) for one in fields(names) if one.name not in PARTS)
    assert [place for place, count in told.items() if count > 1] == []
    assert len(names.reserved) == 7 and set(names.in_charter.values()).isdisjoint({"quiz"})


def test_each_site_has_the_addresses_of_its_language_and_may_choose_others(tmp_path: Path) -> None:
    assert project(tmp_path, "fr").site.names is FRENCH
    assert project(tmp_path, "en").site.names is ENGLISH
    assert project(tmp_path, "en", "addresses: fr").site.names is FRENCH
    assert project(tmp_path, "fr", "addresses: en").site.names is ENGLISH


@pytest.mark.parametrize("former", [False, True])
def test_files_are_read_under_the_names_of_their_language_and_under_their_former_ones(
    tmp_path: Path, former: bool
) -> None:
    """What an English site has called `docs/charte/arbre.yml` until now is found there still."""
    names = FRENCH if former else ENGLISH
    written(tmp_path / "docs" / names.charter_folder, {} if former else CALLED)
    (tmp_path / "docs" / names.glossary).write_text("NAS: number\n")
    (tmp_path / names.results).touch()
    (tmp_path / names.listening).mkdir()
    found = project(tmp_path, "en")
    assert found.charter == tmp_path / "docs" / names.charter_folder
    charter = read_charter(found.charter, replace(found.site, audience=Audience.INTERNAL), {})
    assert charter.articles[0].path == f"charter/{charter.articles[0].id}/"
    assert charter.tree and charter.replies
    assert read_check_settings(found.docs, lang="en").glossary == {"NAS": "number"}
    assert found.results.file == names.results
    assert found.listening.folder == names.listening


def test_a_french_site_takes_no_english_name_for_its_own(tmp_path: Path) -> None:
    """A table of somebody's called results.csv is none of ours."""
    (tmp_path / "results.csv").write_text("a,b\n1,2\n")
    assert project(tmp_path, "fr").results.file == "resultats.csv"


def test_a_slug_that_a_list_has_is_refused_in_the_words_of_the_site(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for lang, taken, free in (("en", "category", "rubrique"), ("fr", "rubrique", "category")):
        place = tmp_path / lang
        posts = place / "docs" / "blog" / "posts"
        posts.mkdir(parents=True)
        project(place, lang)
        for slug in (taken, free):
            text = f"---\ntitle: One\ndate: 2026-01-01\nslug: {slug}\n---\nText.\n"
            (posts / f"{slug}.md").write_text(text)
        assert main(["check", "--now", "2026-11-27"], place) == 1
        told = capfd.readouterr()
        said = told.out + told.err
        assert f"posts/{taken}.md:4" in said and f"posts/{free}.md:4" not in said


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("blog_dirr", "blog_dir"),
        ("pagination_per_pag", "pagination_per_page"),
        ("categories_url_formt", "categories_url_format"),
    ],
)
def test_a_mistyped_option_of_the_blog_is_named_with_its_neighbour(
    tmp_path: Path, wrong: str, right: str
) -> None:
    found = project(tmp_path, "en", f"blog: {{{wrong}: x}}")
    (told,) = [one for one in (*found.notices, *found.refused) if wrong in one.what]
    assert right in told.do and told.line == 6


@pytest.mark.parametrize(("lang", "wanted"), [("en", "category/{slug}"), ("fr", "rubrique/{slug}")])
def test_material_s_own_addresses_of_lists_are_taken_on_an_english_site(
    tmp_path: Path, lang: str, wanted: str
) -> None:
    for said in ("category/{slug}", "rubrique/{slug}"):
        found = project(tmp_path, lang, f'blog: {{categories_url_format: "{said}"}}')
        assert bool(found.refused) == (said != wanted), said
        assert all(wanted in one.do for one in found.refused)
