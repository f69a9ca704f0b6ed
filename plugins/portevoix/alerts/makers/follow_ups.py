"""What an emergency promised: its next update, and the day when somebody says that it is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook, placed
from portevoix.dates import long_moment
from portevoix.posts import Post, Update, is_urgent, until_of

LONG = timedelta(days=7)  # an emergency without an end that nobody spoke of for so long


def follow_ups(outlook: Outlook) -> Iterator[Alert]:
    for post in outlook.posts:
        if post.draft or post.ahead or not is_urgent(post):
            continue
        spoken = _spoken(post)
        promised = post.details.get("next_update")
        if isinstance(promised, datetime):
            if promised <= outlook.now and spoken < promised:
                yield Alert(
                    id=f"follow-up/{post.slug}",
                    due=promised.date(),
                    what=outlook.say(
                        "follow_up",
                        title=post.title,
                        moment=long_moment(promised, outlook.lang),
                    ),
                    gesture=outlook.say("follow_up_do"),
                    place=placed(post, "crisis.updates", "crisis.next_update", "crisis"),
                    path=outlook.site.path_of(post),
                    grave=True,
                )
        elif until_of(post) is None and outlook.now - spoken >= LONG:
            yield Alert(
                id=f"open/{post.slug}",
                due=(spoken + LONG).date(),
                what=outlook.say("open", title=post.title),
                gesture=outlook.say("open_do"),
                place=placed(post, "crisis"),
                path=outlook.site.path_of(post),
                grave=True,
            )


def _spoken(post: Post) -> datetime:
    """When the post last said something."""
    told = post.details.get("updates", ())
    moments = [one.at for one in told if isinstance(one, Update)] if isinstance(told, tuple) else []
    return max(moments, default=post.published)
