"""What a webmention endpoint exports: JF2 (webmention.io, go-jamming), or webmention.io's older JSON.

Read at https://github.com/aaronpk/webmention.io (README, 28 November 2026).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from portevoix.listening.plain import plain
from portevoix.listening.values import below, dicts, moment_of, text_of
from portevoix.values import dataclass

MOST = 2_000
_SORTS = {  # of both formats
    **{"in-reply-to": "reply", "reply": "reply"},
    **{"like-of": "like", "like": "like", "repost-of": "boost", "repost": "boost"},
    **{"mention-of": "mention", "link": "mention", "bookmark-of": "mention", "rsvp": "reply"},
    "quotation-of": "quote",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Webmention:
    sort: str  # "reply", "quote", "mention", "like" or "boost"
    source: str  # address
    target: str  # of the page of ours
    text: str
    name: str
    at: datetime | None


class NoExport(Exception):
    """What came is none of them."""


def read_webmentions(content: bytes) -> tuple[Webmention, ...]:
    """Raises NoExport."""
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NoExport from None
    if isinstance(below(whole, "children"), list):
        found = list(_jf2(whole["children"]))
    elif isinstance(below(whole, "links"), list):
        found = list(_older(whole["links"]))
    else:
        raise NoExport
    return tuple(one for one in found if one.source.startswith(("https://", "http://")))[:MOST]


def _jf2(children: object) -> Iterator[Webmention]:
    for one in dicts(children):
        content = below(one, "content")
        text = text_of(content, "text") or plain(text_of(content, "html"))
        yield Webmention(
            sort=_SORTS.get(text_of(one, "wm-property"), "mention"),
            source=text_of(one, "wm-source") or text_of(one, "url"),
            target=text_of(one, "wm-target"),
            text=text or text_of(one, "name"),
            name=text_of(below(one, "author"), "name"),
            at=moment_of(text_of(one, "wm-received")) or moment_of(text_of(one, "published")),
        )


def _older(links: object) -> Iterator[Webmention]:
    for one in dicts(links):
        data = below(one, "data")
        yield Webmention(
            sort=_SORTS.get(text_of(below(one, "activity"), "type"), "mention"),
            source=text_of(one, "source"),
            target=text_of(one, "target"),
            text=plain(text_of(data, "content")) or text_of(data, "name"),
            name=text_of(below(data, "author"), "name"),
            at=moment_of(text_of(one, "verified_date")) or moment_of(text_of(data, "published")),
        )
