"""When a site changes though nobody touches it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.planning import Plan
from portevoix.posts import (
    Post,
    turns,
)


def revised_ahead(posts: Iterable[Post], now: datetime, lang: str) -> tuple[Diagnostic, ...]:
    """Notices of revisions that are dated ahead of the build."""
    diagnostics = Diagnostics(lang)
    for post in posts:
        if post.published <= now < post.updated and not post.draft:
            line = post.lines.get("updated", post.lines.get("date.updated", 0))
            day = f"{post.updated:%Y-%m-%d}"
            diagnostics.notice(post.file, line, "posts.updated_ahead", day=day)
    return tuple(diagnostics.notices)


def turns_of_site(
    posts: Iterable[Post], plan: Plan, now: datetime, issues: Iterable[datetime] = ()
) -> tuple[datetime, ...]:
    """When a site changes though nobody touches it: by a post, by the moment of a text, by that of
    an issue of the newsletter, or because a day begins."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    planned = (one.moment for one in plan.items if one.moment)
    return (
        today,
        today + timedelta(days=1),
        *chain.from_iterable(map(turns, posts)),
        *planned,
        *issues,
    )
