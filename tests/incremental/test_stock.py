"""A Material blog that knows only this one plugin of ours: the same site, byte for byte."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from material.plugins.blog import plugin, structure
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from portevoix.incremental import guard
from tests.incremental.small import Tree, differences, inside, tree_of

CONFIGURATION = """\
site_name: Blogue
site_url: https://exemple.org/
theme: {name: material, font: false, features: [navigation.indexes, toc.integrate]}
markdown_extensions: {abbr: {}, admonition: {}, attr_list: {}, footnotes: {}, md_in_html: {}, tables: {}, toc: {permalink: true}, pymdownx.highlight: {}, pymdownx.superfences: {}}
plugins:
  search: {}
  tags: {}
  blog: {blog_toc: true, pagination_per_page: 3, draft_on_serve: true, post_excerpt_max_authors: 1, authors_profiles: true, archive_toc: true}
"""
POST = """\
---
date: 2026-01-{day:02}
{updated}categories: [{category}]
tags: [{category}, tous]
authors: [eau]
{front}---

# Billet {n}

Une note[^1], un [autre](billet-{next}.md#suite), une [page](../../page.md), un [titre](#suite).
![Une image](images/a.png){{ width=20 }} et le sigle ABC.

[^1]: La note {n}.

*[ABC]: alphabet

!!! note
    ```py
    x = {n}
    ```

{separator}

## Suite

Encore[^2]. [Cassé](absent.md)

[^2]: Fin.
"""


def _write(root: Path) -> None:
    (root / "docs/blog/posts/images").mkdir(parents=True)
    for n in range(1, 9):
        text = POST.format(
            n=n,
            day=n,
            next=n % 8 + 1,
            category="Eau" if n % 2 else "Ville",
            updated="",
            front={3: "draft: true\n", 5: "pin: true\n", 6: "slug: autre\n"}.get(n, ""),
            separator="" if n == 4 else "<!-- more -->",
        )
        (root / f"docs/blog/posts/billet-{n}.md").write_text(text, "utf-8")
    (root / "docs/blog/posts/images/a.png").write_bytes(b"not looked at")
    (root / "docs/blog/index.md").write_text("# Blogue\n", "utf-8")
    (root / "docs/index.md").write_text("# Accueil\n\n[Un](blog/posts/billet-1.md)\n", "utf-8")
    (root / "docs/page.md").write_text("---\ntags: [tous]\n---\n# Page\n\nTexte.\n", "utf-8")
    authors = "authors:\n  eau: {name: Eau, description: x, avatar: https://exemple.org/a.svg}\n"
    (root / "docs/blog/.authors.yml").write_text(authors, "utf-8")
    (root / "stock.yml").write_text(CONFIGURATION, "utf-8")
    with_ours = f"{CONFIGURATION}  portevoix/incremental: {{}}\n"
    (root / "mkdocs.yml").write_text(with_ours, "utf-8")


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both builds at one moment; what they complain of is not looked at."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    logger = logging.getLogger("mkdocs")
    before = (logger.level, logger.handlers, logger.propagate)
    logger.handlers, logger.propagate = [logging.NullHandler()], False
    yield
    logger.level, logger.handlers, logger.propagate = before


@pytest.fixture
def project(tmp_path: Path) -> Path:
    _write(tmp_path)
    return tmp_path


def _built(root: Path, configuration: str) -> Tree:
    """As MkDocs itself builds, without a command of ours."""
    place = root / "site"
    with inside(root):
        config = load_config(str(root / configuration), site_dir=str(place))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    found = tree_of(place)
    shutil.rmtree(place)
    return found


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_stock_site_is_the_same_cold_warm_and_after_edits(project: Path) -> None:
    """Excerpts with links, pictures, footnotes and contents; several pages; a draft, a pin."""
    posts = project / "docs/blog/posts"
    assert differences(_built(project, "mkdocs.yml"), _built(project, "stock.yml")) == []
    assert (project / ".cache").is_dir()
    assert differences(_built(project, "mkdocs.yml"), _built(project, "stock.yml")) == []
    _replace(posts / "billet-2.md", "Billet 2", "Billet deux")
    _replace(posts / "billet-5.md", "pin: true", "pin: false")
    (posts / "billet-8.md").unlink()
    assert differences(_built(project, "mkdocs.yml"), _built(project, "stock.yml")) == []
    _replace(posts / "billet-3.md", "draft: true\n", "")
    (project / "docs/page.md").rename(project / "docs/autre.md")
    (posts / "absent.md").write_text("---\ndate: 2026-02-01\n---\n# Là\n\nOui.\n", "utf-8")
    assert differences(_built(project, "mkdocs.yml"), _built(project, "stock.yml")) == []


def test_unknown_versions_make_it_step_aside_with_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is replaced in MkDocs, nothing is kept, and the site is the stock one."""
    stock = _built(project, "stock.yml")
    monkeypatch.setattr(guard, "PROVED", {"mkdocs": ("1.0",), "mkdocs-material": ("9.8.1",)})
    logger = logging.getLogger("mkdocs.plugins.portevoix.incremental")
    said: list[str] = []

    def hear(record: logging.LogRecord) -> bool:
        said.append(record.getMessage())
        return True

    logger.addFilter(hear)
    try:
        assert differences(_built(project, "mkdocs.yml"), stock) == []
    finally:
        logger.removeFilter(hear)
    assert len(said) == 1 and "mkdocs " in said[0]
    assert not (project / ".cache").exists()


def test_nothing_stays_replaced_after_a_build(project: Path) -> None:
    """Another site built by the same process is not touched, even after a failed build."""

    def stands() -> tuple[object, ...]:
        return Page.render, vars(plugin)["Excerpt"], vars(structure.Post).get("__eq__")

    before = stands()
    _built(project, "mkdocs.yml")
    _replace(project / "docs/blog/posts/billet-2.md", "date: 2026-01-02", "date: jamais")
    with pytest.raises((SystemExit, Exception)):
        _built(project, "mkdocs.yml")
    assert before == stands()
