"""What is told about a page, and to whom, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from portevoix.posts import Post
from portevoix.values import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """The picture that networks show beside a link to the page."""

    url: str  # absolute
    width: int
    height: int
    type: str = "image/png"
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the way from the home page to a page."""

    name: str
    url: str  # absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """All that metadata is drawn from; the page is a post's when it bears one."""

    title: str
    url: str  # absolute, canonical
    lang: str
    description: str = ""
    indexed: bool = True
    home: bool = False
    picture: SharedPicture | None = None
    post: Post | None = None
    trail: tuple[Step, ...] = ()  # between the home page and this one, both left out
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)  # lang → address


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    hreflang: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Plain text in every field, to be escaped by whoever writes it down; `jsonld` is ready."""

    title: str  # of the window: the site's name included
    description: str
    canonical: str
    robots: str
    alternates: tuple[Alternate, ...]
    og: Pairs  # property and content: og:* and article:*
    twitter: Pairs  # name and content: twitter:* and fediverse:creator
    jsonld: str  # for a <script type="application/ld+json">, escaped for it
