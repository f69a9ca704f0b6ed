"""The charter stands at the door of the public site."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

POST = """---
title: Réunion du quartier
date: 2026-03-02
---

Pour vous inscrire, [cliquez ici](https://exemple.org/inscription).
"""


LEFT = shutil.ignore_patterns(
    "posts", "infolettre", "entendu.yml"
)  # what speaks of posts of the sample


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the site with one post that a rule refuses."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copy(ROOT / "mkdocs.internal.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=LEFT)
    posts = folder / "docs" / "blog" / "posts"
    posts.mkdir()
    (posts / "reunion.md").write_text(POST, "utf-8")
    return folder


def build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--now", "2026-11-21"]
    config = ["--config", str(project / "mkdocs.yml")]
    return subprocess.run(
        [*command, *config, *options], capture_output=True, text=True, check=False, cwd=project
    )


def test_a_blocking_finding_stops_the_public_site_and_cites_its_article(project: Path) -> None:
    done = build(project)
    assert done.returncode == 1
    assert "docs/blog/posts/reunion.md:6:" in done.stderr
    assert "Art. 6.4" in done.stderr
    assert "--no-check" in done.stderr
    assert not (project / "site").exists()


def test_no_check_publishes_and_says_so_loudly(project: Path) -> None:
    done = build(project, "--no-check")
    assert done.returncode == 0
    assert "ATTENTION" in done.stderr
    assert (project / "site" / "blog" / "reunion-du-quartier" / "index.html").is_file()


def test_the_staff_site_shows_the_finding_instead(project: Path) -> None:
    done = build(project, "--internal")
    assert done.returncode == 0, done.stderr
    page = (project / "site-interne" / "verifications" / "index.html").read_text("utf-8")
    assert "reunion.md" in page


def test_a_post_that_waits_is_told_before_its_day_stops_the_site(project: Path) -> None:
    post = project / "docs" / "blog" / "posts" / "reunion.md"
    post.write_text(POST.replace("2026-03-02", "2026-11-23 08:30"), "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "docs/blog/posts/reunion.md:6: ce billet paraîtra le 23 novembre 2026" in done.stderr
    assert build(project, "--now", "2026-11-23 09:00").returncode == 1
    again = build(project)
    assert "docs/blog/posts/reunion.md:6: ce billet paraîtra" in again.stderr
