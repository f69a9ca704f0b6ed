"""/vous-avez-dit/: what people told us and what came of it, as a page and a feed."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Any

from portevoix.dates import long_date
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.heard import Heard
from portevoix.language import say
from portevoix.pages.listed import listed
from portevoix.posts import Post
from portevoix.publisher import Page, Target

FEED = "feed.xml"
MOST = 50  # entries of the feed


def heard_pages(edition: Edition) -> Iterator[Target]:
    """Nothing while nothing was heard."""
    if not edition.heard:
        return
    posts = {post.slug: post for post in edition.posts}
    path = f"{edition.site.names.heard}index.html"
    below = {
        slug: edition.key_in_list(posts[slug])
        for one in edition.heard
        for slug in one.posts
        if slug in posts
    }
    yield Target(
        path=path,
        key=digest("heard", [_shown(one) for one in edition.heard], sorted(below.items())),
        framed=True,
        render=partial(_page, edition, path, posts),
        listed=listed(edition.site, path, changed=max(one.on for one in edition.heard)),
    )
    yield Target(
        path=f"{edition.site.names.heard}{FEED}",
        key=digest("heard feed", [_shown(one) for one in edition.heard[:MOST]]),
        render=partial(_feed, edition),
    )


def heard_below(edition: Edition) -> Mapping[str, tuple[Heard, ...]]:
    """Slug → what was heard of that post, the newest first."""
    found: dict[str, list[Heard]] = {}
    for one in edition.heard:
        for slug in one.posts:
            found.setdefault(slug, []).append(one)
    return {slug: tuple(some) for slug, some in found.items()}


def key_of(some: Sequence[Heard]) -> str:
    return digest([_shown(one) for one in some])


def _shown(one: Heard) -> tuple[object, ...]:
    day = one.promised.isoformat() if one.promised else ""
    said = one.heard, one.did, one.because, day, one.link, one.lang
    return one.id, one.on.isoformat(), *said, *one.posts


def _page(edition: Edition, path: str, posts: Mapping[str, Post]) -> Page:
    lang = edition.site.lang
    return Page(
        path=path,
        template="heard.html",
        title=say(lang, "heard.title"),
        lang=lang,
        description=say(lang, "heard.description", name=edition.site.organisation.name),
        values={
            "years": [
                (
                    year,
                    [(one, [posts[slug] for slug in one.posts if slug in posts]) for one in some],
                )
                for year, some in groupby(edition.heard, lambda one: one.on.year)
            ],
            "feed": f"{edition.site.names.heard}{FEED}",
        },
    )


def _feed(edition: Edition) -> bytes:
    from feedgen.feed import FeedGenerator  # with dateutil, 20 ms that only making feeds needs

    site = edition.site
    generator: Any = FeedGenerator  # feedgen has no types
    made = generator()
    made.title(say(site.lang, "heard.feed_title", name=site.organisation.name))
    made.description(say(site.lang, "heard.description", name=site.organisation.name))
    made.language(site.lang)
    made.generator("Porte-voix")
    made.docs("")  # the address of a specification on another host: nobody needs it
    made.link(href=site.absolute(f"{site.names.heard}{FEED}"), rel="self")
    made.link(href=site.absolute(site.names.heard), rel="alternate")
    made.lastBuildDate(_moment(edition, max(one.on for one in edition.heard)))
    for one in edition.heard[:MOST]:
        item = made.add_entry(order="append")
        item.title(one.heard)
        item.link(href=f"{site.absolute(site.names.heard)}#{one.id}")
        # What came of it is news: it comes to readers as an entry of its own.
        item.guid(f"{site.absolute(site.names.heard)}#{one.id}-{one.came}", permalink=False)
        item.pubDate(_moment(edition, one.on))
        item.description(html.escape(_answer(one, site.lang), quote=False), isSummary=True)
        item.content(_content(one, site.lang), type="CDATA")
    return bytes(made.rss_str(pretty=True))


def _answer(one: Heard, lang: str) -> str:
    """What came of it, or when that will be said."""
    if not one.answer and one.promised:
        return say(lang, "heard.promised", date=long_date(one.promised, lang))
    return one.answer


def _content(one: Heard, lang: str) -> str:
    said, answer = html.escape(one.heard), _answer(one, lang)
    parts = [f"<p><strong>{say(lang, 'heard.said')}</strong> {said}</p>"]
    label = say(lang, f"heard.came_{one.came}")
    parts.append(f"<p><strong>{label}</strong> {html.escape(answer)}</p>")
    if one.link.startswith(("https://", "http://")):
        link = html.escape(one.link, quote=True)
        parts.append(f'<p><a href="{link}">{say(lang, "heard.more")}</a></p>')
    return "".join(parts)


def _moment(edition: Edition, day: date) -> datetime:
    return datetime.combine(day, edition.site.publish_at, tzinfo=edition.site.zone)
