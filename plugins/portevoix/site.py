"""The organisation's site as a value; `configuration` reads it from mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import time
from enum import StrEnum
from typing import Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

from portevoix.paths import FRENCH, Names
from portevoix.values import dataclass

_SAFE = "/:@!$&'()*+,;=-._~%#?"
_PLAIN = re.compile(r"[a-z0-9/.-]*").fullmatch  # what most paths are, and `quote` leaves


class Addressed(Protocol):
    """What has a place of its own below the blog: a post."""

    @property
    def slug(self) -> str: ...


class Audience(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account that is really the organisation's own."""

    network: str  # key of a network
    name: str  # as shown there: @ville@social.example
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    name: str
    sender: str = ""  # its short name, which text messages begin with; "" is the name
    tagline: str = ""
    mission: str = ""  # one or two sentences for the calling card
    email: str = ""
    telephone: str = ""
    address: str = ""
    hours: str = ""
    logo: str = ""  # file below docs/
    logo_dark: str = ""  # the same for the dark display
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours an organisation may replace, as #rrggbb; contrast is checked when read."""

    paper: str = "#fbf7ef"
    ink: str = "#1d1b18"
    signal: str = "#c8371b"
    night: str = "#14171d"
    light: str = "#f1ece2"
    signal_dark: str = "#ff8a6b"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexNow:
    """Where search engines are told which pages changed, and the key that says who tells."""

    key: str
    endpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket:
    """What the staff carry on a phone, and for how long."""

    days: int = 7  # without having reached the site
    calls: tuple[tuple[str, str], ...] = ()  # a role, and its number or `{variable}`


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Where the pages lie of a blog that another engine makes; all paths below the site root."""

    posts: Mapping[str, str] = field(hash=False)  # slug → page
    # Folder of `paths` and name → the page of a list: categories, authors.
    lists: Mapping[tuple[str, str], str] = field(hash=False)
    lang: str  # of its text, which may be none of the interface
    flat: bool = False  # whether a page is a file (`x.html`) rather than a folder (`x/`)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    url: str  # https://…/, the public address, ends with a slash
    name: str
    description: str
    lang: str = "fr"  # language of the interface: "fr" or "en"
    profile: str = "fr-CA"  # typography and law: "fr-CA", "fr-FR" or "en"
    zone: ZoneInfo
    publish_at: time = time(9)  # when a post dated by day only goes out
    blog: str = "blog/"  # where posts live below the site root
    audience: Audience = Audience.PUBLIC
    organisation: Organisation
    palette: Palette = field(default_factory=Palette)
    objectives: Mapping[str, str] = field(default_factory=dict, hash=False)  # key → label
    category_hashtags: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    networks: Mapping[str, object] = field(default_factory=dict, hash=False)  # as configured
    hub: str = ""  # WebSub hub
    indexnow: IndexNow | None = None
    pocket: Pocket | None = Pocket()  # of the staff site
    redirects: tuple[str, ...] = ()  # servers that former addresses are written for
    scripts: bool = False  # whether commands are started by scripts of the project
    campaign: str = "billet"  # utm_campaign of every tagged link
    names: Names = FRENCH
    host: Host | None = None  # of a blog whose pages are not ours
    # Folder and name → address of a list, where the name alone would give that of another.
    apart: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)

    def absolute(self, path: str) -> str:
        """The public address of a path below the site root; percent-encoded, ASCII."""
        path = path.lstrip("/")
        return self.url + (path if _PLAIN(path) else quote(path, safe=_SAFE))

    def path_of(self, post: Addressed) -> str:
        """Where a post lives below the site root, with a closing slash."""
        return self.host.posts[post.slug] if self.host else f"{self.blog}{post.slug}/"

    @property
    def tongue(self) -> str:
        """The language that its posts are in unless they say another."""
        return self.host.lang if self.host else self.lang

    def page_path(self, path: str) -> str:
        """Where a page of ours lives that other sites have at `path`, which ends with a slash."""
        return f"{path.rstrip('/')}.html" if self.host and self.host.flat else path

    def thumbnail_path(self, post: Addressed) -> str:
        """The picture of a post as lists show it."""
        return f"{self.names.thumbnails}{post.slug}.webp"

    def relay_path(self, post: Addressed) -> str:
        """The relay page of a post."""
        return self.page_path(f"{self.names.relays}{post.slug}/")

    def address_of(self, post: Addressed) -> str:
        return self.absolute(self.path_of(post))
