"""What the search reads: an index for each year, and for each 250 posts of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from portevoix.pages.search import MOST, shares
from portevoix.posts import Post
from tests.cards.cards_of_tests import a_post


def _posts(count: int) -> tuple[Post, ...]:
    """One a day up to 1 January, newest first."""
    first = a_post("Un parc")
    end = first.published.replace(year=2027, month=1, day=1)
    return tuple(
        replace(first, slug=f"billet-{count - n}", published=end - timedelta(days=n))
        for n in range(count)
    )


def test_every_post_stands_in_one_index() -> None:
    """The newest first, so that they can be searched before the others are read."""
    posts = _posts(800)
    parts = tuple(shares(posts))
    assert [path for path, _ in parts] == [
        "2027.json",
        *(f"2026{part}.json" for part in ("-2", "")),
        *(f"2025{part}.json" for part in ("-2", "")),
        "2024.json",
    ]
    assert tuple(post for _, some in parts for post in some) == posts
    assert max(len(some) for _, some in parts) == MOST


def test_a_new_post_changes_one_index() -> None:
    posts = _posts(800)[1:]
    new = replace(posts[0], slug="tout-neuf", published=posts[0].published + timedelta(hours=1))
    before, after = dict(shares(posts)), dict(shares((new, *posts)))
    assert [path for path in after if after[path] != before[path]] == ["2026-2.json"]
