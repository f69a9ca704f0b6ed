"""What a communicator wrote: a post and its parts, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from portevoix.posts.kinds import Kind
from portevoix.values import dataclass


class State(StrEnum):
    """Where the matter of a post stands when a site is built (`posts/state.py`)."""

    OPEN = "open"
    LIFTED = "lifted"  # the notice of an emergency, past its `until`
    CLOSED = "closed"  # a consultation, past its `closes`
    RESULTS = "results"  # one whose results are out


Detailed = str | datetime | tuple["Link", ...] | tuple["Update", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One timed line of an emergency's timeline."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who signs; a team as a rule."""

    key: str  # as in .authors.yml
    name: str
    description: str = ""
    url: str = ""
    fediverse: str = ""  # @user@host


CENTRE = (50, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The post's picture, and what a human declared about it."""

    file: str  # as written: relative to the post, or from the docs folder with a leading /
    alt: str = ""
    decorative: bool = False  # said in so many words: an empty alt may be an omission
    credit: str = ""
    licence: str = ""
    people: str = ""  # "", "none", "crowd" or "recognisable"
    minors: bool = False
    consent: str = ""  # the organisation's own reference, never the paper itself
    consent_until: date | None = None
    focus: tuple[int, int] = CENTRE  # what a crop keeps: per cent from the left, from the top


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The one thing the reader is asked to do."""

    text: str
    url: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    indicator: str
    target: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """Why the post is written: what to repeat, what to do, how success is told."""

    message: str = ""  # as written; Post.message falls back
    objective: str = ""  # a key of the configuration's closed list
    call: Call | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a post says for one network in place of the composed text."""

    text: str = ""  # "" keeps the composed text; parts of a thread are parted by ///
    wanted: bool = True  # False keeps the post off that network
    at: datetime | None = None  # when to send it there
    thread: bool = False  # in several messages, even where one holds what matters
    warning: str = ""  # before the text, where the network has one; "" keeps that of the kind
    comment: str = ""  # the first comment, where the link may stand; "" keeps the composed one


_COMPOSED = Share()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A foreseen comment and its answer; internal."""

    comment: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    file: str  # as the person would name it in a message
    lines: Mapping[str, int] = field(hash=False)  # line of each key, "call.url" style, from 1
    body_line: int = 1  # line of the file where the body starts
    title: str
    slug: str
    published: datetime  # aware, in the site's zone
    updated: datetime  # aware; equals `published` until a revision is dated
    lang: str  # BCP 47: « fr », « es », « pt-BR »
    told_in: str  # "fr" or "en": of our own words beside it
    kind: Kind
    authors: Sequence[Author] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""  # as written; Post.summary falls back
    message: str  # what a reader should repeat; never empty
    summary: str  # one or two sentences of plain text; never empty
    points: tuple[str, ...] = ()
    question: str = ""
    intention: Intention = field(default_factory=Intention)
    hashtags: tuple[str, ...] = ()  # as written, without #
    picture: Picture | None = None
    share: Mapping[str, Share] = field(default_factory=dict, hash=False)
    answers: tuple[Answer, ...] = ()
    details: Mapping[str, Detailed] = field(default_factory=dict, hash=False)  # by Kind.details
    translation_of: str = ""  # slug of the post that this one translates
    aliases: tuple[str, ...] = ()  # old addresses, from the site root
    expires: datetime | None = None
    draft: bool = False
    ahead: bool = False  # dated later than the build; previews alone show such
    state: State = State.OPEN
    audience: str = "public"  # or "internal"
    searched: bool = True  # whether the site's search finds it
    names: tuple[str, ...] = field(default=(), repr=False)  # files of the site, as written
    body: str = field(default="", repr=False)  # Markdown, NFC, \n line ends; see `body_of`
    words: int = 0  # of the body
    apart: tuple[str, ...] = ()  # addresses of its lists that their names alone do not tell
    digest: str = field(default="", repr=False)  # of the whole file, for what is kept of it
    front_digest: str = field(default="", repr=False)  # of its front matter alone

    def shared(self, network: str) -> Share:
        """What it says for one network; what nobody wrote keeps the composed text."""
        return self.share.get(network, _COMPOSED)
