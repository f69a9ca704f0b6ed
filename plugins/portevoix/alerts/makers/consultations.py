"""A consultation that owes its results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook, placed
from portevoix.doors import typed
from portevoix.results import matters

AHEAD = 14  # days


def consultations(outlook: Outlook) -> Iterator[Alert]:
    published = [one for one in outlook.posts if not one.draft and not one.ahead]
    for post, _ in matters(published):
        due = post.details.get("results_on")
        if not isinstance(due, datetime) or post.details.get("results"):
            continue
        if not outlook.within(due.date(), AHEAD):
            continue
        yield Alert(
            id=f"consultation/{post.slug}",
            due=due.date(),
            what=outlook.say("consultation", title=post.title),
            gesture=outlook.say("consultation_do"),
            command=f"{typed('new-post', outlook.site)} announcement",
            place=placed(post, "consultation.results_on", "consultation"),
            path=outlook.site.path_of(post),
        )
