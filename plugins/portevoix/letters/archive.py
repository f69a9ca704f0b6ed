"""/infolettre/: the issues that left, a page for each, and their feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portevoix.dates import long_date
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.issues import Issue, archived
from portevoix.language import say
from portevoix.letters.bodies import written
from portevoix.letters.compose import title_of
from portevoix.metadata import Entry
from portevoix.posts import Post
from portevoix.publisher import Page, Target
from portevoix.site import Audience
from portevoix.text import tidy
from portevoix.tongues import told_in

FEED = "feed.xml"
NEWEST = 30


def archive_pages(edition: Edition) -> Iterator[Target]:
    """Nothing while no issue left."""
    site = edition.site
    issues = archived(edition.issues, edition.now)
    if not issues:
        return
    home = site.names.letters
    known = {post.slug: post for post in edition.posts}
    whole = digest(*(f"{one.id} {one.digest} {one.sent}" for one in issues))
    yield Target(
        path=f"{home}index.html",
        key=digest("letters", whole, site.host is None),
        framed=True,
        render=partial(_list, edition, issues),
        listed=_entry(edition, home),
    )
    yield Target(
        path=f"{home}{FEED}",
        key=digest(
            whole,
            *(edition.key_in_list(post) for one in issues[:NEWEST] for post in _posts(one, known)),
        ),
        render=partial(_feed, edition, issues[:NEWEST], known),
    )
    for place, one in enumerate(issues):
        path = f"{home}{one.id}/index.html"
        posts = _posts(one, known)
        newer = issues[place - 1] if place else None
        older = issues[place + 1] if place + 1 < len(issues) else None
        yield Target(
            path=path,
            key=digest(
                one.digest,
                one.sent,
                *(near and f"{near.id} {near.subject}" for near in (newer, older)),
                *map(edition.key_in_list, posts),
            ),
            framed=True,
            render=partial(_page, edition, one, path, posts, newer, older),
            listed=_entry(edition, path.removesuffix("index.html")),
        )


def _posts(issue: Issue, known: dict[str, Post]) -> tuple[Post, ...]:
    """Those that are still there."""
    return tuple(known[one.slug] for one in issue.posts if one.slug in known)


def _entry(edition: Edition, path: str) -> Entry | None:
    site = edition.site
    return Entry(url=site.absolute(path)) if site.audience is Audience.PUBLIC else None


def _list(edition: Edition, issues: Sequence[Issue]) -> Page:
    site = edition.site
    lang = site.lang
    title = title_of(edition.newsletter, site, lang)
    return Page(
        path=f"{site.names.letters}index.html",
        template="letters.html",
        title=title,
        lang=lang,
        description=say(lang, "letters.page_description", title=title),
        values={
            "issues": [(one, f"{site.names.letters}{one.id}/") for one in issues],
            "subscribe_at": edition.newsletter.subscribe,
            "feed": site.absolute(f"{site.names.letters}{FEED}"),
        },
    )


def _page(
    edition: Edition,
    issue: Issue,
    path: str,
    posts: tuple[Post, ...],
    newer: Issue | None,
    older: Issue | None,
) -> Page:
    site, home = edition.site, edition.site.names.letters
    lang = told_in(issue.lang, site.lang)
    assert issue.sent is not None
    gone = len(issue.posts) - len(posts)
    return Page(
        path=path,
        template="letter.html",
        title=tidy(issue.subject),
        lang=lang,
        description=tidy(issue.preheader)
        or say(lang, "letters.issue_of", date=long_date(issue.sent, lang)),
        values={
            "issue": issue,
            "title": title_of(edition.newsletter, site, lang),
            "home_path": home,
            "intro": written(issue.intro, site.url),
            "outro": written(issue.outro, site.url),
            "entries": posts,
            "gone": say(lang, "letters.gone", count=gone) if gone else "",
            "newer": newer and (newer.subject, f"{home}{newer.id}/"),
            "older": older and (older.subject, f"{home}{older.id}/"),
            "subscribe_at": edition.newsletter.subscribe,
        },
    )


def _feed(edition: Edition, issues: Sequence[Issue], known: dict[str, Post]) -> bytes:
    """RSS 2.0: one item per issue, newest first."""
    from feedgen.feed import FeedGenerator  # with dateutil, 20 ms that only making feeds needs

    site, home = edition.site, edition.site.names.letters
    generator: Any = FeedGenerator  # feedgen has no types
    made = generator()
    title = title_of(edition.newsletter, site, site.lang)
    made.title(title)
    made.description(say(site.lang, "letters.page_description", title=title))
    made.language(site.lang)
    made.generator("Porte-voix")
    made.docs("")  # the address of a specification on another host: nobody needs it
    made.link(href=site.absolute(f"{home}{FEED}"), rel="self")
    made.link(href=site.absolute(home), rel="alternate")
    made.lastBuildDate(issues[0].sent)
    for one in issues:
        address = site.absolute(f"{home}{one.id}/")
        item = made.add_entry(order="append")
        item.title(tidy(one.subject))
        item.link(href=address)
        item.guid(uuid5(NAMESPACE_URL, address).urn, permalink=False)
        item.pubDate(one.sent)
        posts = _posts(one, known)
        item.description(escape(" · ".join(tidy(post.title) for post in posts), quote=False))
        item.content(_content(edition, one, posts), type="html")
    return bytes(made.rss_str(pretty=True))


def _content(edition: Edition, issue: Issue, posts: Sequence[Post]) -> str:
    site = edition.site
    items = "".join(
        f'<li><a href="{escape(site.address_of(post))}">{escape(tidy(post.title))}</a><br>'
        f"{escape(tidy(post.summary))}</li>"
        for post in posts
    )
    listed = f"<ul>{items}</ul>" if items else ""
    told = f"{written(issue.intro, site.url)}{listed}{written(issue.outro, site.url)}"
    return told or f"<p>{escape(tidy(issue.subject))}</p>"
