"""The sitemap (https://www.sitemaps.org/protocol.html), with the languages of each page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

from portevoix.metadata.values import Alternate

MAX_ADDRESSES = 50_000  # of one file, by the protocol

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NAMES: dict[Any, str] = {None: _SITEMAP, "xhtml": _XHTML}


class Entry(NamedTuple):
    """A page; a tuple, since all are declared at each build."""

    url: str  # absolute
    changed: date | None = (
        None  # last change of what the page says; a moment with its zone, or a day
    )
    alternates: tuple[Alternate, ...] = ()


class TooManyAddresses(ValueError):
    """A sitemap file may list MAX_ADDRESSES pages only."""


def sitemap(entries: Iterable[Entry]) -> bytes:
    """Pages in the order of their addresses, each once. Raises TooManyAddresses."""
    listed = {entry.url: entry for entry in entries}
    if len(listed) > MAX_ADDRESSES:
        raise TooManyAddresses(f"{len(listed)} addresses, the limit is {MAX_ADDRESSES}")
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap=_NAMES)
    for url in sorted(listed):
        entry = listed[url]
        page = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(page, f"{{{_SITEMAP}}}loc").text = url
        if entry.changed:
            changed = entry.changed.isoformat()
            etree.SubElement(page, f"{{{_SITEMAP}}}lastmod").text = changed
        for alternate in entry.alternates:
            etree.SubElement(
                page,
                f"{{{_XHTML}}}link",
                rel="alternate",
                hreflang=alternate.hreflang,
                href=alternate.href,
            )
    etree.indent(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"
