"""What a person breaks in mkdocs.yml and .authors.yml, and what they are told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.configuration import read_configuration
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.inherited import MAX_INHERITED, merged_settings
from portevoix.posts.read import read_shelf
from portevoix.site import Site
from portevoix.sources.audience import read_pages
from portevoix.sources.tree import look_over
from tests.incremental.small import inside

GOOD = """\
site_name: Ville
site_url: https://blog.exemple.org/
theme:
  name: porte-voix
  language: fr
plugins:
  blog: {}
  portevoix/resonance:
    time_zone: America/Toronto
    publish_at: "09:00"
    organisation:
      name: Ville
"""


def write(folder: Path, text: str | bytes) -> Path:
    (folder / "docs").mkdir(exist_ok=True)
    file = folder / "mkdocs.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("site_url: https://blog.exemple.org/", "site_url: blog.exemple.org", 2, "site_url"),
        ("https://blog.exemple.org/", "https://été.example/", 2, "sans accents"),
        ("https://blog.exemple.org/", "https://[oups/", 2, "site_url"),
        (
            "https://blog.exemple.org/",
            "https://x.example/?a=1#x",
            2,
            "Écrivez « https://x.example/ »",
        ),
        ("https://blog.exemple.org/", "'https://x.example/a b/'", 2, "site_url"),
        (
            "https://blog.exemple.org/",
            "https://a:b@x.example/",
            2,
            "Écrivez « https://x.example/ »",
        ),
        (
            "      name: Ville",
            "      name: Ville\n      email: mairie chez ville.example",
            13,
            "n’est pas une adresse de courriel",
        ),
        (
            "    publish_at",
            "    sending: {mastodon_server: 'https://m.example/?a=1'}\n    publish_at",
            10,
            "Écrivez « https://m.example/ »",
        ),
        ("site_url: https://blog.exemple.org/\n", "", 1, "« site_url » manque"),
        ("site_name: Ville", "INHERIT: rien.yml\nsite_name: Ville", 1, "« rien.yml »"),
        ("plugins:", f"site_dir: {'d' * 256}/site\nplugins:", 6, "255 lettres"),
        ("site_name: Ville", "site_name: [Ville]", 1, "attend un texte"),
        ("site_name: Ville", 'site_name: ""', 1, "est vide"),
        ("      name: Ville", "      name: ' '", 12, "est vide"),
        ("America/Toronto", '""', 9, "time_zone » est vide"),
        ("America/Toronto", "", 9, "time_zone » est vide"),
        ('"09:00"', '""', 10, "publish_at » est vide"),
        ("    publish_at", '    profile: ""\n    publish_at', 10, "profile » est vide"),
        ("language: fr", 'language: ""', 5, "est vide"),
        (
            "plugins:",
            "plugins:\n  portevoix/charter: {folder: chartes}",
            7,
            "de la charte n’existe pas",
        ),
        ("language: fr", "language: de", 5, "fr ou en"),
        ("language: fr", "langue: en", 5, "« language »"),
        ("language: fr", "customdir: overrides", 5, "« custom_dir »"),
        ("  portevoix/resonance:", "  autre/chose:", 6, "manque sous « plugins »"),
        ("  portevoix/resonance:", "  portevoix/resonnance:", 8, "dire « portevoix/resonance »"),
        ("  portevoix/resonance:", "  Resonance:", 8, "dire « portevoix/resonance »"),
        ("America/Toronto", "Amerique/Toronto", 9, "fuseau horaire"),
        ("  blog: {}", "  blog: {pagination_per_page: -1}", 7, "il faut un nombre entier"),
        ('"09:00"', "9 heures", 10, "n’est pas une heure"),
        ("    publish_at", "\tpublish_at", 10, "tabulation"),
        ("      name: Ville", "      name Ville", 11, "sous-clés"),
        ("plugins:", "docs_dir: ailleurs\nplugins:", 6, "« ailleurs »"),
        ("    organisation:", "    palette: {ink: rouge}\n    organisation:", 11, "couleur"),
        ("    organisation:", "    palette: {ink: '#dddddd'}\n    organisation:", 11, "4,5"),
    ],
)
def test_each_slip_of_the_configuration_is_told_on_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD
    with pytest.raises(DiagnosticsError) as found:
        read_configuration(write(tmp_path, GOOD.replace(old, new)), shown_from=tmp_path)
    (mistake,) = found.value.mistakes
    assert (mistake.file, mistake.line) == ("mkdocs.yml", line), mistake
    assert said in f"{mistake.what} {mistake.do}"


def test_a_folder_of_the_charter_that_is_written_must_be_there(tmp_path: Path) -> None:
    """One that nobody wrote may be missing: the site has no charter yet."""

    def read(said: str) -> None:
        text = GOOD.replace("plugins:", f"plugins:\n  portevoix/charter: {said}")
        read_configuration(write(tmp_path, text), shown_from=tmp_path)

    read("{}")
    (tmp_path / "docs" / "charte").mkdir()
    read("{folder: charte}")
    with pytest.raises(DiagnosticsError, match="Vouliez-vous dire « charte »"):
        read("{folder: chartes}")


@pytest.mark.parametrize("hour", ['"9 h"', "9h", "09:00", "9 h 00"])
def test_the_hour_of_publication_is_read_as_people_write_it(tmp_path: Path, hour: str) -> None:
    text = GOOD.replace('"09:00"', hour)
    found = read_configuration(write(tmp_path, text), shown_from=tmp_path)
    assert found.site.publish_at.isoformat() == "09:00:00"


def test_keys_that_change_nothing_here_are_told_on_their_lines(tmp_path: Path) -> None:
    text = GOOD.replace("  language: fr\n", "  language: fr\n  palette: {primary: red}\n")
    text += "nav: [{Accueil: index.md}]\nextra_css: [a.css]\n"
    found = read_configuration(write(tmp_path, text), shown_from=tmp_path)
    told = {(one.line, one.what.split("»")[0]) for one in found.notices if one.file}
    assert told >= {(6, "« theme.palette "), (14, "« nav "), (15, "« extra_css ")}, found.notices


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "n’existe pas"),
        ("", "est vide"),
        ("# rien encore\n", "est vide"),
        ("- a\n", "ne contient pas de clés"),
        ("INHERIT: rien.yml\n", "« rien.yml »"),
        ("site_name: Été".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_configuration_is_told_so(
    tmp_path: Path, text: str | bytes | None, said: str
) -> None:
    """What is missing and what is empty are not the same."""
    file = write(tmp_path, text or "")
    if text is None:
        file.unlink()
    with pytest.raises(DiagnosticsError) as found:
        read_configuration(file, shown_from=tmp_path)
    (mistake,) = found.value.mistakes
    assert said in mistake.what and mistake.do


@pytest.mark.parametrize(
    ("authors", "line", "said"),
    [
        ("authors:\n\teau:\n", 2, "tabulation"),
        ("authors:\n  eau: {}\n", 2, "pas de nom"),
        ("authors:\n  eau: Eau\n", 2, "sous-clés"),
        ("authors: [eau]\n", 1, "sous-clés"),
        ("eau:\n  name: Eau\n", 1, "« authors: »"),
        ("authors:\n  eau:\n    name: Été\n".encode("latin-1"), 0, "UTF-8"),
    ],
)
def test_a_slip_among_the_authors_is_told_once_and_not_on_every_post(
    tmp_path: Path, site: Site, authors: str | bytes, line: int, said: str
) -> None:
    (tmp_path / "posts").mkdir()
    for name in "abc":
        text = f"---\ntitle: {name}\ndate: 2026-01-01\nauthors: [eau]\n---\nTexte.\n"
        (tmp_path / "posts" / f"{name}.md").write_text(text, "utf-8")
    file = tmp_path / ".authors.yml"
    file.write_bytes(authors if isinstance(authors, bytes) else authors.encode())
    with pytest.raises(DiagnosticsError) as found:
        read_shelf(tmp_path, site, shown_from=tmp_path)
    (mistake,) = found.value.mistakes
    assert (mistake.file, mistake.line) == (".authors.yml", line)
    assert said in f"{mistake.what} {mistake.do}"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_folders_and_links_that_look_like_posts_stop_nothing(tmp_path: Path, site: Site) -> None:
    """A folder named x.md, a link to itself, a link to nothing, a folder that holds itself."""
    posts = tmp_path / "posts"
    (posts / "x.md").mkdir(parents=True)
    (posts / "boucle.md").symlink_to("boucle.md")
    (posts / "rien.md").symlink_to("disparu.md")
    (posts / "moi").symlink_to(".")
    (posts / "a.md").write_text("---\ntitle: A\ndate: 2026-01-01\n---\nTexte.\n", "utf-8")
    assert [post.title for post in read_shelf(tmp_path, site, shown_from=tmp_path).posts] == ["A"]
    diagnostics = Diagnostics("fr")
    pages = read_pages(look_over(tmp_path), "posts/", "\0", tmp_path, diagnostics)
    assert pages.internal == frozenset()
    assert diagnostics.mistakes == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  blog: {", "  blogue: {}\n  blog: {", 7, "le module « blogue »"),
        ("plugins:", "markdown_extensions: [tablo]\nplugins:", 6, "l’extension « tablo »"),
        ("plugins:", "markdown_extensions: [tabels]\nplugins:", 6, "dire « tables »"),
        ("plugins:", "extra_cs: [a.css]\nplugins:", 6, "dire « extra_css »"),
        (
            "plugins:",
            "markdown_extensions: {toc: {permalnk: 1}}\nplugins:",
            6,
            "dire « permalink »",
        ),
        (
            "plugins:",
            "markdown_extensions:\n  - pymdownx.highlight:\n      anchor_linenum: 1\nplugins:",
            8,
            "dire « anchor_linenums »",
        ),
        (
            "plugins:",
            "markdown_extensions:\n  toc:\n    slugify: !!python/name:portevoix.posts.slug.head\nplugins:",
            8,
            "« portevoix.posts.slug.head », que nomme cette ligne, n’existe pas",
        ),
        (
            "plugins:",
            "markdown_extensions:\n  toc:\n    slugify: !!python/name:portevoix.post.head\nplugins:",
            8,
            "« portevoix.post », que nomme cette ligne, n’existe pas",
        ),
        (
            "plugins:",
            "markdown_extensions: {toc: {toc_depth: deux}}\nplugins:",
            6,
            "l’extension « toc », sous « markdown_extensions », refuse ses options",
        ),
        (
            "plugins:",
            "markdown_extensions:\n  toc:\n    slugify: !!pyton/name:a.b\nplugins:",
            8,
            "« !!pyton/name:a.b » est une marque de type que MkDocs ne connaît pas. Vouliez-vous",
        ),
        ("plugins:", "copyright: !EVN A\nplugins:", 6, "Vouliez-vous dire « !ENV »?"),
        ("plugins:", "hooks: a.py\nplugins:", 6, "« hooks » attend une liste"),
        (
            "plugins:",
            "validation:\n  links:\n    anchors: warm\nplugins:",
            8,
            "« anchors » n’accepte que : warn, info, ignore",
        ),
        ("  blog: {", "  search: {langg: fr}\n  blog: {", 7, "dire « lang »"),
        ("  blog: {", "  material/blogs: {}\n  blog: {", 7, "dire « material/blog »"),
        ("  blog: {", "  blog: {pagination_per_page: douze, ", 7, "attend un nombre entier"),
        ("  blog: {", "  blog: {post_readtime: peut-être, ", 7, "attend true ou false"),
        ("name: material", "name: materiel", 4, "Écrivez « name: porte-voix »"),
        ("plugins:", "use_directory_urls: 3\nplugins:", 6, "use_directory_urls"),
        ("plugins:", "site_dir: docs/site\nplugins:", 6, "parmi les textes dont il est fait"),
        ("plugins:", "nav: 3\nplugins:", 6, "« nav » n’est pas une liste de pages"),
    ],
)
def test_what_mkdocs_refuses_is_told_in_french_on_its_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    line: int,
    said: str,
) -> None:
    (tmp_path / "docs/blog/posts").mkdir(parents=True)
    material = GOOD.replace("name: porte-voix", "name: material", 1)
    write(tmp_path, material.replace("  blog: {}", "  blog: {enabled: true}").replace(old, new, 1))
    with inside(tmp_path):
        assert main(["build", "--quiet"], tmp_path) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"mkdocs.yml:{line}: ")
    assert said in told[0]
    assert "Config value" not in "".join(told)


def test_what_the_environment_says_is_read_as_mkdocs_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time: nothing of it is kept with the text."""
    (tmp_path / ".cache" / "porte-voix").mkdir(parents=True)
    text = GOOD.replace(
        "https://blog.exemple.org/", "!ENV [ADDRESS, OTHER, 'https://blog.exemple.org/']"
    ).replace("site_name: Ville", "site_description: !ENV &name [NAME, Ville]\nsite_name: *name")
    file = write(tmp_path, text)

    def read() -> tuple[str, str]:
        site = read_configuration(file, shown_from=tmp_path).site
        assert site.description == site.name
        return site.url, site.name

    for name in ("ADDRESS", "OTHER", "NAME", "NONE"):
        monkeypatch.delenv(name, raising=False)
    assert read() == ("https://blog.exemple.org/", "Ville")
    monkeypatch.setenv("OTHER", "https://essai.exemple.org/")
    monkeypatch.setenv("NAME", "Bourg")
    assert read() == ("https://essai.exemple.org/", "Bourg")
    monkeypatch.setenv("ADDRESS", "https://ici.exemple.org/")
    assert read() == ("https://ici.exemple.org/", "Bourg")
    file.write_text(GOOD.replace("https://blog.exemple.org/", "!ENV NONE"), "utf-8")
    with pytest.raises(DiagnosticsError, match="« site_url » manque"):
        read()


def test_settings_that_were_read_before_are_the_same_without_yaml(tmp_path: Path) -> None:
    """What was read is kept under the text: another text, and one that holds a mistake, is read."""
    write(tmp_path, GOOD)
    file = tmp_path / "mkdocs.internal.yml"
    file.write_text("INHERIT: mkdocs.yml\nsite_dir: interne\nextra: {a: [yes, ~, true]}\n", "utf-8")

    def read() -> tuple[object, ...]:
        return merged_settings(file, tmp_path, Diagnostics(), MAX_INHERITED)

    plain = read()
    kept = tmp_path / ".cache" / "porte-voix"
    assert not kept.exists()  # no build was here yet
    kept.mkdir(parents=True)
    assert read() == plain
    records = sorted(kept.iterdir())
    assert len(records) == 2
    assert read() == plain and sorted(kept.iterdir()) == records
    for record in records:
        record.write_bytes(record.read_bytes().replace(b"interne", b"ailleurs"))
    assert read() == plain
    write(tmp_path, GOOD.replace("Ville", "Village"))
    assert str(plain).replace("Ville", "Village") == str(read())
    write(tmp_path, GOOD + "theme: [\n")
    for _ in range(2):
        with pytest.raises(DiagnosticsError, match=r"mkdocs\.yml:1"):
            read()
