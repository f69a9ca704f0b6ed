"""The makers, in the order in which they work: what the house sends out is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from portevoix.charter import charter_pages
from portevoix.charter.edition import CharterEdition
from portevoix.checks import Severity
from portevoix.checks.reports import summarise
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds import blog_feeds, subscription
from portevoix.kits import (
    kit_pages,
    relay_data,
    relay_feeds,
    relay_pages,
    shared_pictures,
    withdrawals,
)
from portevoix.language import say
from portevoix.letters.archive import archive_pages
from portevoix.metadata import robots_txt
from portevoix.pages.bilan import bilan_pages
from portevoix.pages.calendar import calendar_pages
from portevoix.pages.heard import heard_pages
from portevoix.pages.inbox import inbox_page
from portevoix.pages.lists import list_pages
from portevoix.pages.pocket import pocket
from portevoix.pages.posts import expired_pages, old_addresses, post_pages
from portevoix.pages.publications import register_pages, well_known
from portevoix.pages.redirects import indexnow_key, redirects
from portevoix.pages.search import search
from portevoix.pages.thumbnails import thumbnails
from portevoix.pages.today import today_pages
from portevoix.palette import render_icon, render_palette
from portevoix.publisher import Page, Target
from portevoix.results import matters
from portevoix.site import Audience

Maker = Callable[[Edition], Iterable[Target]]


def colours(edition: Edition) -> Iterator[Target]:
    palette = edition.site.palette
    yield Target(
        path="assets/palette.css", key=digest(palette), render=lambda: render_palette(palette)
    )
    yield Target(path="assets/icon.svg", key=digest(palette), render=lambda: render_icon(palette))


def robots(edition: Edition) -> Iterator[Target]:
    site = edition.site
    yield Target(
        path="robots.txt",
        key=digest(site.url, site.audience),
        render=lambda: robots_txt(site),
    )


def media(edition: Edition) -> Iterator[Target]:
    """Pictures, as clean copies, and the other files of docs/."""
    for one in edition.media:
        yield Target(path=one.path, key=one.key, render=partial(lambda file: file, one.file))


def charter(edition: Edition) -> Iterable[Target]:
    if edition.charter is None:
        return ()
    pages = CharterEdition(charter=edition.charter, site=edition.site, today=edition.today)
    overdue = [article.id for article in edition.charter.articles if pages.overdue(article)]
    return charter_pages(replace(pages, key=digest("charter", edition.charter_key, *overdue)))


def review(edition: Edition) -> Iterator[Target]:
    """The staff's page of what the rules found and what falls due."""
    if edition.site.audience is not Audience.INTERNAL or edition.today is None:
        return
    path = f"{edition.site.names.review}index.html"
    reviewed = _reviewed(edition)
    yield Target(
        path=path,
        key=digest(
            edition.report,
            sorted(reviewed),
            edition.today,
            edition.charter_key,
            *edition.unwritten,
            *map(edition.key_in_list, edition.posts),
        ),
        framed=True,
        render=partial(_review, edition, path, reviewed),
    )


def _reviewed(edition: Edition) -> frozenset[str]:
    """Slugs of the posts whose result was entered on the day of their review, or after."""
    found = set()
    for post, others in matters(edition.posts):
        on = post.intention.measure and post.intention.measure.review_on
        result = edition.results.result(post.slug, *others) if edition.results else None
        if on and result and result.at >= on:
            found |= {post.slug, *others}
    return frozenset(found)


def _review(edition: Edition, path: str, reviewed: frozenset[str]) -> Page:
    lang = edition.site.lang
    assert edition.today is not None
    return Page(
        path=path,
        template="review.html",
        title=say(lang, "checks.page_title"),
        lang=lang,
        indexed=False,
        values={
            "summary": summarise(edition.report, edition.posts, edition.today, reviewed=reviewed),
            "report": edition.report,
            "unwritten": edition.unwritten,
            "severities": {one.value: one.label for one in Severity},
            "articles": {one.id: one for one in edition.charter.articles}
            if edition.charter
            else {},
        },
    )


# Pictures come first: what their files weigh is told by what follows.
PICTURES: tuple[Maker, ...] = (shared_pictures,)
MAKERS: tuple[Maker, ...] = (
    colours,
    robots,
    media,
    thumbnails,
    search,
    old_addresses,
    redirects,
    indexnow_key,
    expired_pages,
    post_pages,
    list_pages,
    blog_feeds,
    subscription,
    charter,
    relay_pages,
    relay_data,
    relay_feeds,
    withdrawals,
    kit_pages,
    calendar_pages,
    today_pages,
    bilan_pages,
    review,
    register_pages,
    well_known,
    archive_pages,
    heard_pages,
    inbox_page,
    pocket,
)


# What a site of another look gains: files beside its own pages.
ADDED: tuple[Maker, ...] = (blog_feeds, subscription, charter, relay_data, relay_feeds, withdrawals)


def targets(edition: Edition, makers: Iterable[Maker] = MAKERS) -> Iterator[Target]:
    for make in makers:
        yield from make(edition)
