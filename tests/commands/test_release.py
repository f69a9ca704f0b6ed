"""The script that makes a release: what it asks of the changelog, and does to it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from tests.conftest import ROOT

BEFORE = """\
# What changed

## Unreleased

### Speed
- Faster.

### The site
- A page.

## 0.2.0 (2026-11-20)

### The site
- A list.

## 0.1.0

The first version.
"""
AFTER = """\
# What changed

## Unreleased

## 0.2.0 (2026-11-27)

### The site
- A list.
- A page.

### Speed
- Faster.

## 0.1.0

The first version.
"""


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location("release", ROOT / "scripts" / "release.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_unreleased_goes_below_the_version(release: Any) -> None:
    """Group by group; a second time changes nothing; a version of its own gets a heading."""
    prepared: Callable[[str, str, date], str] = release.prepared
    day = date(2026, 11, 27)
    assert prepared(BEFORE, "0.2.0", day) == AFTER
    assert prepared(AFTER, "0.2.0", day) == AFTER
    assert "## Unreleased\n\n## 0.3.0 (2026-11-27)\n\n### Speed\n- Faster.\n" in prepared(
        BEFORE, "0.3.0", day
    )


def test_a_changelog_that_does_not_tell_the_version_stops_a_release(release: Any) -> None:
    lacking: Callable[[str, str], Iterator[str]] = release.lacking
    assert list(lacking(AFTER, "0.2.0")) == []
    (told,) = lacking(BEFORE, "0.2.0")
    assert "entries are unreleased" in told
    (told,) = lacking(AFTER, "0.3.0")
    assert "no dated section 0.3.0" in told


def test_this_changelog_can_be_prepared(release: Any) -> None:
    """Nothing is lost of it."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    after: str = release.prepared(text, release.__version__, date(2026, 11, 27))
    assert list(release.lacking(after, release.__version__)) == []
    entries = [line for line in text.splitlines() if line.startswith(("- ", "  "))]
    assert sorted(entries) == sorted(
        line for line in after.splitlines() if line.startswith(("- ", "  "))
    )
