"""What a post's moments make of it when a site is built: an emergency is under way, then lifted; a
consultation is open, then closed, then its results are out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from portevoix.language import Words
from portevoix.posts.post import Post, State


def settle(posts: Iterable[Post], now: datetime) -> tuple[Post, ...]:
    """The posts as they stand at `now`; the very same values where that changes nothing."""
    return tuple([_settled(post, now) for post in posts])


def _settled(post: Post, now: datetime) -> Post:
    ahead, state = post.published > now, state_at(post, now)
    # A revision that is dated ahead is announced on its day.
    updated = post.updated if post.updated <= now or ahead else post.published
    if ahead is post.ahead and state is post.state and updated == post.updated:
        return post
    return replace(post, ahead=ahead, state=state, updated=updated)


def state_at(post: Post, now: datetime) -> State:
    """Whether what a post tells of is under way at `now`."""
    end = _end(post)
    if end is not None and end <= now:
        return State.LIFTED
    closes = _closes(post)
    if closes is not None and closes <= now:
        return State.RESULTS if post.details.get("results") else State.CLOSED
    return State.OPEN


def turns(post: Post) -> Iterator[datetime]:
    """When a post changes though nobody touches it: it goes out, there or on a network, its notice
    is lifted, the consultation closes, it expires."""
    yield post.published
    if post.updated != post.published:
        yield post.updated
    for end in (_end(post), _closes(post)):
        if end is not None:
            yield end
    if post.expires:
        yield post.expires
    for share in post.share.values():
        if share.at:
            yield share.at


def state_of(post: Post) -> State:
    return post.state


def is_urgent(post: Post) -> bool:
    """Whether a post goes before all others: its notice is not lifted."""
    return post.kind.lifted is not None and post.state is State.OPEN


def label_of(post: Post) -> Words:
    """What a post is called: its kind's label, or that of a notice that was lifted."""
    lifted = post.kind.lifted
    return lifted.label if lifted and post.state is State.LIFTED else post.kind.label


def until_of(post: Post) -> datetime | None:
    """When the notice of an urgent post is to be lifted, where somebody wrote it."""
    return _end(post)


def _end(post: Post) -> datetime | None:
    lifted = post.kind.lifted
    if lifted is None:
        return None
    end = post.details.get(lifted.detail)
    return end if isinstance(end, datetime) else None


def _closes(post: Post) -> datetime | None:
    """When a consultation closes: a kind with a state of that name has words for it."""
    closes = post.details.get("closes")
    ends = any(state == State.CLOSED for state, _ in post.kind.openings)
    return closes if ends and isinstance(closes, datetime) else None
