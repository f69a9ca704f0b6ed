"""Where the addresses of a page lead: each one of the site's own must have its file and its anchor.

A page is followed as it was rendered, frame and body alike; a style sheet too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import field
from html import unescape
from urllib.parse import unquote, urlsplit

from portevoix.values import dataclass

# Names of attributes that hold addresses, and whether a browser loads by itself what is there.
_LEADING = (("href", False), ("src", True), ("poster", True))
_NAMES = ("href", "src", "poster", "srcset", "id", "name")
_TAG = re.compile(rb"""<[a-zA-Z][^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>""")
_STYLE = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*?))\s*\)""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]{2}")
_FAR = (b"https://", b"mailto:")
_CANDIDATE = re.compile(r"\s*,?\s*([^\s,]\S*)[^,]*")
_TOP = "top"  # an anchor that each page has: https://html.spec.whatwg.org/#scrolling-to-a-fragment


@dataclass(frozen=True, slots=True, order=True)
class Lead:
    """An address of the site itself that is found in one of its files."""

    page: str  # path of that file
    written: str
    path: str  # of the file that it leads to
    anchor: str = ""
    shown: bool = False  # whether it is a picture, a film or a sound of the page


@dataclass(slots=True)
class Follower:
    """Follows what the files of a site lead to."""

    root: str  # address of the site, with its closing slash
    _base: str = field(init=False)  # path of the site on its host
    _near: bytes = field(init=False)  # what its addresses start with where they are written in full
    _whole: re.Pattern[bytes] = field(init=False)  # those addresses
    _fine: set[bytes] = field(default_factory=set)  # addresses from the root that lead somewhere

    def __post_init__(self) -> None:
        self._base = urlsplit(self.root).path
        self._near = self.root.removesuffix("/").encode()
        self._whole = re.compile(b'"%b([^"#\\\\]*)' % re.escape(self.root).encode())

    def open_ends(self, path: str, content: bytes, paths: Collection[str]) -> list[Lead]:
        """What a file leads to that is none of `paths`, or the anchor of another page."""
        if path.endswith(".html"):
            found = set(self._of_page(path, content, content, paths))
            if found:  # text may look like attributes, as code does: rare, and dear to tell apart
                found = set(self._of_page(path, content, b"".join(_TAG.findall(content)), paths))
            return sorted(found)
        if path.endswith(".css"):
            return sorted(set(self._of_style(path, content.decode("utf-8", "replace"), paths)))
        return []

    def _of_page(
        self, path: str, html: bytes, tags: bytes, paths: Collection[str]
    ) -> Iterator[Lead]:
        up = b"../" * path.count("/")
        fine, depth, near = self._fine, len(up), self._near
        found = _attributes(tags)
        ids = found["id"] | found["name"]
        for name, shown in _LEADING:
            for value in found[name]:
                rest = value[depth:] if value.startswith(up) else None
                if rest in fine or (value[:1] == b"#" and value[1:] in ids):
                    continue
                if value.startswith(_FAR) and not value.startswith(near):
                    continue  # somebody else's, as most addresses that are written in full
                lost = self._follow(path, _text(value), shown, ids, paths)
                if lost is not None:
                    yield lost
                elif rest is not None and b"#" not in rest:
                    fine.add(rest)
        for value in found["srcset"]:
            for one in _CANDIDATE.findall(_text(value)):
                lost = self._follow(path, one.rstrip(","), True, ids, paths)
                if lost is not None:
                    yield lost
        # What machines read in the head: the canonical address, pictures, translations.
        for value in set(self._whole.findall(html, 0, max(0, html.find(b"</head>")))):
            if value in fine:
                continue
            lost = self._follow(path, self.root + _text(value), False, ids, paths)
            if lost is not None:
                yield lost
            else:
                fine.add(value)

    def _of_style(self, path: str, style: str, paths: Collection[str]) -> Iterator[Lead]:
        for written in _STYLE.findall(_COMMENT.sub("", style)):
            value = next(filter(None, written), "")
            if not value.startswith("#"):
                lost = self._follow(path, value, False, (), paths)
                if lost is not None:
                    yield lost

    def _follow(
        self, page: str, written: str, shown: bool, ids: Collection[bytes], paths: Collection[str]
    ) -> Lead | None:
        """Where an address leads, unless that is a file, or an anchor of the page itself."""
        lead = self.lead(page, written, shown=shown)
        if lead is None:
            return None
        path = next((one for one in files_of(lead.path) if one in paths), "")
        if not path:
            return lead
        if path == page:
            known = not lead.anchor or lead.anchor.encode() in ids or lead.anchor.lower() == _TOP
            return None if known else lead
        if lead.anchor and path.endswith(".html"):
            return Lead(page, written, path, lead.anchor, shown)
        return None

    def lead(self, page: str, written: str, *, shown: bool = False) -> Lead | None:
        """Where an address leads; None when that is no place of the site."""
        value = unescape(written).strip() if "&" in written else written.strip()
        address, _, anchor = value.partition("#")
        address = address.partition("?")[0]
        if anchor.startswith(":~:"):  # a place in the text that the browser looks for
            anchor = ""
        anchor = unquote(anchor)
        if not address:
            return Lead(page, written, page, anchor, shown)
        if address.startswith(self.root) or f"{address}/" == self.root:
            address = address[len(self.root) :]
        elif _ELSEWHERE.match(address):
            return None
        elif address.startswith("/"):
            if not address.startswith(self._base):
                return None  # somebody else's part of the same host
            address = address[len(self._base) :]
        else:
            address = f"{posixpath.dirname(page)}/{address}"
        path = unquote(address)
        found = posixpath.normpath(f"/{path}").lstrip("/")
        if not found or path.endswith(("/", "/.", "/..")):
            found = f"{found}/index.html".lstrip("/")
        return Lead(page, written, found, anchor, shown)


def _attributes(html: bytes) -> dict[str, set[bytes]]:
    """What the attributes of a page hold that lead somewhere, or that are led to, by their name.

    To split takes half of the time of a pattern, a tenth where a page has no such attribute.
    """
    html = html.replace(b"\n", b" ")
    found = {name: _quoted(html, name, b'"') for name in _NAMES}
    if b"'" in html and b"='" in html:  # hardly any has the first, which is found at once
        for name in _NAMES:
            found[name] |= _quoted(html, name, b"'")
    return found


def _quoted(html: bytes, name: str, quote: bytes) -> set[bytes]:
    _, *rest = html.split(b" %b=%b" % (name.encode(), quote))
    return {one.partition(quote)[0] for one in rest}


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def files_of(path: str) -> tuple[str, ...]:
    """What a server gives for a path: its file, or the page of a folder without its slash."""
    return path, f"{path}/index.html"


def anchors_of(html: bytes) -> set[str]:
    """The anchors of a page."""
    found = _attributes(html)
    return {unescape(_text(value)) for value in found["id"] | found["name"]}
