"""The names under which other files speak of posts."""

from __future__ import annotations

from collections.abc import Iterable

from portevoix.posts import Post


def posts_by_name(posts: Iterable[Post]) -> dict[str, Post]:
    """The end of an address → its post; then names of files, then the ends of former addresses, where
    no post has them for its own."""
    all_of_them = tuple(posts)
    found = {post.slug: post for post in all_of_them}
    for post in all_of_them:
        found.setdefault(post.file.rpartition("/")[2].removesuffix(".md"), post)
    for post in all_of_them:
        for alias in post.aliases:
            found.setdefault(last_of(alias), post)
    return found


def last_of(name: str) -> str:
    """What a person may write for a post, an address or a file, as one of these names."""
    return name.strip().rstrip("/").rpartition("/")[2].removesuffix(".md")
