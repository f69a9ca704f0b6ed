"""RSS 2.0 (https://www.rssboard.org/rss-specification), written by feedgen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import format_datetime
from html import escape
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from portevoix.feeds.head import Head, assembled, generator, is_rss_picture, new_entry
from portevoix.feeds.item import Item

MEDIA_TYPE = "application/rss+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CLOSING = b"</channel>"
# A feed declares what its items need.
_DECLARED = {"dc": _DUBLIN_CORE, "content": "http://purl.org/rss/1.0/modules/content/"}

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


class SignedExtension(BaseEntryExtension):
    """When an item was published, by whom and in which language.

    feedgen sets the locale of the whole process to write a date, and looks for its own extension of Dublin
    Core anew for each entry.
    """

    item: Item

    def extend_rss(self, feed: Any) -> Any:
        etree.SubElement(feed, "pubDate").text = format_datetime(self.item.published)
        names = [author.name for author in self.item.authors] or [self.item.organisation]
        for name in names:
            etree.SubElement(feed, f"{{{_DUBLIN_CORE}}}creator").text = name
        etree.SubElement(feed, f"{{{_DUBLIN_CORE}}}language").text = self.item.lang
        return feed


def render_item(item: Item) -> bytes:
    entry = new_entry()
    entry.guid(item.guid, permalink=False)
    entry.title(unmistakable(item.title))
    entry.link(href=item.url, rel="alternate")
    entry.description(escape(item.summary, quote=False), isSummary=True)
    entry.content(item.html, type="html")
    for subject in item.subjects:
        entry.category(term=unmistakable(subject.name), scheme=subject.scheme)
    entry.register_extension("signed", SignedExtension, atom=False)
    entry.signed.item = item
    if item.enclosure:
        entry.enclosure(item.enclosure.url, str(item.enclosure.length), item.enclosure.type)
    holder = etree.Element("channel", nsmap=_DECLARED)
    holder.append(entry.rss_entry())
    written: bytes = etree.tostring(holder, encoding="UTF-8", xml_declaration=False)
    return written[written.index(b"<item>") : -len(_CLOSING)]


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
