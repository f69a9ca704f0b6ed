"""A letter as a value: all that its two parts say, before either is written."""

from __future__ import annotations

from markupsafe import Markup

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture, loaded from the organisation's own site."""

    url: str
    width: int  # pixels, as the letter shows it; the height follows, and a picture that is blocked has none
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a post asks of its reader."""

    text: str
    url: str
    until: str = ""  # a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One post of a letter."""

    title: str
    url: str
    kind: str  # key
    label: str
    day: str
    lang: str
    html: Markup  # the whole post; empty in a digest
    text: str = ""  # in a digest
    facts: tuple[tuple[str, str], ...] = ()  # label, value
    picture: Shown | None = None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    id: str
    subject: str
    preheader: str
    lang: str
    title: str  # of the newsletter
    day: str
    organisation: str
    home: str  # address of the site
    intro: Markup
    outro: Markup
    items: tuple[Item, ...]
    foot: tuple[str, ...]  # who writes, and how to answer
    browser: str  # address of the letter on the web
    unsubscribe: str
    preferences: str
    whole: bool = False
