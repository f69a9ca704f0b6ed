"""Pictures within a clean body: how large they are, a lighter sibling, a word where one is gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote, unquote, urljoin

from portevoix.body.tags import Attributes, read_attributes, tag, tags_named, without
from portevoix.language import say
from portevoix.values import dataclass

_TAGS = tags_named({"a", "img", "picture", "source", "video"})
_ADDRESSES = {"a": ("href",), "source": ("src", "srcset"), "video": ("poster",)}
_PIXELS = re.compile(r"\s*(\d{1,5})\s*(?:px)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page needs to know of a picture of the site."""

    width: int = 0  # pixels; 0 when it does not say
    height: int = 0
    suffix: str = ""  # of a lighter sibling, after the picture's whole name
    sibling_type: str = ""  # media type
    gone: bool = False  # it must not be shown any more


Find = Callable[[str], Shown | None]  # by path below the site root; None: no picture of the site


def picture(html: str, find: Find, *, page_url: str, root: str, lang: str, plain: bool) -> str:
    """The body with true sizes on its pictures, and lighter siblings unless it must stay `plain`.

    `html` is what `clean` gave; `root` is the site's address. Pictures that are gone leave a
    sentence, and links to them their text. Doing it again changes nothing.
    """
    if not ("<img" in html or "<a " in html or "<video" in html):
        return html
    return _Walk(html, find, page_url, root, lang, plain).text()


class _Walk:
    def __init__(
        self, html: str, find: Find, page_url: str, root: str, lang: str, plain: bool
    ) -> None:
        self.html = html
        self.find = find
        self.page_url = page_url
        self.root = root
        self.lang = lang
        self.plain = plain
        self.inside = 0  # of picture elements
        self.unlinked = False  # within a link that leads nowhere any more

    def text(self) -> str:
        parts: list[str] = []
        done = 0
        for found in _TAGS.finditer(self.html):
            replacement = self._tag(found[1] + found[2], found[3])
            if replacement is not None:
                parts += self.html[done : found.start()], replacement
                done = found.end()
        return "".join([*parts, self.html[done:]])

    def _tag(self, name: str, written: str) -> str | None:
        """What takes the place of a tag; None when it stays as it is."""
        if name in ("picture", "/picture"):
            self.inside = max(0, self.inside + (1 if name == "picture" else -1))
            return None
        if name == "/a" and self.unlinked:
            self.unlinked = False
            return "</span>"
        if name.startswith("/") or not written:
            return None
        attributes = read_attributes(written)
        if name == "img":
            return self._image(attributes)
        lost = [
            key
            for key in _ADDRESSES[name]
            if any(self._gone(one) for one in _addresses(key, attributes.get(key, "")))
        ]
        if not lost:
            return None
        if name == "a":
            self.unlinked = True
            return "<span>"
        return "" if name == "source" else tag(name, without(attributes, *lost))

    def _image(self, attributes: Attributes) -> str | None:
        shown = self._shown(attributes.get("src", ""))
        candidates = _addresses("srcset", attributes.get("srcset", ""))
        if shown and shown.gone:
            return tag("span", {"class": "picture-gone"}) + _gone(self.lang) + "</span>"
        kept = attributes
        if any(self._gone(one) for one in candidates):
            kept = without(kept, "srcset", "sizes")
        if shown and shown.width and shown.height:
            kept = kept | _size(kept, shown)
        image = None if kept == attributes else tag("img", kept)
        sibling = shown and shown.suffix and not (self.plain or self.inside or candidates)
        if not (shown and sibling):
            return image
        address = _without_query(attributes["src"])
        lighter = {"srcset": _in_srcset(address + quote(shown.suffix)), "type": shown.sibling_type}
        return f"<picture>{tag('source', lighter)}{image or tag('img', attributes)}</picture>"

    def _gone(self, address: str) -> bool:
        shown = self._shown(address)
        return shown is not None and shown.gone

    def _shown(self, address: str) -> Shown | None:
        if not address or address.startswith("#"):
            return None
        try:
            whole = urljoin(self.page_url, _without_query(address))
        except ValueError:
            return None
        if not whole.startswith(self.root):
            return None
        return self.find(posixpath.normpath(unquote(whole.removeprefix(self.root))))


def _gone(lang: str) -> str:
    return escape(say(lang, "pictures.withdrawn"))


def _size(attributes: Attributes, shown: Shown) -> Attributes:
    """The true size, or what the author chose for one side with the other in proportion."""
    chosen = {key: attributes[key] for key in ("width", "height") if attributes.get(key)}
    pixels = {key: found[1] for key in chosen if (found := _PIXELS.fullmatch(chosen[key]))}
    if len(pixels) < len(chosen):
        return {}  # a share of the column: the style sheet keeps the proportion
    if width := int(pixels.get("width", 0)):
        height = max(1, round(shown.height * width / shown.width))
    elif height := int(pixels.get("height", 0)):
        width = max(1, round(shown.width * height / shown.height))
    else:
        width, height = shown.width, shown.height
    return {"width": str(width), "height": str(height)}


def _addresses(key: str, written: str) -> list[str]:
    if key != "srcset":
        return [written] if written else []
    return [part.split()[0] for part in written.split(",") if part.split()]


def _without_query(address: str) -> str:
    """An address without what says nothing of its file."""
    return re.split(r"[?#]", address, maxsplit=1)[0]


def _in_srcset(address: str) -> str:
    """Spaces and commas part the candidates of a srcset."""
    return address.strip().replace(" ", "%20").replace(",", "%2C")
