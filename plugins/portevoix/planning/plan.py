"""When each text goes out: a pure function of posts and settings, then what `now` makes of it.

No moment depends on the day of the build. A text without `share.<network>.at` takes the next free
slot after its post's publication, in the order of publication: drafts and expired posts keep theirs,
so that neither approving nor editing a post moves those that were there before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from portevoix.approvals import Approval
from portevoix.planning.closures import Calendar
from portevoix.planning.gaps import gaps
from portevoix.planning.lane import Lane
from portevoix.planning.planned import Out, Plan, Planned
from portevoix.planning.standing import settle
from portevoix.posts import Post

SHOWN = timedelta(days=100)  # how far back the calendar tells of texts that went with their post


def plan_of(
    posts: Iterable[Post],
    calendar: Calendar,
    now: datetime,
    outs: Mapping[tuple[str, str], Out] | None = None,
    begun: datetime | None = None,
) -> Plan:
    """The plan at `now`. `outs` is what a ledger knows, by slug and network; None: there is none. `begun`
    is the moment of its first line."""
    placed = place(posts, calendar, earliest=now - SHOWN)
    items = tuple(settle(one, calendar, now, outs, begun) for one in placed)
    items = tuple(sorted(items, key=lambda one: one.sort_key))
    return Plan(
        items=items,
        gaps=tuple(gaps(items, calendar, now)),
        pause=calendar.planning.pause,
        _by={(one.post.slug, one.network): one for one in items},
    )


def with_approvals(
    plan: Plan, known: Mapping[tuple[str, str], Approval], held_back: Iterable[tuple[str, str]]
) -> Plan:
    """The plan with what was said of its texts; `held_back` are those that must not go out."""
    items = tuple(
        replace(one, approval=known[one.post.slug, one.network])
        if (one.post.slug, one.network) in known
        else one
        for one in plan.items
    )
    return replace(
        plan,
        items=items,
        held_back=frozenset(held_back),
        _by={(one.post.slug, one.network): one for one in items},
    )


def place(
    posts: Iterable[Post], calendar: Calendar, *, earliest: datetime | None = None
) -> list[Planned]:
    """Every text with its moment, whatever the day; of those that go with their post, the ones
    since `earliest`."""
    shared = sorted(
        (post for post in posts if post.audience == "public"),
        key=lambda post: (post.published.timestamp(), post.slug),
    )
    spoken = [post for post in shared if post.share]
    # A lane without slots knows nothing of old posts but what their authors wrote.
    near = shared
    if earliest is not None:
        near = [post for post in shared if post.share or post.published >= earliest]
    found: list[Planned] = []
    for key in dict.fromkeys((*calendar.networks, *(key for one in spoken for key in one.share))):
        lane = Lane(calendar, key)
        found += lane.placed(shared if lane.slots else near, earliest)
    return found
