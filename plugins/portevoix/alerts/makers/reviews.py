"""A measure whose day of review is past or near, and that no result answers."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook, placed
from portevoix.doors import typed
from portevoix.results import matters

AHEAD = 7  # days


def reviews(outlook: Outlook) -> Iterator[Alert]:
    """A post and its translations have one result between them; one that was entered before the day is
    provisional."""
    published = [one for one in outlook.posts if not one.draft and not one.ahead]
    for post, translations in matters(published):
        measure = post.intention.measure
        if measure is None or measure.review_on is None:
            continue
        if not outlook.within(measure.review_on, AHEAD):
            continue
        result = outlook.results.result(post.slug, *translations)
        if result and result.at >= measure.review_on:
            continue
        gone = post.expires is not None and post.expires <= outlook.now
        yield Alert(
            id=f"review/{post.slug}",
            due=measure.review_on,
            what=outlook.say("review", title=post.title, indicator=measure.indicator),
            gesture=outlook.say("review_do"),
            command=f"{typed('result', outlook.site)} {post.slug} {outlook.say('number')}",
            place=placed(post, "measure.review_on", "measure"),
            path="" if gone else f"{outlook.site.names.bilan}{post.slug}/",
        )
