"""What readers may see at a moment, and what they may see no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portevoix.posts.post import Post


def published(posts: Iterable[Post], now: datetime, *, drafts: bool = False) -> tuple[Post, ...]:
    """What readers may see at `now`: no draft, nothing dated later, nothing expired."""
    return tuple(
        post
        for post in posts
        if (drafts or (not post.draft and post.published <= now)) and not is_expired(post, now)
    )


def expired(posts: Iterable[Post], now: datetime) -> tuple[Post, ...]:
    return tuple(
        post for post in posts if not post.draft and post.published <= now and is_expired(post, now)
    )


def is_expired(post: Post, now: datetime) -> bool:
    return post.expires is not None and post.expires <= now
