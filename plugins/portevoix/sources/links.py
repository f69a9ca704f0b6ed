"""Links that people wrote to files of docs/, led to where these are published.

As MkDocs leads the links of Markdown, and in raw HTML too: a link is a path from the file that it
stands in; it may have a query and an anchor, which stay.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote, urlsplit, urlunsplit

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r"""(\s(?:href|src)=)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|[/\\#?]|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTable:
    """Source path below docs/ → address of what is published of it, quoted, below the site root."""

    addresses: Mapping[str, str] = field(repr=False)
    # What exists and is not published now: links to it lose their address.
    withheld: frozenset[str] = frozenset()

    def lead(self, html: str, uri: str, url: str) -> Led:
        """HTML of the file at `uri`, whose page is at `url`, with its links leading there."""
        asked: dict[str, str | None] = {}
        broken: list[str] = []
        folder = posixpath.dirname(uri)

        def tag(found: re.Match[str]) -> str:
            return _ADDRESS.sub(address, found[0])

        def address(found: re.Match[str]) -> str:
            written = unescape(found[2] if found[2] is not None else found[3])
            if _ELSEWHERE.match(written):
                return found[0]
            try:
                parts = urlsplit(written)
            except ValueError:
                return found[0]
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            asked[target] = self.addresses.get(target)
            if asked[target] is None:
                if posixpath.splitext(parts.path)[1]:
                    broken.append(written)
                return found[0]
            led = urlunsplit(
                ("", "", relative(asked[target] or "", url), parts.query, parts.fragment)
            )
            return f'{found[1]}"{escape(led)}"'

        return Led(html=_TAG.sub(tag, html), asked=asked, broken=tuple(dict.fromkeys(broken)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    html: str
    asked: Mapping[str, str | None]  # source path of each link → the address that it was given
    broken: tuple[str, ...]  # links to files that are not there, as written


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
