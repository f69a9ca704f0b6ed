"""A template of an organisation that cannot be filled in is told with its file and line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.incremental.small import Small, make


@pytest.mark.parametrize(
    ("template", "text", "line", "said"),
    [
        ("blog-post.html", '\n{% extends "rien.html" %}', 2, "« rien.html » n’existe pas"),
        ("blog-post.html", "\n\n{% if %}", 3, "Expected an expression"),
        ("blog-post.html", "{{ inconnu }}", 1, "'inconnu' is undefined"),
        ("list.html", '{{ t("site.inconnu") }}', 1, "KeyError"),
        ("main.html", "\n{{ page.inconnu }}", 2, "inconnu"),
    ],
)
def test_a_template_that_cannot_be_filled_in(
    tmp_path: Path, template: str, text: str, line: int, said: str
) -> None:
    """Whoever renders it, and in whatever process."""
    small: Small = make(tmp_path)
    file = small.file(f"overrides/{template}")
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "portevoix", "build", "--quiet", "--no-check"]
    done = subprocess.run(command, cwd=small.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"overrides/{template}:{line}: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
