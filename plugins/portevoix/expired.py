"""The page that stands at every address of a post past its time."""

from __future__ import annotations

from portevoix.posts import Post
from portevoix.publisher import Page


def expired_page(post: Post, path: str) -> Page:
    return Page(
        path=path,
        template="expired.html",
        title=post.title,
        lang=post.told_in,
        indexed=False,
        values={"post": post},
    )
