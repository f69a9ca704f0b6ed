"""Atom (RFC 4287), written by feedgen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from feedgen.ext.base import BaseEntryExtension
from lxml import etree

from portevoix.feeds.head import Head, assembled, generator, new_entry
from portevoix.feeds.item import Item

MEDIA_TYPE = "application/atom+xml"
_CLOSING = b"</feed>"


class LinksExtension(BaseEntryExtension):
    """feedgen 1.0 writes an entry's links without their rel, type, hreflang and length."""

    wanted: tuple[dict[str, str], ...] = ()

    def extend_atom(self, feed: Any) -> Any:
        # feedparser-rs 0.7.1 takes a title without its type for HTML.
        feed.find("{*}title").set("type", "text")
        for link in self.wanted:
            etree.SubElement(feed, "link", link)
        return feed


def _links(item: Item) -> tuple[dict[str, str], ...]:
    page = {"rel": "alternate", "type": "text/html", "hreflang": item.lang, "href": item.url}
    if not item.enclosure:
        return (page,)
    picture = {
        "rel": "enclosure",
        "type": item.enclosure.type,
        "length": str(item.enclosure.length),
        "href": item.enclosure.url,
    }
    return (page, picture)


def render_entry(item: Item) -> bytes:
    entry = new_entry()
    entry.id(item.guid)
    entry.title(item.title)
    entry.summary(item.summary, type="text")
    entry.content(item.html, type="html")
    entry.published(item.published)
    entry.updated(item.updated)
    for author in item.authors:
        entry.author(name=author.name, uri=author.url)
    for subject in item.subjects:
        entry.category(term=subject.term, label=subject.name, scheme=subject.scheme)
    entry.register_extension("links", LinksExtension, atom=True, rss=False)
    entry.links.wanted = _links(item)
    written: bytes = etree.tostring(entry.atom_entry(), encoding="UTF-8", xml_declaration=False)
    return written


def render_atom(head: Head, self_url: str, entries: Iterable[bytes]) -> bytes:
    feed = generator(head, self_url, MEDIA_TYPE)
    if head.image:
        feed.logo(head.image)
    return assembled(feed.atom_str(), entries, _CLOSING, head.root)
