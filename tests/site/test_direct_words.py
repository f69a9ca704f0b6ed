"""`mkdocs build`, run by hand, tells what our command tells: file, line, what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.incremental.small import Small, make

SLIPS = {
    "docs/langue.md": "---\ntitle: Une page\nlang: klingon\n---\n\nUn mot.\n",
    "docs/blog/posts/essai.md": "---\ntitle: Un essai\ndate: 2026-06-01\n---\n\n{{< x >}}\n\n[a](rien.md)\n",
}
TOLD = (
    "docs/langue.md:3: « lang » vaut « klingon »",
    "docs/blog/posts/essai.md:6: « {{< x >}} » est une marque d’un autre outil",
    "docs/blog/posts/essai.md:8: le lien « rien.md » ne mène à aucune page",
)


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A staff site, which the charter does not hold back."""
    made = make(tmp_path / "project")
    settings = made.file("mkdocs.yml")
    text = settings.read_text("utf-8").replace("  abbr: {}\n", "  abbr: {}\n  attr_list: {}\n")
    text = text.replace("    profile: fr-CA\n", "    profile: fr-CA\n    audience: internal\n")
    settings.write_text(text, "utf-8")
    return made


def _directly(small: Small) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=small.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_what_a_build_notices_is_said(small: Small, capfd: pytest.CaptureFixture[str]) -> None:
    for path, text in SLIPS.items():
        small.file(path).write_text(text, "utf-8")
    capfd.readouterr()
    assert small.build("--now", "2026-12-01")
    ours = capfd.readouterr().err
    code, directly = _directly(small)
    assert code == 0
    for line in TOLD:
        assert line in ours and line in directly


def test_a_page_that_an_extension_stops_at_is_named(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    """Markdown 3.11 gives an attribute without value as None, at which its contents stop."""
    small.file("docs/page.md").write_text("# T\n\nUn mot.\n\n## T { data-toc-label }\n", "utf-8")
    code, told = _directly(small)
    assert code == 1 and "docs/page.md:5: à partir de cette ligne" in told
    assert "Traceback" not in told
    capfd.readouterr()
    assert not small.build()
    assert "docs/page.md:5: à partir de cette ligne" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        ("rien.png", "« rien.png » n’existe pas"),
        ("a" * 300 + ".png", "… » n’existe pas"),
        ("../hors.png", "« ../hors.png » n’est pas dans le dossier docs"),
        ("/etc/passwd", "« /etc/passwd » n’est pas dans le dossier docs"),
        ("contact.md", "« contact.md » n’est pas une image"),
        ("blog/posts", "« blog/posts » n’existe pas"),
        ("vide.svg", "« vide.svg » n’est pas une image"),
    ],
)
@pytest.mark.parametrize("key", ["logo", "logo_dark"])
def test_a_logo_that_cannot_be_shown_is_told_on_its_line(
    small: Small, capfd: pytest.CaptureFixture[str], key: str, logo: str, words: str
) -> None:
    small.file("docs/vide.svg").write_text("rien", "utf-8")
    settings = small.file("mkdocs.yml")
    text = settings.read_text("utf-8").replace(
        "name: Le moulin,", f"name: Le moulin, {key}: {logo},"
    )
    settings.write_text(text, "utf-8")
    capfd.readouterr()
    assert not small.build()
    told = capfd.readouterr().err
    line = next(n for n, one in enumerate(text.splitlines(), 1) if f"{key}: " in one)
    assert f"mkdocs.yml:{line}: " in told and words in told.replace("\u00a0", " ")
