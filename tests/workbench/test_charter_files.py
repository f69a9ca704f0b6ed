"""A charter's file tried before it is kept."""

from __future__ import annotations

from dataclasses import replace

from portevoix.configuration import read_configuration
from portevoix.site import Site
from portevoix.workbench.charter_files import files_of, first_of, try_file
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "charte"


def own() -> Site:
    return read_configuration(ROOT / "mkdocs.yml").site


def test_a_change_is_judged_with_the_whole_charter_and_nothing_is_written() -> None:
    before = {file: file.read_bytes() for file in sorted(FOLDER.rglob("*")) if file.is_file()}
    tree = (FOLDER / "arbre.yml").read_text()
    good = try_file(FOLDER, own(), "arbre.yml", tree.encode(), "docs/charte")
    assert good.charter and good.charter.tree and not good.mistakes
    lost = tree.replace("to: passez-le-relais", "to: nulle-part", 1)
    assert lost != tree
    bad = try_file(FOLDER, own(), "arbre.yml", lost.encode(), "docs/charte")
    assert bad.charter is None
    assert [one.file for one in bad.mistakes] == ["docs/charte/arbre.yml"]
    assert "nulle-part" in bad.mistakes[0].what and bad.mistakes[0].line
    assert {file: file.read_bytes() for file in before} == before


def test_what_a_change_breaks_elsewhere_is_told_after_what_it_breaks_here() -> None:
    text = (FOLDER / "variables.yml").read_text()
    found = try_file(
        FOLDER, own(), "variables.yml", text.replace("urgence:", "urgances:").encode(), "c"
    )
    files = [one.file for one in first_of(found.mistakes, "variables.yml")]
    assert files and files == sorted(files, key=lambda one: one != "c/variables.yml")


def test_files_come_in_reading_order_with_the_titles_of_articles() -> None:
    site = replace(own())
    charter = try_file(FOLDER, site, "arbre.yml", (FOLDER / "arbre.yml").read_bytes(), "c").charter
    found = files_of(FOLDER, charter)
    assert found[0].name == "index.md"
    assert {"arbre.yml", "reponses.yml", "variables.yml"} < {one.name for one in found}
    assert all(one.title for one in found if one.name[:1].isdigit())


def test_an_article_for_the_staff_bears_its_title_where_the_public_charter_lacks_it() -> None:
    named = {one.name: one.title for one in files_of(ROOT / "docs" / "charte", None)}
    assert named["03-nos-engagements.md"] == "3 Nos engagements"
    assert named["index.md"] == named["arbre.yml"] == ""
