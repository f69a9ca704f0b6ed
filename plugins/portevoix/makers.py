"""The makers, in the order in which they work: what the house sends out is read here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from portevoix.artefact import Artefact, Page
from portevoix.charter.edition import CharterEdition
from portevoix.charter.pages import charter_pages
from portevoix.charter.searching import search_documents
from portevoix.checks import Severity
from portevoix.checks.reports import summarise
from portevoix.edition import Edition, Maker, key_of
from portevoix.feeds import Enclosure, feeds, listings, subscription
from portevoix.kits import sounding_boards
from portevoix.language import say
from portevoix.metadata import robots_txt
from portevoix.palette import render_icon, render_palette
from portevoix.posts import Post
from portevoix.site import Audience


def colours(edition: Edition) -> Iterator[Artefact]:
    palette = edition.site.palette
    yield Artefact(path=PurePosixPath("assets/palette.css"), content=render_palette(palette))
    yield Artefact(path=PurePosixPath("assets/icon.svg"), content=render_icon(palette))


def robots(edition: Edition) -> Iterator[Artefact]:
    yield Artefact(path=PurePosixPath("robots.txt"), content=robots_txt(edition.site))


def search_page(edition: Edition) -> Iterator[Artefact | Page]:
    """The page, and what its script indexes beside the pages that MkDocs renders."""
    lang = edition.site.lang
    documents = edition.charter is not None
    words = "recherche/documents.json"
    key = key_of("documents", edition.charter_key) if edition.charter_key else ""
    if edition.charter is not None and edition.kept(words, key) is None:
        found = search_documents(edition.charter)
        written = json.dumps(found, ensure_ascii=False, sort_keys=True)
        yield Artefact(path=PurePosixPath(words), content=written.encode(), key=key)
    page = "recherche/index.html"
    key = key_of("search", documents, *map(edition.key_in_list, edition.posts))
    if edition.kept(page, key):
        return
    yield Page(
        path=PurePosixPath(page),
        key=key,
        template="search.html",
        title=say(lang, "site.search_title"),
        lang=lang,
        indexed=False,
        values={"documents": documents},
    )


def old_addresses(edition: Edition) -> Iterator[Page]:
    """Every alias of a post leads to it."""
    for post in edition.posts:
        for alias in post.aliases:
            leaf = PurePosixPath(alias)
            page = leaf if leaf.suffix in (".html", ".htm") else leaf / "index.html"
            key = key_of("redirect", edition.key_in_list(post))
            if edition.kept(page.as_posix(), key):
                continue
            yield Page(
                path=page,
                key=key,
                template="redirect.html",
                title=post.title,
                lang=post.lang,
                indexed=False,
                values={"target": edition.site.path_of(post)},
            )


def expired_posts(edition: Edition) -> Iterator[Page]:
    """A post past its time leaves a page that says so at its address."""
    for post in edition.expired:
        page = f"{edition.site.path_of(post)}index.html"
        key = key_of("expired", edition.key_in_list(post))
        if edition.kept(page, key):
            continue
        yield Page(
            path=PurePosixPath(page),
            key=key,
            template="expired.html",
            title=post.title,
            lang=post.lang,
            indexed=False,
            values={"post": post},
        )


def blog_feeds(edition: Edition) -> Iterable[Artefact]:
    def enclosed(post: Post) -> Enclosure | None:
        picture = edition.pictures.get(post.slug)
        if picture is None:
            return None
        url = edition.site.absolute(picture.path)
        return Enclosure(url=url, length=picture.length, type=picture.type)

    return feeds(edition, enclosed)


def charter(edition: Edition) -> Iterator[Artefact | Page]:
    """All of it, or nothing when all of it stays as it is."""
    if edition.charter is None:
        return
    told = CharterEdition(charter=edition.charter, site=edition.site, today=edition.today)
    overdue = [article.id for article in edition.charter.articles if told.overdue(article)]
    key = key_of(edition.charter_key, *overdue) if edition.charter_key else ""
    if key and edition.kept_folder("charte/", key):
        return
    for made in charter_pages(edition.charter, edition.site, edition.today):
        yield replace(made, key=key)


def review(edition: Edition) -> Iterator[Page]:
    """The staff's page of what the rules found and what falls due."""
    if edition.site.audience is not Audience.INTERNAL or edition.today is None:
        return
    lang = edition.site.lang
    yield Page(
        path=PurePosixPath("verifications/index.html"),
        template="review.html",
        title=say(lang, "checks.page_title"),
        lang=lang,
        indexed=False,
        values={
            "summary": summarise(edition.report, edition.posts, edition.today),
            "report": edition.report,
            "severities": {one.value: one.label for one in Severity},
            "articles": {one.id: one for one in edition.charter.articles}
            if edition.charter
            else {},
        },
    )


MAKERS: tuple[Maker, ...] = (
    colours,
    robots,
    search_page,
    old_addresses,
    expired_posts,
    listings,
    blog_feeds,
    subscription,
    charter,
    sounding_boards,
    review,
)


def publish(edition: Edition, makers: Iterable[Maker] = MAKERS) -> Iterator[Artefact | Page]:
    for make in makers:
        yield from make(edition)
