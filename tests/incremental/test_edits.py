"""Whatever somebody edits, the next build gives what a clean build gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.incremental.edits import EDITS, HOURS, undone
from tests.incremental.small import Small, Tree, differences, make


@dataclass(frozen=True)
class Warm:
    """A project that was built and is built again and again, and what it gives unedited."""

    small: Small
    tree: Tree


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    small = make(tmp_path_factory.mktemp("edits") / "project", charter=True)
    yield Warm(small, small.build())


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_gives_what_a_clean_build_gives(warm: Warm, kind: str) -> None:
    """And so does undoing it, when the last site holds pages made of the edit."""
    with undone(warm.small):
        EDITS[kind](warm.small)
        tree = warm.small.build()
        assert tree, "the build was refused"
        assert differences(tree, warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []


@pytest.mark.parametrize("hour", HOURS)
def test_an_hour_gives_what_a_clean_build_gives(warm: Warm, hour: str) -> None:
    """A post goes out, one expires, a consent ends, a review is overdue; then time goes back."""
    tree = warm.small.build(now=HOURS[hour])
    assert differences(tree, warm.small.clean(now=HOURS[hour])) == []
    assert differences(warm.small.build(), warm.tree) == []


def test_what_an_edit_does_not_touch_is_taken_over(warm: Warm) -> None:
    """Else all that these tests compare are clean builds."""
    before = _nodes(warm.small.site)
    with undone(warm.small):
        EDITS["footnote"](warm.small)
        warm.small.build()
    same = {path for path, node in _nodes(warm.small.site).items() if before.get(path) == node}
    warm.small.build()
    assert "blog/le-pont-reste-ouvert/index.html" in same
    assert "cards/le-pont-reste-ouvert-og.png" in same
    assert "blog/eau-bonne/index.html" not in same


def _nodes(site: Path) -> dict[str, int]:
    return {
        file.relative_to(site).as_posix(): file.stat().st_ino
        for file in site.rglob("*")
        if file.is_file()
    }
