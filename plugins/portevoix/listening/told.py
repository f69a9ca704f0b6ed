"""What a network or a feed tells of one message: read, and not yet judged, masked or kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime

from portevoix.counts import Count
from portevoix.inbox import Item, Sort
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    ref: str  # what the network calls it
    at: datetime  # aware
    sort: Sort
    text: str  # plain
    link: str  # without the name of who wrote it, where the network has such an address
    named_link: str = ""  # with it
    name: str = ""
    lang: str = ""
    title: str = ""
    post: str = ""  # slug
    private: bool = False
    edited: datetime | None = None
    answers: str = ""  # ref of the message that it answers
    ours: bool = False  # whether the organisation itself wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A message of ours that is out: what replies are looked for below."""

    ref: str
    post: str  # slug
    part: int = 1


@dataclass(slots=True)
class Cursor:
    """Where the last run left off; numbers and names that networks give, of nobody."""

    since: str = ""  # the newest mention
    replies: dict[str, int] = field(default_factory=dict)  # ref → replies counted at the last look
    quotes: dict[str, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)  # digests of what a feed held
    tag: str = ""  # ETag
    changed: str = ""  # Last-Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a listener is told of the inbox: what is out, what is known, since when it looks."""

    out: Sequence[Out]
    items: Sequence[Item]  # of that account, that may have changed
    cursor: Cursor
    now: datetime
    oldest: datetime  # what is older is not asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    told: tuple[Told, ...] = ()
    gone: tuple[str, ...] = ()  # refs of messages that are no longer there
    counts: tuple[Count, ...] = ()
    cursor: Cursor = field(default_factory=Cursor)
    remarks: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()  # wordings and values
