"""What a page would fetch from another host: in a post's HTML, or in a page as built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from portevoix.checks.markdown import Element, attribute_list

_SOURCES = {
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
}
_FETCHED_LIST = """
stylesheet preload prefetch preconnect dns-prefetch modulepreload icon shortcut
apple-touch-icon manifest mask-icon
"""
_FETCHED = frozenset(_FETCHED_LIST.split())
_TAG = re.compile(r"<([a-zA-Z]+)\b([^<>]{0,5000})>")
_CSS = re.compile(
    r"url\(\s*['\"]?((?:https?:)?//[^'\")\s]{1,2000})|@import\s+['\"]((?:https?:)?//[^'\"]{1,2000})",
    re.I,
)
_HIDDEN = re.compile(r"<!--|<script\b[^<>]{0,2000}>", re.I)


def host_of(target: str, site: str) -> str:
    """The other host that an address names; "" when it is ours or names none."""
    target = target.strip()
    if not target.startswith(("http:", "https:", "//", "ftp:")):
        return ""
    try:
        host = urlsplit(target).netloc
    except ValueError:
        host = ""
    # https:///www.example fetches from www.example in browsers.
    host = host or target.partition(":")[2].strip("/").partition("/")[0] or "?"
    return "" if host == urlsplit(site).netloc else host


def loads_elsewhere(element: Element, site: str) -> str:
    """The other host that a tag fetches from, "" when there is none."""
    if element.name == "link":
        kinds = element.attributes.get("rel", "").lower().split()
        if not _FETCHED.intersection(kinds):
            return ""
    for name in _SOURCES.get(element.name, ()):
        value = element.attributes.get(name, "")
        for part in value.split(",") if name == "srcset" else (value,):
            if host := host_of(part, site):
                return host
    return ""


def foreign_requests(page: str, site: str) -> Iterator[tuple[str, str]]:
    """Tag and host of each request that a built page would make elsewhere.

    `site` is the site's own address.
    """
    page = _without_hidden(page)
    for found in _TAG.finditer(page):
        name = found[1].lower()
        attributes = attribute_list(found[2])
        element = Element(name=name, attributes=attributes, at=found.start())
        if host := loads_elsewhere(element, site):
            yield name, host
        if host := _in_css(attributes.get("style", ""), site):
            yield "style", host
    for css in _styles(page):
        if host := _in_css(css, site):
            yield "style", host


def _without_hidden(page: str) -> str:
    """The page without comments and without the insides of its scripts."""
    pieces: list[str] = []
    at = 0
    while found := _HIDDEN.search(page, at):
        comment = found[0] == "<!--"
        pieces.append(page[at : found.start() if comment else found.end()])
        closing = page.find("-->" if comment else "</script", found.end())
        if closing < 0:
            return "".join(pieces)
        at = closing + 3 if comment else closing
    return "".join((*pieces, page[at:]))


def _styles(page: str) -> Iterator[str]:
    at = 0
    while (start := page.find("<style", at)) >= 0:
        end = page.find("</style", start)
        if end < 0:
            return
        yield page[start:end]
        at = end


def _in_css(css: str, site: str) -> str:
    for found in _CSS.finditer(css):
        if host := host_of(found[1] or found[2], site):
            return host
    return ""
