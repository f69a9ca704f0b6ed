"""The same promise over real posts, where PORTEVOIX_CORPUS says where they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.incremental.small import Small, differences, make

CORPUS = os.environ.get("PORTEVOIX_CORPUS", "")


def _title(post: Path) -> None:
    """Another title for whoever shows this post."""
    text = post.read_text("utf-8")
    start = text.index("title:")
    end = text.index("\n", start)
    post.write_text(f"{text[:start]}title: Un titre tout neuf{text[end:]}", "utf-8")


def _text(post: Path) -> None:
    post.write_text(f"{post.read_text('utf-8')}\nUne ligne de plus.\n", "utf-8")


EDITS: tuple[Callable[[Path], None], ...] = (_title, _text, Path.unlink)


@pytest.mark.skipif(not CORPUS, reason="PORTEVOIX_CORPUS is not set")
def test_real_posts_edited_give_what_a_clean_build_gives(tmp_path: Path) -> None:
    """A title, a line, a post less: each in another post of the folder."""
    small: Small = make(tmp_path / "project")
    shutil.rmtree(small.file("docs/blog"))
    shutil.copytree(CORPUS, small.file("docs/blog"))
    assert small.build(), "the corpus was refused"
    posts = sorted(small.file("docs/blog/posts").rglob("*.md"))
    titled = [post for post in posts if "\ntitle:" in post.read_text("utf-8")]
    for place, edit in enumerate(EDITS, 1):
        edit(titled[place * len(titled) // 5])
        tree = small.build()
        assert tree, "the corpus was refused"
        assert differences(tree, small.clean()) == []
