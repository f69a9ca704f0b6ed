"""`mkdocs.yml`, `.authors.yml` and the files of the charter with every wrong value."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from portevoix.charter import read_charter
from portevoix.checks import RULES_BY_ARTICLE, read_check_settings
from portevoix.configuration import read_configuration
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.posts.authors import read_authors
from portevoix.site import Organisation, Palette, Site
from tests.conftest import ROOT
from tests.site.running import run

from .running import assert_plain, report, told_of
from .wrong import WRONG, pairs, put

_OURS = "plugins.portevoix/resonance"
SETTINGS = (
    *("site_name", "site_url", "site_description", "docs_dir", "site_dir", "plugins", "theme"),
    *(
        "theme.name",
        "theme.language",
        "theme.custom_dir",
        _OURS,
        "plugins.portevoix/charter.folder",
    ),
    *(
        f"{_OURS}.{key}"
        for key in (
            *(
                "profile",
                "time_zone",
                "publish_at",
                "blog",
                "blog.blog_dir",
                "blog.pagination_per_page",
            ),
            *("organisation", "organisation.accounts", "organisation.accounts.0.network"),
            *("organisation.accounts.0.name", "organisation.accounts.0.url", "objectives"),
            *("objectives.informer", "hashtags", "hashtags.eau", "networks", "networks.x"),
            *("networks.x.limit", "networks.x.template", "networks.x.label", "networks.neuf.like"),
            *("campaign", "hub", "audience", "palette", "checks", "checks.level", "checks.ignore"),
            *(f"organisation.{one.name}" for one in fields(Organisation) if one.name != "accounts"),
            *(f"palette.{one.name}" for one in fields(Palette)),
        )
    ),
)
AUTHORS = (
    "authors",
    "authors.eau",
    *(
        f"authors.eau.{key}"
        for key in ("name", "description", "avatar", "url", "fediverse", "inconnu")
    ),
)
ARTICLE = (
    *("id", "title", "audience", "owner", "in_force", "review_by", "repealed", "replaced_by"),
    *("summary", "do", "avoid", "why", "cases", "keywords", "sources", "checks", "terms"),
    *("cases.0.question", "cases.0.answer", "cases.0.level", "cases.0.profile", "do.0"),
    *("sources.0.title", "sources.0.url", "terms.0.term", "terms.0.definition", "terms.0.forms"),
)
INDEX = (
    "title",
    "version",
    "in_force",
    "adopted_by",
    "owner",
    "review_by",
    "contact",
    "sections",
    "parts",
    "lang",
)
TREE = (
    "start",
    "relay",
    "audience",
    "nodes",
    "nodes.a",
    "nodes.a.question",
    "nodes.a.answers",
    "nodes.a.answers.0.to",
)
REPLIES = (
    "list",
    "list.0.id",
    "list.0.title",
    "list.0.text",
    "list.0.networks",
    "list.0.ready",
    "list.0.variables",
)
VARIABLES = ("shared", "fr-CA", "internal", "shared.organisation", "fr-CA.urgence")
MOST_SECONDS = 0.5  # of processor time, beyond reading the file as it should be


def with_value(text: str, field: str, value: str) -> str:
    """A YAML text with one more key at its end; the first of two counts, so that the other goes."""
    top = field.partition(".")[0]
    kept, skipping = [], False
    for line in text.splitlines():
        if line[:1].strip() and not line.startswith("#"):
            skipping = line.startswith(f"{top}:")
        if not skipping:
            kept.append(line)
    return "\n".join([*kept, put(field, value), ""])


def tried(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """The mistakes of what is read; anything else that is raised fails the test."""
    try:
        read()
    except DiagnosticsError as error:
        assert error.mistakes
        return error.mistakes
    return ()


def named(mistakes: tuple[Diagnostic, ...], *names: str) -> None:
    for one in mistakes:
        assert Path(one.file).name in names and one.what and one.do, one


_BASE = """site_name: Essai
site_url: https://blog.exemple.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance: {}
"""


def test_settings(tmp_path: Path) -> None:
    """What is read is built; of what is built, some each day."""
    (tmp_path / "docs" / "blog" / "posts").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "charte", tmp_path / "docs" / "charte")
    (tmp_path / "docs" / "index.md").write_text("# Accueil\n")
    (tmp_path / "docs" / "blog" / "index.md").write_text("# Blogue\n")
    (tmp_path / "docs" / "blog" / "posts" / "un.md").write_text(
        "---\ntitle: Un\ndate: 2026-01-01\n---\nTexte.\n"
    )
    file = tmp_path / "mkdocs.yml"
    sound, told, dearest = [], 0, 0.0
    chosen = list(pairs(SETTINGS, 400))
    for field, name in chosen:
        base = (
            _BASE
            if not field.startswith("plugins.")
            else _BASE.replace("  portevoix/resonance: {}\n", "").replace("plugins:\n", "")
        )
        text = with_value(base, field, WRONG[name])
        if field.startswith("plugins.portevoix/charter"):
            text += "  portevoix/resonance: {}\n"
        file.write_text(text, "utf-8", "surrogatepass")

        def read() -> None:
            configuration = read_configuration(file, shown_from=tmp_path)
            options = configuration.options.form("checks")
            read_check_settings(configuration.docs, options=options, lang="fr")

        start = time.process_time()
        mistakes = tried(read)
        dearest = max(dearest, time.process_time() - start)
        named(mistakes, "mkdocs.yml")
        told += bool(mistakes)
        if not mistakes:
            sound.append((field, name, text))
    report("settings", len(chosen), told, dearest)
    assert dearest < MOST_SECONDS
    for field, name, text in sound[:: max(1, len(sound) // 4)][:5]:
        file.write_text(text, "utf-8")
        done = run("--quiet", "--config", str(file), "--site-dir", str(tmp_path / "site"))
        assert_plain(done)
        assert done.returncode == 0 or told_of(done.stderr), (field, name, done.stderr)


def test_authors(tmp_path: Path) -> None:
    file, told = tmp_path / ".authors.yml", 0
    chosen = list(pairs(AUTHORS, 200))
    for field, name in chosen:
        file.write_text(with_value("", field, WRONG[name]), "utf-8", "surrogatepass")
        diagnostics = Diagnostics()
        read_authors(file, base=tmp_path, diagnostics=diagnostics)
        named(tuple(diagnostics.mistakes), ".authors.yml")
        assert all(one.line for one in diagnostics.mistakes)
        told += bool(diagnostics.mistakes)
    report("authors", len(chosen), told, 0.0)


@pytest.mark.parametrize(
    ("name", "known", "most"),
    [
        ("06-2-textes-de-remplacement.md", ARTICLE, 60),
        ("index.md", INDEX, 20),
        ("arbre.yml", TREE, 20),
        ("reponses.yml", REPLIES, 20),
        ("variables.yml", VARIABLES, 20),
    ],
)
def test_charter(tmp_path: Path, site: Site, name: str, known: tuple[str, ...], most: int) -> None:
    folder = tmp_path / "charte"
    shutil.copytree(ROOT / "docs" / "charte", folder)
    file, told, dearest = folder / name, 0, 0.0
    whole = file.read_text("utf-8")
    front, body = ("", "")
    if file.suffix == ".md":
        _, front, body = whole.split("---\n", 2)
    chosen = list(pairs(known, most))
    for field, wrong in chosen:
        if field.startswith("list"):
            text = put(field, WRONG[wrong]).partition("\n")[2] or WRONG[wrong]
        else:
            text = with_value(front or whole, field, WRONG[wrong])
        file.write_text(f"---\n{text}---\n{body}" if front else text, "utf-8", "surrogatepass")
        start = time.process_time()
        mistakes = tried(lambda: read_charter(folder, site, RULES_BY_ARTICLE, shown_as="charte"))
        dearest = max(dearest, time.process_time() - start)
        assert all(one.what and one.do for one in mistakes)
        told += bool(mistakes)
    report(name, len(chosen), told, dearest)
    assert dearest < 3
