"""The names under which a post may be out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portevoix.posts import Post


def names_of(post: Post) -> tuple[str, ...]:
    """The slug of a post, then those that it had before: under any of them it may be out."""
    before = (alias.strip("/").rpartition("/")[2] for alias in post.aliases)
    return tuple(dict.fromkeys((post.slug, *before)))


def names_today(posts: Iterable[Post]) -> Mapping[str, str]:
    """Each name under which a post may be out → its slug; a name that another bears today is its own."""
    some = tuple(posts)
    former = {name: post.slug for post in some for name in names_of(post)}
    return former | {post.slug: post.slug for post in some}
