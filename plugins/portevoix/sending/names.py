"""The names under which a post may be out."""

from __future__ import annotations

from portevoix.posts import Post


def names_of(post: Post) -> tuple[str, ...]:
    """The slug of a post, then those that it had before: under any of them it may be out."""
    before = (alias.strip("/").rpartition("/")[2] for alias in post.aliases)
    return tuple(dict.fromkeys((post.slug, *before)))
