"""RSS 2.0 (https://www.rssboard.org/rss-specification), written by feedgen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from portevoix.feeds.head import Head, assembled, between, generator, is_rss_picture, new_entry
from portevoix.feeds.item import Item

MEDIA_TYPE = "application/rss+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_CLOSING = b"</channel>"

# RSS does not say whether a title is text or HTML: readers guess, and so does the validator.
_LIKE_HTML = re.compile(r"<(?=[/!?A-Za-z])|&(?=#?\w+;)")
_PLAIN_SIGNS = str.maketrans({"<": "‹", ">": "›", "&": "＆"})


def unmistakable(text: str) -> str:
    """Text that no reader can take for HTML.

    >>> unmistakable("La balise <b> & la suite")
    'La balise ‹b› ＆ la suite'
    >>> unmistakable("R & D : 3 < 4")
    'R & D : 3 < 4'
    """
    return text.translate(_PLAIN_SIGNS) if _LIKE_HTML.search(text) else text


class HubExtension(BaseExtension):
    """feedgen writes a feed's hub in Atom only; a hub must be found in RSS too (WebSub §4)."""

    href = ""

    def extend_rss(self, feed: Any) -> Any:
        if self.href:
            etree.SubElement(feed[0], f"{{{_ATOM}}}link", href=self.href, rel="hub")
        return feed


def render_item(item: Item, alone: Head) -> bytes:
    """One item; `alone` is the head of any feed, for feedgen writes no item without a feed."""
    entry = new_entry()
    entry.load_extension("dc", atom=False, rss=True)
    entry.guid(item.guid, permalink=False)
    entry.title(unmistakable(item.title))
    entry.link(href=item.url, rel="alternate")
    entry.description(escape(item.summary, quote=False), isSummary=True)
    entry.content(item.html, type="html")
    entry.pubDate(item.published)
    entry.updated(item.updated)
    for subject in item.subjects:
        entry.category(term=unmistakable(subject.name), scheme=subject.scheme)
    names = [author.name for author in item.authors] or [alone.organisation]
    entry.dc.dc_creator(names)
    entry.dc.dc_language(item.lang)
    if item.enclosure:
        entry.enclosure(item.enclosure.url, str(item.enclosure.length), item.enclosure.type)
    feed = _feed(alone, alone.site)
    feed.add_entry(entry)
    written: bytes = feed.rss_str()
    return between(written, b"<item>", _CLOSING)


def render_rss(head: Head, self_url: str, items: Iterable[bytes]) -> bytes:
    return assembled(_feed(head, self_url).rss_str(), items, _CLOSING, head.root)


def _feed(head: Head, self_url: str) -> Any:
    feed = generator(head, self_url, MEDIA_TYPE)
    feed.title(unmistakable(head.title))
    feed.description(unmistakable(head.description))
    if head.email:
        feed.managingEditor(f"{head.email} ({head.organisation})")
    if is_rss_picture(head.image):
        feed.image(url=head.image)
    feed.load_extension("dc", atom=False, rss=True)
    feed.register_extension("hub", HubExtension, BaseEntryExtension, atom=False, rss=True)
    feed.hub.href = head.hub
    return feed
