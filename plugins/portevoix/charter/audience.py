"""What each audience may see; applied once, at the border, so that makers cannot leak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from portevoix.charter.charter import Article, Charter
from portevoix.site import Audience


def seen_by(charter: Charter, audience: Audience) -> Charter:
    """The charter without what `audience` may not see."""
    if audience is Audience.INTERNAL:
        return charter
    # What is internal today stays out of earlier versions too, even if it was public then.
    closed = {article.id for article in charter.articles if article.audience is Audience.INTERNAL}
    shown = {article.id for article in charter.articles} - closed
    tree = charter.tree
    held = [charter.part_of(article.id) for article in charter.in_use if article.id in shown]
    return replace(
        charter,
        parts=tuple(part for part in charter.parts if part in held) or charter.parts,
        articles=_public(charter.articles, closed),
        tree=tree if tree and tree.audience is Audience.PUBLIC else None,
        replies=tuple(
            reply
            for reply in charter.replies
            if reply.audience is Audience.PUBLIC and reply.article in shown
        ),
        versions=tuple(
            replace(version, articles=_public(version.articles, closed))
            for version in charter.versions
        ),
    )


def _public(articles: Iterable[Article], closed: set[str]) -> tuple[Article, ...]:
    return tuple(
        replace(
            article,
            cases=tuple(case for case in article.cases if case.audience is Audience.PUBLIC),
        )
        for article in articles
        if article.audience is Audience.PUBLIC and article.id not in closed
    )
