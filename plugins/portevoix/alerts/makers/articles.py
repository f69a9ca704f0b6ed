"""Articles of the charter whose day of review is past or near."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook

AHEAD = 30  # days


def articles(outlook: Outlook) -> Iterator[Alert]:
    for article in outlook.charter.in_use if outlook.charter else ():
        day = article.review_by
        if day is None or not outlook.within(day, AHEAD):
            continue
        line = article.lines.get("review_by", 1)
        yield Alert(
            id=f"article/{article.id}",
            due=day,
            what=outlook.say("article", id=article.id, title=article.title, owner=article.owner),
            gesture=outlook.say("article_do"),
            place=f"{article.file}:{line}",
            path=article.path,
        )
