"""The pages of every list of posts: the blog, and each family of ways to sort it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from portevoix.addresses import page_path
from portevoix.digests import digest, digest_of
from portevoix.edition import BlogIndex, Edition
from portevoix.feeds import announced
from portevoix.language import say
from portevoix.lists import Channel
from portevoix.page_text import NO_TEXT, PageText
from portevoix.pages.listed import listed
from portevoix.posts import Post, is_urgent
from portevoix.publisher import Page, Target
from portevoix.site import Site
from portevoix.tongues import told_in
from portevoix.values import dataclass

AROUND = 2  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of a list, by its number; none stands for pages that are left out."""

    number: int | None
    path: str = ""  # below the site root; empty for the page itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    number: int
    count: int
    links: tuple[PageLink, ...]
    newer: str = ""  # path of the page before
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """What stands above the posts of a list."""

    title: str
    lang: str
    description: str
    eyebrow: str = ""
    intro: str = ""
    text: PageText = NO_TEXT


def list_pages(edition: Edition) -> Iterator[Target]:
    ways, keys = _ways_key(edition), edition.keys_in_lists()
    site, per_page = edition.site, edition.per_page
    for one in edition.lists:
        heading = _heading(edition, one)
        one = _urgent_first(one)
        about = digest(
            heading, one.followed and one.path, len(one.posts), ways if not one.family else ""
        )
        count = max(1, -(-len(one.posts) // per_page))
        shown = [keys.get(post.slug) or edition.key_in_list(post) for post in one.posts]
        changed = [post.updated for post in one.posts]
        for number in range(1, count + 1):
            start, end = (number - 1) * per_page, number * per_page
            path = f"{page_path(site, one.home, number)}index.html"
            yield Target(
                path,
                digest_of(" ".join((about, str(number), str(count), *shown[start:end])).encode()),
                partial(_list_page, edition, one, heading, number),
                framed=True,
                group="lists",
                listed=listed(site, path, changed=max(changed[start:end], default=None)),
            )


def _urgent_first(one: Channel) -> Channel:
    """The blog, and the blog in one language, with the emergencies under way before the rest."""
    first: tuple[Post, ...] = ()
    if one.family in ("", "language"):
        first = tuple(post for post in one.posts if is_urgent(post))
    if not first:
        return one
    return replace(one, posts=(*first, *(post for post in one.posts if not is_urgent(post))))


def _ways_key(edition: Edition) -> str:
    """Of the ways into the blog that its first page offers: the lists, and how many use each."""
    return digest(
        *(f"{one.family} {one.name} {one.home} {len(one.posts)}" for one in edition.lists)
    )


def _list_page(edition: Edition, one: Channel, heading: _Heading, number: int) -> Page:
    count = max(1, -(-len(one.posts) // edition.per_page))
    start = (number - 1) * edition.per_page
    title = heading.title
    if number > 1:
        title = say(heading.lang, "feeds.page_of", title=title, page=number, pages=count)
    return Page(
        path=f"{page_path(edition.site, one.home, number)}index.html",
        template="list.html",
        title=title,
        lang=heading.lang,
        description=heading.description,
        values={
            "heading": heading.title,
            "eyebrow": heading.eyebrow,
            "intro": heading.intro,
            "entries": one.posts[start : start + edition.per_page],
            "list_feeds": announced(edition.site, one) if one.followed and one.family else (),
            "pagination": pagination(edition.site, one.home, number, count),
        },
        text=heading.text,
    )


def pagination(site: Site, home: str, number: int, count: int) -> Pagination:
    """The links between the pages of a list: the first, the last, and those around this one."""
    near = range(max(1, number - AROUND), min(count, number + AROUND) + 1)
    shown = sorted({1, count, *near})
    links: list[PageLink] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page > before + 1:
            links.append(PageLink(number=None))
        links.append(
            PageLink(number=page, path="" if page == number else page_path(site, home, page))
        )
    return Pagination(
        number=number,
        count=count,
        links=tuple(links),
        newer=page_path(site, home, number - 1) if number > 1 else "",
        older=page_path(site, home, number + 1) if number < count else "",
    )


def _heading(edition: Edition, one: Channel) -> _Heading:
    lang = edition.site.lang
    if not one.family:
        written = edition.blog_index or BlogIndex(title=say(lang, "site.menu_blog"), lang=lang)
        return _Heading(
            title=written.title,
            lang=written.lang,
            description=written.description,
            text=written.text,
        )
    return _Heading(
        title=one.name,
        lang=told_in(one.lang, lang),
        description=one.description,
        eyebrow=say(lang, f"site.{one.family}") if one.family in _NAMED else "",
        intro=_intro(one, lang),
    )


_NAMED = ("category", "archive", "author")  # families whose name stands above


def _intro(one: Channel, site_lang: str) -> str:
    count, lang = len(one.posts), told_in(one.lang, site_lang)
    if count == 1:
        return say(lang, "feeds.intro_one")
    return say(lang, "feeds.intro_many", count=count)


def latest(posts: tuple[Post, ...], lang: str, most: int) -> tuple[Post, ...]:
    """The newest posts in a language, or of all where there is none in it."""
    own = tuple(post for post in posts if post.lang == lang)[:most]
    return own or posts[:most]
