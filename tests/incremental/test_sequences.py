"""Any sequence of edits, of hours and of accidents gives what a clean build gives."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.incremental.edits import EDITS, HOURS, undone
from tests.incremental.small import Small, differences, make

# Edits that refuse one another are rare; the build then says no, and so must a clean one.
_STEP = st.tuples(
    st.lists(st.sampled_from(sorted(EDITS)), max_size=2),
    st.sampled_from(sorted(HOURS)),
    st.sampled_from(["", "", "", "forget", "lose_pages", "undo"]),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    made = make(tmp_path_factory.mktemp("sequences") / "project", charter=True)
    made.build()
    return made


@settings(max_examples=int(os.environ.get("PORTEVOIX_SEQUENCES", "4")))
@given(steps=st.lists(_STEP, min_size=3, max_size=5))
@example(steps=[(["slug", "category"], "now", ""), (["draft_off"], "now", ""), ([], "now", "undo")])
def test_a_sequence_gives_what_a_clean_build_gives(
    small: Small, steps: list[tuple[list[str], str, str]]
) -> None:
    """After each step the trees are equal, byte for byte, or both builds refuse the sources."""
    with undone(small):
        pristine = _contents(small.root / "docs")
        for edits, hour, accident in steps:
            if accident == "undo":
                _restore(small.root / "docs", pristine)
            if accident == "forget":
                shutil.rmtree(small.root / ".cache", ignore_errors=True)
            if accident == "lose_pages":
                for file in sorted(small.site.rglob("*.html"))[::3]:
                    file.unlink()
            for edit in edits:
                EDITS[edit](small)
            now = HOURS[hour]
            assert differences(small.build(now=now), small.clean(now=now)) == []


@settings(max_examples=int(os.environ.get("PORTEVOIX_SEQUENCES", "3")))
@given(edits=st.lists(st.sampled_from(sorted(EDITS)), min_size=4, max_size=6))
@example(edits=["author_name", "text", "template", "glossary", "page_text"])
def test_a_preview_that_goes_on_gives_what_a_new_one_gives(
    small: Small, tmp_path_factory: pytest.TempPathFactory, edits: list[str]
) -> None:
    """What a preview keeps in memory never shows on a page."""
    folder = tmp_path_factory.mktemp("previews")
    goes_on = small.preview(folder / "on")
    with undone(small):
        for number, edit in enumerate(edits):
            EDITS[edit](small)
            new = small.preview(folder / f"new-{number}")
            assert differences(small.previewed(goes_on), small.previewed(new)) == []
            new.close()
    goes_on.close()


def _contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def _restore(folder: Path, contents: dict[Path, bytes]) -> None:
    for file in _contents(folder).keys() - contents.keys():
        file.unlink()
    for file, content in contents.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
