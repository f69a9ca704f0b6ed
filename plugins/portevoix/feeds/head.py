"""What a feed says of itself before its items, and the feedgen feed that says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from portevoix.feeds.style import instructions
from portevoix.lists import Channel
from portevoix.site import Site
from portevoix.text import tidy
from portevoix.values import dataclass

GENERATOR = "Porte-voix"
_BEFORE_ANY_POST = datetime(1970, 1, 1, tzinfo=UTC)  # a blog still empty has no date of its own
_RSS_PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    title: str
    description: str
    lang: str
    home: str  # absolute address of the page that lists the same posts
    site: str  # absolute address of the home page
    updated: datetime
    organisation: str
    email: str
    image: str  # absolute address of the logo, may be empty
    hub: str
    root: str  # path of the site on its host, "/" as a rule


def head_of(site: Site, channel: Channel, updated: Mapping[str, datetime]) -> Head:
    logo = site.organisation.logo
    return Head(
        title=channel.title,
        description=channel.description,
        lang=site.profile if site.profile.startswith(channel.lang) else channel.lang,
        home=site.absolute(channel.home),
        site=site.url,
        updated=max((updated[post.slug] for post in channel.newest), default=_BEFORE_ANY_POST),
        organisation=publisher_of(site),
        email=site.organisation.email,
        image=site.absolute(logo) if logo else "",
        hub=site.hub,
        root=urlsplit(site.url).path or "/",
    )


def publisher_of(site: Site) -> str:
    """Who stands for what no author signs."""
    return tidy(site.organisation.name) or tidy(site.name)


def generator(head: Head, self_url: str, media_type: str) -> Any:
    """A feedgen feed without entries; the alternate link comes last, for RSS takes the last."""
    from feedgen.feed import FeedGenerator  # with dateutil, 20 ms that a feed already made spares

    made: Any = FeedGenerator  # feedgen has no types
    feed = made()
    feed.id(uuid5(NAMESPACE_URL, self_url).urn)
    feed.title(head.title)
    feed.description(head.description)
    feed.language(head.lang)
    feed.updated(head.updated)
    feed.generator(GENERATOR)
    author = {"name": head.organisation, "uri": head.site}
    feed.author(author | ({"email": head.email} if head.email else {}))
    feed.link(href=self_url, rel="self", type=media_type)
    if head.hub:
        feed.link(href=head.hub, rel="hub")
    feed.link(href=head.home, rel="alternate", type="text/html")
    return feed


def is_rss_picture(address: str) -> bool:
    """RSS 2.0 knows GIF, JPEG and PNG only."""
    return PurePosixPath(urlsplit(address).path).suffix.lower() in _RSS_PICTURES


def new_entry() -> Any:
    from feedgen.entry import FeedEntry  # as above

    made: Any = FeedEntry
    return made()


def assembled(document: bytes, items: Iterable[bytes], closing: bytes, root_path: str) -> bytes:
    """A feed without items, its items put where they belong, its style sheets named."""
    declaration, _, root = document.partition(b"\n")
    end = root.rindex(closing)
    sheets = instructions(root_path)
    return b"\n".join([declaration, sheets, root[:end], *items, root[end:], b""])
