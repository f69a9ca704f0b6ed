"""`mkdocs.yml`, `.authors.yml`, the lists of `docs/` and the files of the charter with every wrong value."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from portevoix.charter import read_charter
from portevoix.checks import RULES_BY_ARTICLE, read_check_settings
from portevoix.configuration import read_configuration
from portevoix.deploying import read_places
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.listening import read_watch
from portevoix.networks import NETWORKS
from portevoix.planning import read_planning
from portevoix.posts.authors import read_authors
from portevoix.schedulers import read_tools
from portevoix.site import Site
from portevoix.sources.audience import read_pages
from portevoix.sources.heard import read_heard
from portevoix.sources.letters import read_issues
from portevoix.sources.tree import look_over
from tests.conftest import ROOT
from tests.site.running import run

from .declared import PATHS
from .running import MOST_MORE, assert_plain, held_memory, report, told_of
from .wrong import WRONG, pairs, put

_OURS, _CHARTER = "plugins.portevoix/resonance", "plugins.portevoix/charter"
SETTINGS = (
    *("site_name", "site_url", "site_description", "docs_dir", "site_dir", "plugins", "theme"),
    *("theme.name", "theme.language", "theme.custom_dir", "INHERIT", "nav", "strict", "hooks"),
    *("exclude_docs", "draft_docs", "not_in_nav", "extra", "markdown_extensions", "validation"),
    *(_OURS, _CHARTER, f"{_OURS}.networks.neuf.like", f"{_OURS}.inconnu"),
    *(f"{_OURS}.{path}" for path in PATHS["resonance"]),
    *(f"{_CHARTER}.{path}" for path in PATHS["charter"]),
)
AUTHORS = ("authors", "authors.eau", *(f"authors.eau.{path}" for path in PATHS["authors"]))
REPLIES = ("list", "list.0", *(f"list.0.{path}" for path in PATHS["reply"]))
VARIABLES = ("shared", "fr-CA", "internal", "shared.organisation", "fr-CA.urgence")
_WHEN = "date: 2026-01-01\nheard: Des bancs.\ndid: Des bancs.\n"
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


def as_list(field: str, value: str) -> str:
    """A file that is a list, given a value at `list.0.x`."""
    return put(field, value).partition("\n")[2] or value


def tried(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """The mistakes of what is read; anything else that is raised fails the test."""
    try:
        read()
    except DiagnosticsError as error:
        assert error.mistakes
        return error.mistakes
    return ()


Told = Iterable[Diagnostic]


def try_all(
    kind: str,
    names: tuple[str, ...],
    chosen: list[tuple[str, str]],
    told_of: Callable[[str, str], Told],
) -> None:
    """Each pair is told with its place and what to do, or read; quickly, and in bounded memory. All that
    fails is said at once."""
    failed, told, dearest, before = [], 0, 0.0, held_memory()
    for field, wrong in chosen:
        start = time.process_time()
        try:
            mistakes = tuple(told_of(field, WRONG[wrong]))
            bad = [
                one
                for one in mistakes
                if Path(one.file).name not in names or not (one.what and one.do)
            ]
            assert not bad, bad[0]
        except Exception as error:
            failed.append(f"{field} = {wrong}: {type(error).__name__}: {str(error)[:300]}")
            continue
        spent = time.process_time() - start
        dearest, told = max(dearest, spent), told + bool(mistakes)
        if spent > MOST_SECONDS:
            failed.append(f"{field} = {wrong}: {spent:.2f} s")
    more = held_memory() - before
    report(kind, len(chosen), told, dearest, more)
    assert not failed, "\n".join(failed)
    assert more < MOST_MORE


_BASE = """site_name: Essai
site_url: https://blog.exemple.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance: {}
"""


def small_site(root: Path) -> None:
    (root / "docs" / "blog" / "posts").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "charte", root / "docs" / "charte")
    (root / "docs" / "index.md").write_text("# Accueil\n")
    (root / "docs" / "blog" / "index.md").write_text("# Blogue\n")
    (root / "docs" / "blog" / "posts" / "un.md").write_text(
        "---\ntitle: Un\ndate: 2026-01-01\n---\nTexte.\n"
    )


def test_settings(tmp_path: Path) -> None:
    """What is read is built; of what is built, some each day."""
    small_site(tmp_path)
    file = tmp_path / "mkdocs.yml"
    sound: list[tuple[str, str, str]] = []

    def read() -> None:
        """All that commands read of the file."""
        configuration = read_configuration(file, shown_from=tmp_path)
        options, site = configuration.options, configuration.site
        read_places(options)
        if options.diagnostics.mistakes:
            raise DiagnosticsError(options.diagnostics.mistakes)
        read_check_settings(configuration.docs, options=options.form("checks"), lang="fr")
        read_planning(options.form("planning"), site, tuple(NETWORKS))
        read_tools(options.form("exports"), site.lang)

    def told(field: str, value: str) -> Told:
        base = (
            _BASE
            if not field.startswith("plugins.")
            else _BASE.replace("  portevoix/resonance: {}\n", "").replace("plugins:\n", "")
        )
        text = with_value(base, field, value)
        if field.startswith(_CHARTER):
            text += "  portevoix/resonance: {}\n"
        file.write_text(text, "utf-8", "surrogatepass")
        mistakes = tried(read)
        if not mistakes:
            sound.append((field, value, text))
        return mistakes

    chosen = list(pairs(SETTINGS, 400))
    try_all("settings", ("mkdocs.yml",), chosen, told)
    for field, value, text in sound[:: max(1, len(sound) // 4)][:5]:
        file.write_text(text, "utf-8")
        done = run("--quiet", "--config", str(file), "--site-dir", str(tmp_path / "site"))
        assert_plain(done)
        assert done.returncode == 0 or told_of(done.stderr), (field, value, done.stderr)


def test_authors(tmp_path: Path) -> None:
    file = tmp_path / ".authors.yml"

    def told(field: str, value: str) -> Told:
        file.write_text(with_value("", field, value), "utf-8", "surrogatepass")
        diagnostics = Diagnostics()
        read_authors(file, base=tmp_path, diagnostics=diagnostics)
        assert all(one.line for one in diagnostics.mistakes)
        return diagnostics.mistakes

    try_all("authors", (".authors.yml",), list(pairs(AUTHORS, 200)), told)


def test_lists_and_pages(tmp_path: Path, site: Site) -> None:
    """What stands beside the posts: what was heard, what is watched, issues, officials, pages."""
    docs = tmp_path / "docs"
    (docs / "infolettre").mkdir(parents=True)

    def wrote(name: str, text: str) -> None:
        (docs / name).write_text(text, "utf-8", "surrogatepass")

    def heard(field: str, value: str) -> Told:
        item = with_value(_WHEN, field, value).replace("\n", "\n  ")
        wrote("entendu.yml", f"- {item}")
        return tried(lambda: read_heard(docs, site, (), (), docs, Diagnostics()))

    def watched(field: str, value: str) -> Told:
        wrote("veille.yml", put(field, value))
        return tried(lambda: read_watch(docs, base=docs))

    def issue(field: str, value: str) -> Told:
        wrote(
            "infolettre/2026-11.yml",
            with_value("subject: Novembre\nintro: Bonjour.\n", field, value),
        )
        diagnostics = Diagnostics()
        read_issues(look_over(docs).below("infolettre/"), site, (), docs, diagnostics)
        return diagnostics.mistakes

    def officials(field: str, value: str) -> Told:
        wrote("elus.yml", put(field, value))
        return tried(lambda: read_check_settings(docs))

    def page(field: str, value: str) -> Told:
        wrote("page.md", f"---\n{put(field, value)}\n---\nTexte.\n")
        diagnostics = Diagnostics()
        read_pages(look_over(docs), "blog/posts/", "charte/", docs, diagnostics)
        return diagnostics.mistakes

    files: dict[str, tuple[str, Callable[[str, str], Told]]] = {
        "heard": ("entendu.yml", heard),
        "watch": ("veille.yml", watched),
        "issue": ("2026-11.yml", issue),
        "officials": ("elus.yml", officials),
        "page": ("page.md", page),
    }
    for key, (name, told) in files.items():
        try_all(key, (name,), list(pairs(PATHS[key], 70)), told)
        for old in docs.rglob(name):
            old.unlink()


@pytest.mark.parametrize(
    ("name", "known", "most"),
    [
        ("06-2-textes-de-remplacement.md", PATHS["article"], 60),
        ("index.md", PATHS["charter_index"], 20),
        ("arbre.yml", PATHS["tree"], 20),
        ("reponses.yml", REPLIES, 20),
        ("variables.yml", VARIABLES, 20),
    ],
)
def test_charter(tmp_path: Path, site: Site, name: str, known: tuple[str, ...], most: int) -> None:
    folder = tmp_path / "charte"
    shutil.copytree(ROOT / "docs" / "charte", folder)
    file, told, dearest, failed = folder / name, 0, 0.0, []
    whole = file.read_text("utf-8")
    front, body = ("", "")
    if file.suffix == ".md":
        _, front, body = whole.split("---\n", 2)
    chosen = list(pairs(known, most))
    for field, wrong in chosen:
        if field.startswith("list"):
            text = as_list(field, WRONG[wrong])
        else:
            text = with_value(front or whole, field, WRONG[wrong])
        file.write_text(f"---\n{text}---\n{body}" if front else text, "utf-8", "surrogatepass")
        start = time.process_time()
        try:
            mistakes = tried(
                lambda: read_charter(folder, site, RULES_BY_ARTICLE, shown_as="charte")
            )
            assert all(one.what and one.do for one in mistakes)
        except Exception as error:
            failed.append(f"{field} = {wrong}: {type(error).__name__}: {str(error)[:300]}")
            continue
        dearest = max(dearest, time.process_time() - start)
        told += bool(mistakes)
    report(name, len(chosen), told, dearest)
    assert not failed, "\n".join(failed)
    assert dearest < 3
