"""What is kept of posts that builds do not ask for."""

from __future__ import annotations

from pathlib import Path

from portevoix.cache.store import KEPT_BUILDS, RENEWED
from tests.incremental.edits import HOURS
from tests.incremental.small import differences, make


def test_a_post_that_many_builds_did_not_show_is_shown_again(tmp_path: Path) -> None:
    """A post that was previewed, and waits for its day while others are edited: what its record told of
    its body was forgotten meanwhile."""
    small = make(tmp_path)
    edited = small.post("pont.md")

    def edit(now: str) -> None:
        for _ in range(KEPT_BUILDS + RENEWED // 2):
            edited.write_text(f"{edited.read_text('utf-8')}\nEncore.\n", "utf-8")
            assert small.build(now=now)

    before, after = HOURS["before_a_post"], HOURS["after_publication"]
    edit(HOURS["now"])
    assert small.build(now=after)
    edit(before)
    assert differences(small.build(now=after), small.clean(now=after)) == []


def test_a_post_that_goes_while_another_cannot_be_read_stops_no_preview(tmp_path: Path) -> None:
    small = make(tmp_path / "site")
    preview = small.preview(tmp_path / "preview")
    before = small.previewed(preview)
    passing, other = small.post("ailleurs.md"), small.post("eau.md")
    text = other.read_text("utf-8")
    passing.write_text("---\ntitle: Ailleurs\ndate: 2026-10-01\n---\n\nUn texte.\n", "utf-8")
    assert small.previewed(preview)
    passing.touch()
    other.write_text(text.replace("title:", "titel:", 1), "utf-8")
    small.previewed(preview)
    passing.unlink()
    other.write_text(text, "utf-8")
    assert differences(small.previewed(preview), before) == []
