"""How many posts readers see, wait for, or see no more: what a build has to say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from portevoix.dates import long_moment
from portevoix.language import say
from portevoix.posts.post import Post
from portevoix.posts.published import is_expired
from portevoix.posts.state import is_urgent
from portevoix.values import dataclass

NAMED = 10  # posts that wait, the nearest first; the others are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    live: int
    waiting: tuple[Post, ...]  # the nearest first
    expired: int
    drafts: int


def census(posts: Iterable[Post], now: datetime) -> Census:
    live = expired = drafts = 0
    waiting = []
    for post in posts:
        if post.draft:
            drafts += 1
        elif is_expired(post, now):
            expired += 1
        elif post.published > now:
            waiting.append(post)
        else:
            live += 1
    waiting.sort(key=lambda post: (post.published, post.slug))
    return Census(live=live, waiting=tuple(waiting), expired=expired, drafts=drafts)


def say_census(found: Census, lang: str) -> Iterator[str]:
    """What whoever built the site reads: the counts, then when each post that waits appears."""
    yield say(
        lang,
        "command.census",
        live=found.live,
        waiting=len(found.waiting),
        expired=found.expired,
        drafts=found.drafts,
    )
    for post in found.waiting[:NAMED]:
        yield say(lang, "command.waits", **_named(post, lang))
    if (rest := len(found.waiting) - NAMED) > 0:
        yield say(lang, "command.waiting_more", count=rest)


def urgent_waits(found: Census, lang: str) -> Iterator[str]:
    """What cannot be meant: an emergency that readers do not see yet."""
    for post in found.waiting:
        if is_urgent(post):
            yield say(lang, "command.urgent_waits", **_named(post, lang))


def _named(post: Post, lang: str) -> dict[str, str]:
    return {
        "title": post.title,
        "file": post.file,
        "date": long_moment(post.published, lang),
        "line": str(post.lines.get("date", 1)),
    }
