"""What MkDocs says of pages comes in the site's language, with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.incremental.small import CONFIGURATION, make

PAGES = {
    "docs/un.md": "# Parcs & loisirs : *guide* <b>x</b>\n\n[Rien](rien.md) et [titre](deux.md#rien).\n",
    "docs/deux.md": "# Deux\n\n[Ici](#nulle-part), [racine](/contact.md) et [sans](rien).\n",
    "docs/deux/README.md": "# Un\n",
    "docs/deux/index.md": "# Deux\n",
    "docs/rh.md": "---\naudience: internal\n---\n# RH\n",
    "docs/trois.md": "# Trois\n\n[RH](rh.md)\n",
}
CHECKED = (
    "validation: {nav: {omitted_files: warn, not_found: warn, absolute_links: warn}, "
    "links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}\n"
    "nav: [{Accueil: index.md}, {Rien: perdu.md}, {Racine: /contact/}]\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    small = make(tmp_path_factory.mktemp("words"))
    for path, text in PAGES.items():
        small.file(path).parent.mkdir(parents=True, exist_ok=True)
        small.file(path).write_text(text, "utf-8")
    settings = re.sub(r"validation: .*\n", lambda _: CHECKED, CONFIGURATION)
    small.file("mkdocs.yml").write_text(settings, "utf-8")
    return small.root, ""


def test_every_warning_has_a_place_and_is_in_french(
    built: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    from tests.incremental.small import Small

    small = Small(built[0])
    assert small.build(), "warnings stop nothing"
    told = capfd.readouterr().err.strip().splitlines()
    warnings = [line for line in told if "ATTENTION" not in line]
    assert len(warnings) >= 8, told
    for line in warnings:
        assert re.match(r"(docs/[\w/]+\.md|mkdocs\.yml)(:\d+)?: ", line), line
        assert not re.search(r"\b(the|is not|link|included|contains|found)\b", line), line
    assert "docs/un.md:3: le lien « rien.md »" in "\n".join(warnings)
    page = (small.site / "un/index.html").read_text("utf-8")
    assert "<title>Parcs &amp; loisirs" in page
    assert "&amp;amp;" not in page and "&lt;em&gt;" not in page


def test_what_mkdocs_says_at_each_reading_of_the_settings_is_told_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    small = make(tmp_path)
    slips = "validation: {links: {anchor: warn}}\nhoks: []\n"
    text = re.sub(r"validation: .*\n", lambda _: slips, CONFIGURATION)
    small.file("mkdocs.yml").write_text(text, "utf-8")
    assert small.build()
    told = capfd.readouterr().err
    for slip, meant in (("hoks", "hooks"), ("anchor", "anchors")):
        assert told.count(f"« {slip} » n’est le nom d’aucune option. ") == 1
        assert f"« {slip} » n’est le nom d’aucune option. Vouliez-vous dire « {meant} »?" in told


def test_a_plugin_that_takes_the_folders_of_pages_away_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each link of the site would lead nowhere; the last site stays."""
    small = make(tmp_path)
    settings = CONFIGURATION.replace("plugins:\n", "plugins:\n  material/offline: {}\n")
    small.file("mkdocs.yml").write_text(settings, "utf-8")
    assert not small.build()
    line = settings.splitlines().index("  material/offline: {}") + 1
    assert f"mkdocs.yml:{line}: « material/offline »" in capfd.readouterr().err
    assert not small.site.exists()


def test_what_a_strict_build_tells_stops_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A link of a post that leads nowhere is told; with `strict: true` it keeps the last site."""
    small = make(tmp_path)
    post = small.post("pont.md")
    post.write_text(post.read_text("utf-8") + "\nVoir [rien](rien.md).\n", "utf-8")
    assert small.build()
    before = (small.site / "index.html").stat().st_mtime_ns
    small.file("mkdocs.yml").write_text(f"strict: true\n{CONFIGURATION}", "utf-8")
    capfd.readouterr()
    assert not small.build()
    assert "pont.md:17: le lien « rien.md »" in capfd.readouterr().err
    assert (small.site / "index.html").stat().st_mtime_ns == before


@pytest.mark.parametrize("value", ["2026-02-30", "2026-01-01T00:00:00+99:99"])
def test_a_date_that_is_none_is_told_where_mkdocs_alone_reads_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], value: str
) -> None:
    small = make(tmp_path)
    small.file("mkdocs.yml").write_text(f"{CONFIGURATION}extra: {{depuis: {value}}}\n", "utf-8")
    assert not small.build()
    line = len(CONFIGURATION.splitlines()) + 1
    assert f"mkdocs.yml:{line}: « {value} »" in capfd.readouterr().err
