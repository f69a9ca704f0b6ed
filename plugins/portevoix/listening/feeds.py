"""Feeds of others, read whatever their state: RSS, RSS 1.0, Atom, JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from portevoix.listening.plain import plain
from portevoix.listening.values import below, dicts, moment_of, text_of
from portevoix.values import dataclass

MOST = 500  # entries of one feed
_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS1 = "{http://purl.org/rss/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    id: str
    title: str
    text: str
    link: str
    at: datetime | None


class NoFeed(Exception):
    """What came is none of them."""


def read_feed(content: bytes) -> tuple[FeedEntry, ...]:
    """Raises NoFeed."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = _json(content)
    else:
        # Nothing is loaded, no entity of its own is put in; a feed that is cut gives its start.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise NoFeed from None
        if root is None or not isinstance(root.tag, str):
            raise NoFeed
        if root.tag not in (f"{_ATOM}feed", "rss") and not root.tag.endswith("}RDF"):
            raise NoFeed
        found = _xml(root)
    entries = []
    for one in found:
        if one.id or one.link:
            entries.append(one)
        if len(entries) == MOST:
            break
    return tuple(entries)


def _xml(root: etree._Element) -> Iterator[FeedEntry]:
    for one in root.iter("item", f"{_RSS1}item", f"{_ATOM}entry"):
        link = _said(one, "link", f"{_RSS1}link") or _href(one)
        content = _said(one, _CONTENT, f"{_ATOM}content", f"{_ATOM}summary", "description")
        yield FeedEntry(
            id=_said(one, "guid", f"{_ATOM}id") or link,
            title=plain(_said(one, "title", f"{_RSS1}title", f"{_ATOM}title")),
            text=plain(content or _said(one, f"{_RSS1}description")),
            link=link,
            at=moment_of(
                _said(one, "pubDate", f"{_ATOM}published", f"{_ATOM}updated", f"{_DC}date")
            ),
        )


def _said(element: etree._Element, *names: str) -> str:
    for name in names:
        child = element.find(name)
        if child is not None and (text := "".join(map(str, child.itertext())).strip()):
            return text
    return ""


def _href(element: etree._Element) -> str:
    links = element.findall(f"{_ATOM}link")
    found = next((one for one in links if one.get("rel", "alternate") == "alternate"), None)
    return str(found.get("href") or "") if found is not None else ""


def _json(content: bytes) -> Iterator[FeedEntry]:
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NoFeed from None
    if not isinstance(below(whole, "items"), list):
        raise NoFeed
    for one in dicts(whole["items"]):
        yield FeedEntry(
            id=text_of(one, "id") or text_of(one, "url"),
            title=plain(text_of(one, "title")),
            text=text_of(one, "content_text") or plain(text_of(one, "content_html")),
            link=text_of(one, "url"),
            at=moment_of(text_of(one, "date_published")),
        )
