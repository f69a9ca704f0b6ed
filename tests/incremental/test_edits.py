"""Whatever somebody edits, the next build gives what a clean build gives."""

from __future__ import annotations

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


def _warm(factory: pytest.TempPathFactory, *, charter: bool) -> Warm:
    small = make(factory.mktemp("edits") / "project", charter=charter)
    return Warm(small, small.build())


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    return _warm(tmp_path_factory, charter=False)


@pytest.fixture(scope="module")
def chartered(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    return _warm(tmp_path_factory, charter=True)


def _edited_and_undone(warm: Warm, kind: str) -> None:
    """Undoing is an edit too: the last site then holds pages made of the edit."""
    with undone(warm.small):
        EDITS[kind](warm.small)
        tree = warm.small.build()
        assert tree, "the build was refused"
        assert differences(tree, warm.small.clean()) == []
    assert differences(warm.small.build(), warm.tree) == []


# Near others of their kind: only sequences draw them.
NEAR = {
    *("hour", "author_words", "template_added", "tag_taken", "picture_words", "first_sentence"),
    *("style_sheet_renamed", "page_text", "alias_given", "heading", "heard_did"),
}
CHARTER = {kind for kind in EDITS if "charter" in kind}


@pytest.mark.parametrize("kind", [kind for kind in EDITS if kind not in NEAR | CHARTER])
def test_an_edit_gives_what_a_clean_build_gives(warm: Warm, kind: str) -> None:
    _edited_and_undone(warm, kind)


@pytest.mark.parametrize("kind", [*sorted(CHARTER), "glossary", "post_added"])
def test_an_edit_beside_a_charter_gives_what_a_clean_build_gives(
    chartered: Warm, kind: str
) -> None:
    _edited_and_undone(chartered, kind)


@pytest.mark.parametrize("hour", HOURS)
def test_an_hour_gives_what_a_clean_build_gives(chartered: Warm, hour: str) -> None:
    """A post goes out, one expires, a consent ends, a review is overdue; then time goes back."""
    tree = chartered.small.build(now=HOURS[hour])
    assert differences(tree, chartered.small.clean(now=HOURS[hour])) == []
    assert differences(chartered.small.build(), chartered.tree) == []


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


BANNER = "jusqu’au 23 novembre 2026"


def test_an_update_of_an_emergency_does_not_touch_the_pages_that_its_banner_stands_on(
    warm: Warm,
) -> None:
    """Its title, its moment and its end alone are said above every page."""
    elsewhere = "abonnement/index.html"
    assert BANNER in (warm.small.site / elsewhere).read_text("utf-8")
    before = _nodes(warm.small.site)
    with undone(warm.small):
        post = warm.small.post("bris.md")
        text = post.read_text("utf-8").replace("Nous réparons.", "L’eau revient.")
        post.write_text(text + "\nMerci de votre patience.\n", "utf-8")
        warm.small.build()
        same = {path for path, node in _nodes(warm.small.site).items() if before.get(path) == node}
    warm.small.build()
    assert elsewhere in same


def test_an_emergency_stands_above_every_page_until_it_is_lifted(warm: Warm) -> None:
    """First in the blog however many posts are newer; the clock of the build alone lifts it."""

    def first() -> str:
        page = (warm.small.site / "blog/index.html").read_text("utf-8")
        return page[page.index('<ul class="cards">') :].partition('<h2 class="card-title">')[2][:99]

    assert "Bris" in first()
    warm.small.build(now="2026-11-23 18:00")
    pages = [file.read_text("utf-8") for file in warm.small.site.rglob("*.html")]
    assert not any('class="urgent"' in page for page in pages)
    assert any("Urgence terminée" in page for page in pages) and "Bris" not in first()
    assert differences(warm.small.build(), warm.tree) == []
