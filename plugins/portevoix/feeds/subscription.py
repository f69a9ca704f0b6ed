"""How to subscribe: a page with every feed, the same as OPML, and the links that pages announce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import PurePosixPath

from lxml import etree

from portevoix.artefact import Artefact, Page
from portevoix.edition import Edition, key_of
from portevoix.feeds.channels import FAMILIES, Channel, blog_channel, channels
from portevoix.feeds.formats import ATOM, FORMATS, JSON, RSS
from portevoix.feeds.head import head_of
from portevoix.feeds.identity import moments
from portevoix.language import say
from portevoix.site import Site
from portevoix.text import tidy

PAGE = "abonnement/"
OPML = "abonnement.opml"


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


def subscription(edition: Edition) -> Iterator[Artefact | Page]:
    site, offered = edition.site, channels(edition)
    yield Artefact(path=PurePosixPath(OPML), content=render_opml(edition, offered))
    path = f"{PAGE}index.html"
    key = key_of(*((one.family, one.name, one.title, one.path) for one in offered))
    if edition.kept(path, key):
        return
    yield Page(
        path=PurePosixPath(path),
        key=key,
        template="subscribe.html",
        title=say(site.lang, "feeds.title"),
        lang=site.lang,
        description=say(site.lang, "feeds.page_description", site=tidy(site.name)),
        values={"groups": groups(site, offered), "opml": site.absolute(OPML)},
    )


def groups(site: Site, offered: tuple[Channel, ...]) -> tuple[Group, ...]:
    """The channels by family, in the order of the families; empty families are left out."""
    titles = {"": say(site.lang, "feeds.blog_group")}
    titles |= {family.key: say(site.lang, f"feeds.{family.key}_group") for family in FAMILIES}
    found: dict[str, list[Offer]] = {key: [] for key in titles}
    for channel in offered:
        found[channel.family].append(_offer(site, channel))
    return tuple(
        Group(title=titles[key], feeds=tuple(offers)) for key, offers in found.items() if offers
    )


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


def blog_feeds(edition: Edition) -> tuple[FeedLink, ...]:
    """The feeds of the whole blog, which every page announces."""
    return announced(edition.site, blog_channel(edition))


def render_opml(edition: Edition, offered: tuple[Channel, ...]) -> bytes:
    """OPML 2.0 (http://opml.org/spec2.opml): one outline per channel, grouped as on the page."""
    site = edition.site
    titles = {family.key: say(site.lang, f"feeds.{family.key}_group") for family in FAMILIES}
    head = head_of(site, blog_channel(edition), moments(edition.posts))
    root = etree.Element("opml", version="2.0")
    about = etree.SubElement(root, "head")
    for name, text in (
        ("title", say(site.lang, "feeds.opml_title", site=tidy(site.name))),
        ("dateModified", format_datetime(head.updated)),
        ("ownerName", head.organisation),
        ("ownerId", site.url),
    ):
        etree.SubElement(about, name).text = text
    body = etree.SubElement(root, "body")
    folders = {"": body}
    for channel in offered:
        if channel.family not in folders:
            title = titles[channel.family]
            folders[channel.family] = etree.SubElement(body, "outline", text=title, title=title)
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
