"""What a person in charge wants at a glance: findings by article, and what falls due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from datetime import date, timedelta

from portevoix.checks.findings import Report, Severity, Suppression
from portevoix.posts import Post
from portevoix.values import dataclass

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByArticle:
    article: str
    block: int
    review: int
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A post with a day that is past, or near."""

    post: Post
    on: date
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    articles: tuple[ByArticle, ...]  # in the order of the charter
    suppressions: tuple[Suppression, ...]
    reviews: tuple[Due, ...]  # of measures: past or within 30 days, soonest first
    consents: tuple[Due, ...]  # the same
    unmeasured: tuple[Post, ...]  # posts with an aim and no measure


def summarise(
    report: Report, posts: Iterable[Post], today: date, *, reviewed: Set[str] = frozenset()
) -> Summary:
    """Gather what a run found and what the posts announce, as of `today`; `reviewed` are the slugs of
    posts whose result was entered."""
    counts = Counter((one.article, one.severity) for one in report.findings)
    articles = sorted({article for article, _ in counts}, key=_numbers)
    posts = tuple(posts)
    reviews = [
        (one.review_on, post)
        for post in posts
        if (one := post.intention.measure) and one.review_on and post.slug not in reviewed
    ]
    consents = [
        (shown.consent_until, post)
        for post in posts
        if (shown := post.picture) and shown.consent_until
    ]
    return Summary(
        articles=tuple(
            ByArticle(
                article=article,
                block=counts[article, Severity.BLOCK],
                review=counts[article, Severity.REVIEW],
                note=counts[article, Severity.NOTE],
            )
            for article in articles
        ),
        suppressions=report.suppressions,
        reviews=_due(reviews, today),
        consents=_due(consents, today),
        unmeasured=tuple(
            post for post in posts if post.intention.objective and not post.intention.measure
        ),
    )


def _due(days: Iterable[tuple[date, Post]], today: date) -> tuple[Due, ...]:
    near = sorted(
        ((on, post) for on, post in days if on <= today + _SOON),
        key=lambda pair: (pair[0], pair[1].slug),
    )
    return tuple(Due(post=post, on=on, overdue=on < today) for on, post in near)


def _numbers(article: str) -> tuple[int, ...]:
    return tuple(int(part) for part in article.split("."))
