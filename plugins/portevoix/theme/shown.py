"""What templates are shown of menus, ways in, translations and pages: values without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from portevoix.page_text import TocEntry
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    title: str
    path: str  # from the site root
    folded: bool = False  # behind a button where there is little room


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLink:
    """An item of the menu as one place shows it."""

    title: str
    href: str
    active: bool  # the page lies below it
    here: bool  # the page is the one that it leads to
    folded: bool  # behind a button where there is little room


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLink:
    """The first page in another language of the site."""

    title: str  # the language, as its speakers name it
    href: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    title: str
    href: str
    active: bool  # the page is the one that it leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    title: str
    links: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The post in another language."""

    lang: str
    title: str
    href: str
    url: str  # absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page that MkDocs does not make, with the attributes that its pages have."""

    title: str
    lang: str = ""
    url: str
    description: str = ""
    indexed: bool = False
    canonical_url: str
    meta: Mapping[str, object] = field(default_factory=dict)
    toc: tuple[TocEntry, ...] = ()
    content: str = ""
    is_homepage: bool = False
