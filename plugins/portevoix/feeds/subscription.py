"""How to subscribe: a page with every feed, the same as OPML, and the links that pages announce."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime
from functools import partial

from lxml import etree

from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds.formats import ATOM, FORMATS, JSON, RSS
from portevoix.feeds.head import head_of
from portevoix.feeds.identity import moments_of
from portevoix.issues import archived
from portevoix.language import say
from portevoix.lists import FAMILIES, Channel, blog_channel, followed
from portevoix.metadata import Entry
from portevoix.paths import file_of_page
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Site
from portevoix.text import tidy
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """One feed, as a page announces it or offers it."""

    title: str
    href: str  # absolute
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One channel on the subscription page; addresses are absolute, to be copied."""

    title: str
    rss: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    feeds: tuple[Offer, ...]


def subscription(edition: Edition) -> Iterator[Target]:
    site, offered = edition.site, followed(edition.lists)
    key = digest(*((one.family, one.name, one.title, one.path) for one in offered))
    newest = max(moments_of(edition).values(), default=None)
    names = site.names
    for path, some in ((names.opml, once_each(site, offered)), (names.all_feeds, offered)):
        yield Target(path=path, key=digest(key, newest), render=partial(render_opml, edition, some))
    page = site.page_path(names.subscribe)
    path = file_of_page(page)
    letters = bool(archived(edition.issues, edition.now)) and site.host is None
    yield Target(
        path=path,
        key=digest(key, letters),
        framed=True,
        render=partial(_page, edition, path, offered, letters),
        listed=Entry(url=site.absolute(page)) if site.audience is Audience.PUBLIC else None,
    )


def once_each(site: Site, offered: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """The channels by which a subscriber to all of them gets each post once: the blog, or the blog
    in each of its languages, the site's first."""
    tongues = [one for one in offered if one.family == "language"]
    if len(tongues) < 2:
        return tuple(one for one in offered if not one.family)
    return tuple(sorted(tongues, key=lambda one: (one.lang != site.lang, one.path)))


def _page(edition: Edition, path: str, offered: tuple[Channel, ...], letters: bool) -> Page:
    site = edition.site
    return Page(
        path=path,
        template="subscribe.html",
        title=say(site.lang, "feeds.title"),
        lang=site.lang,
        description=say(site.lang, "feeds.page_description", site=tidy(site.name)),
        values={
            "groups": groups(site, offered),
            "opml": site.absolute(site.names.opml),
            "all_feeds": site.absolute(site.names.all_feeds),
            "letters": (edition.newsletter.subscribe, site.names.letters if letters else ""),
        },
    )


def groups(site: Site, offered: tuple[Channel, ...]) -> tuple[Group, ...]:
    """The channels by family, in the order of the families; empty families are left out."""
    titles = {"": say(site.lang, "feeds.blog_group")}
    titles |= _group_titles(site)
    found: dict[str, list[Offer]] = {key: [] for key in titles}
    for channel in offered:
        found[channel.family].append(_offer(site, channel))
    return tuple(
        Group(title=titles[key], feeds=tuple(offers)) for key, offers in found.items() if offers
    )


def _group_titles(site: Site) -> dict[str, str]:
    return {
        family.key: say(site.lang, f"feeds.{family.key}_group")
        for family in FAMILIES
        if family.followed
    }


def announced(site: Site, channel: Channel) -> tuple[FeedLink, ...]:
    """The feeds of a channel in each format, for <link rel="alternate"> and for links."""
    return tuple(
        FeedLink(
            title=say(
                site.lang,
                "feeds.feed_titled",
                title=channel.title,
                form=say(site.lang, f"feeds.{form.key}"),
            ),
            href=site.absolute(form.path(channel)),
            type=form.media_type,
        )
        for form in FORMATS
    )


def announced_everywhere(edition: Edition) -> tuple[FeedLink, ...]:
    """The feeds of the whole blog, which every page announces."""
    return announced(edition.site, blog_channel(edition.site, edition.posts))


def render_opml(edition: Edition, offered: tuple[Channel, ...]) -> bytes:
    """OPML 2.0 (http://opml.org/spec2.opml): one outline per channel, grouped as on the page where
    there is more than one family."""
    site = edition.site
    titles = _group_titles(site)
    grouped = len({one.family for one in offered}) > 1
    wording = "feeds.opml_all_title" if grouped else "feeds.opml_title"
    head = head_of(site, blog_channel(site, edition.posts), moments_of(edition))
    root = etree.Element("opml", version="2.0")
    about = etree.SubElement(root, "head")
    for name, text in (
        ("title", say(site.lang, wording, site=tidy(site.name))),
        ("dateModified", format_datetime(head.updated)),
        ("ownerName", head.organisation),
        ("ownerId", site.url),
    ):
        etree.SubElement(about, name).text = text
    body = etree.SubElement(root, "body")
    folders = {"": body} if grouped else {one.family: body for one in offered}
    for channel in offered:
        if channel.family not in folders:
            title = titles[channel.family]
            folders[channel.family] = etree.SubElement(body, "outline", text=title)
        etree.SubElement(
            folders[channel.family],
            "outline",
            type="rss",
            text=channel.title,
            title=channel.title,
            description=channel.description,
            language=channel.lang,
            xmlUrl=site.absolute(RSS.path(channel)),
            htmlUrl=site.absolute(channel.home),
        )
    etree.indent(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _offer(site: Site, channel: Channel) -> Offer:
    title = channel.name if channel.family else say(site.lang, "feeds.blog")
    return Offer(
        title=title,
        rss=site.absolute(RSS.path(channel)),
        atom=site.absolute(ATOM.path(channel)),
        json=site.absolute(JSON.path(channel)),
    )
