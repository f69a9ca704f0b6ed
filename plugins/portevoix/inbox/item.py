"""One thing that somebody said to us, or about us, and what became of it."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b

from portevoix.journal import read_stamp
from portevoix.values import dataclass


class Sort(StrEnum):
    """How it came to us."""

    REPLY = "reply"
    QUOTE = "quote"
    MENTION = "mention"
    ARTICLE = "article"  # of a feed or a site that we watch
    SAID = "said"  # at the counter, by telephone, on a network that we do not read


class State(StrEnum):
    """What became of it."""

    OPEN = "open"  # to answer
    ANSWERED = "answered"
    HANDED = "handed"  # to somebody else of the house
    MASKED = "masked"  # hidden on the network, by the rules of conversation
    NOTHING = "nothing"  # nothing to do
    GONE = "gone"  # taken back by who wrote it; its text is not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Its text has gone through the mask; `name` is empty unless the organisation keeps names."""

    id: str
    at: datetime  # aware; when it was said
    seen: datetime  # aware; when we were told
    network: str  # key of a network, or a place: "web", "counter"
    sort: Sort
    account: str = ""  # of ours, as the organisation writes it
    post: str = ""  # slug of the post that it is about
    text: str = ""
    title: str = ""  # of an article, and who published it
    link: str = ""
    ref: str = ""  # what the network calls it
    lang: str = ""
    name: str = ""
    private: bool = False  # a private message: it is read and answered where it lies
    edited: datetime | None = None
    state: State = State.OPEN
    by: str = ""  # who last decided of it
    to: str = ""  # to whom it was handed on
    since: datetime | None = None  # when that was decided

    def line(self) -> str:
        """The item as it stands in the file, without its line end."""
        told: dict[str, object] = {}
        for name in _NAMES:
            value = getattr(self, name)
            if value == _PLAIN.get(name):
                continue
            told[name] = (
                value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                if isinstance(value, datetime)
                else value
            )
        return json.dumps(told, ensure_ascii=False)


_NAMES = tuple(one.name for one in fields(Item))
_NEEDED = ("id", "at", "seen", "network", "sort")
_MOMENTS = frozenset({"at", "seen", "edited", "since"})
_PLAIN: Mapping[str, object] = {
    **{name: "" for name in _NAMES if name not in (*_NEEDED, *_MOMENTS)},
    "private": False,
    "edited": None,
    "since": None,
    "state": State.OPEN,
}
ID = 8  # characters


def id_of(network: str, ref: str) -> str:
    """The short name of what a network calls `ref`: letters and digits that nobody mistakes."""
    made = blake2b(f"{network}\0{ref}".encode(), digest_size=5).digest()
    return b32encode(made).decode().lower()


def read_item(line: str) -> Item | None:
    """None for a line that holds no item."""
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or not told.keys() <= set(_NAMES):
            return None
        for name, value in told.items():
            if not isinstance(value, bool if name == "private" else str):
                return None
        moments = {name: read_stamp(told[name]) for name in _MOMENTS & told.keys()}
        if not told["id"]:
            return None
        told |= {"sort": Sort(told["sort"]), "state": State(told.get("state", State.OPEN))}
        return Item(**{**told, **moments})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
