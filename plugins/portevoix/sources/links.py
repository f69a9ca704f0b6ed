"""Links that people wrote to files of docs/, led to where these are published.

As MkDocs leads the links of Markdown, and in raw HTML too: a link is a path from the file that it
stands in; it may have a query and an anchor, which stay.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from functools import partial
from html import escape, unescape
from urllib.parse import unquote, urlsplit, urlunsplit

from portevoix.values import dataclass

_TAG = re.compile(r"<([a-zA-Z][^\s<>/]*)(?=[\s/])[^<>]*>")
# Whole attributes, so that words within the value of one are never read as another.
_ATTRIBUTE = re.compile(r"""(\s([^\s"'<>/=]+)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'<>`=]+))""")
_LEADING = frozenset({"href", "src", "srcset", "poster"})
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|[\\#?]|$")
_CANDIDATE = re.compile(r"(\s*,?\s*)([^\s,]\S*)([^,]*)")
_LONGEST = 120  # characters of a link in a message
_PICTURES = frozenset({"img", "source", "video", "audio", "track"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTable:
    """Source path below docs/ → address of what is published of it, quoted, below the site root."""

    addresses: Mapping[str, str] = field(repr=False)
    # What exists and is not published now, by source path too: links to it lose their address.
    withheld: Mapping[str, str] = field(default_factory=dict, repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)  # address → why
    places: frozenset[str] = field(default=frozenset(), repr=False)  # the addresses, unquoted
    root: str = "https://localhost/"  # address of the site

    def lead(self, html: str, uri: str, url: str) -> Led:
        """HTML of the file at `uri`, whose page is at `url`, with its links leading there."""
        walk = _Walk(self, posixpath.dirname(uri), url)
        led = _TAG.sub(walk.tag, html)
        return Led(
            html=led,
            asked=walk.asked,
            broken=tuple(dict.fromkeys(walk.broken)),
            missing=tuple(dict.fromkeys(walk.missing)),
            withheld=walk.withheld,
        )

    def withhold(self, html: str, url: str) -> tuple[str, Mapping[str, str]]:
        """HTML of the page at `url` without the addresses of what is withheld; each of these, as it
        is written there, with the address that it leads to."""
        if not self.withheld:
            return html, {}
        walk = _Walk(self, None, url)
        return _TAG.sub(walk.tag, html), walk.withheld

    def names_of(self, address: str) -> tuple[str, ...]:
        """How people write a link to what is withheld: its file's name, the end of its address."""
        files = (uri for uri, place in self.withheld.items() if place == address)
        return (*map(posixpath.basename, files), posixpath.basename(address.strip("/")))

    def place_of(self, written: str, url: str) -> str | None:
        """Where an address that the page at `url` has leads, below the site root, with its query
        and its anchor left out; None when that is elsewhere."""
        base = urlsplit(self.root).path or "/"
        address = re.split(r"[?#]", written, maxsplit=1)[0]
        if address.startswith(self.root):
            address = address[len(self.root) :]
        elif not address or _ELSEWHERE.match(address):
            return None
        elif address.startswith("/"):
            if not address.startswith(base):
                return None
            address = address[len(base) :]
        else:
            address = f"{posixpath.dirname(url)}/{address}"
        path = unquote(address)
        found = posixpath.normpath(f"/{path}").lstrip("/")
        return f"{found}/" if found and path.endswith(("/", "/.", "/..")) else found


@dataclass(frozen=True, slots=True)
class Led:
    html: str
    # Source path of each link → the address that it was given. A place of the site that was named
    # by its address begins with a slash; an anchor of another file stands behind its #.
    asked: Mapping[str, str | None]
    broken: tuple[str, ...] = ()  # links to files that are not there, as written
    missing: tuple[str, ...] = ()  # pictures, films and sounds that are not there, as written
    withheld: Mapping[str, str] = field(default_factory=dict)  # links without address now → theirs


@dataclass(slots=True)
class _Walk:
    """One walk over the tags of a text; without a `folder` only what is withheld goes."""

    table: LinkTable
    folder: str | None
    url: str
    asked: dict[str, str | None] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    withheld: dict[str, str] = field(default_factory=dict)

    def tag(self, found: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(partial(self._attribute, found[1].lower()), found[0])

    def _attribute(self, tag: str, found: re.Match[str]) -> str:
        name = found[2].lower()
        if name not in _LEADING:
            return found[0]
        written = unescape(next((one for one in found.groups()[2:] if one is not None), ""))
        if name == "srcset":
            led: str | None = _CANDIDATE.sub(partial(self._candidate, tag), written)
        else:
            led = self._led(tag, written)
        if led is None:
            return ""
        return found[0] if led == written else f'{found[1]}"{escape(led)}"'

    def _candidate(self, name: str, found: re.Match[str]) -> str:
        address = found[2].rstrip(",")
        led = self._led(name, address)
        return f"{found[1]}{address if led is None else led}{found[2][len(address) :]}{found[3]}"

    def _led(self, name: str, written: str) -> str | None:
        """An address as it leads from the page; None for one that must go."""
        table = self.table
        if written.startswith(table.root) or self.folder is None:
            return self._by_address(name, written)
        if _ELSEWHERE.match(written):
            return written
        if written.startswith("/"):
            return self._by_address(name, written)
        try:
            parts = urlsplit(written)
        except ValueError:
            return written
        path = posixpath.join(self.folder, unquote(parts.path))
        target = posixpath.normpath(unicodedata.normalize("NFC", path))
        if target in table.withheld:
            self.asked[target] = None
            return self._without(name, written, table.withheld[target])
        self.asked[target] = found = table.addresses.get(target)
        if found is not None:
            if parts.fragment:
                self.asked[f"{target}#{unquote(parts.fragment)}"] = None
            led = relative(found, self.url)
            return urlunsplit(("", "", led, parts.query, parts.fragment))
        if posixpath.splitext(parts.path)[1] and not self._lies_there(written):
            (self.missing if name in _PICTURES else self.broken).append(written)
        return self._by_address(name, written)

    def _lies_there(self, written: str) -> bool:
        """Whether what is no path from the file is one from its page."""
        place = self.table.place_of(written, self.url)
        return place is not None and place in self.table.places

    def _by_address(self, name: str, written: str) -> str | None:
        place = self.table.place_of(written, self.url)
        if place is None:
            return written
        for one in (place, f"{place}/"):
            if one in self.table.reasons:
                return self._without(name, written, one)
        if name == "a":
            self.asked[f"/{place}"] = None
        return written

    def _without(self, name: str, written: str, address: str) -> str | None:
        self.withheld[written] = address
        return None if name == "a" else written


def cut(link: str) -> str:
    """A link as a message shows it: a quote that was never closed makes a long one."""
    first = link.strip().partition("\n")[0]
    return first if first == link and len(link) <= _LONGEST else f"{first[:_LONGEST]}…"


def relative(address: str, url: str) -> str:
    """The way from the page at `url` to an address, both below the site root.

    >>> relative("contact/", "blog/essai/")
    '../../contact/'
    >>> relative("", "contact/")
    '../'
    """
    base = url.rpartition("/")[0]
    found = posixpath.relpath(address or ".", base or ".")
    return f"{found}/" if address.endswith("/") or not address else found
