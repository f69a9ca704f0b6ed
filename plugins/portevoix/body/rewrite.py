"""What each tag of a post becomes on our pages: façades, lazy pictures, careful links."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from portevoix.body.addresses import Address, Place, loads_here, read_address
from portevoix.body.policy import FRAME
from portevoix.body.tags import Attributes, read_attributes, tag, tags_named, without
from portevoix.language import say

_ALIGNED = re.compile(r"text-align:\s*(left|center|right)")
_BACK = re.compile(r"Jump back to footnote (\d+) in the text")
_SOURCES = re.compile(r"<source([^>]*)>")
# Material loads its diagram engine from another host when it meets this class.
_ENGINES = frozenset({"mermaid"})
# Emoji that an extension drew with pictures of another host: their text says as much.
_EMOJI = frozenset({"emojione", "gemoji", "twemoji"})
_RELATIONS = frozenset({"author", "external", "license", "me", "nofollow", "noreferrer", "ugc"})
_PRELOADS = frozenset({"none", "metadata"})


class Rewriting:
    """One walk over the tags of a body; `html` must come from nh3."""

    def __init__(self, html: str, page_url: str, lang: str) -> None:
        self.html = html
        self.page_url = page_url
        self.lang = lang
        self.in_link = False

    def text(self) -> str:
        parts: list[str] = []
        done = 0
        for found in _RULED.finditer(self.html):
            rule = _RULES.get(found[1] + found[2])
            if rule is None or found.start() < done:
                continue
            replacement, end = rule(self, read_attributes(found[3]), found.end())
            parts += self.html[done : found.start()], replacement
            done = end
        return "".join([*parts, self.html[done:]])

    def read(self, written: str) -> Address:
        return read_address(written, self.page_url)

    def link(self, address: Address, text: str) -> str:
        """A plain link in place of what would have been loaded; text where no link may stand."""
        if address.place not in (Place.HERE, Place.ELSEWHERE):
            return tag("span", {"class": "facade"}) + escape(text) + "</span>"
        if self.in_link:
            return tag("span", {"class": "facade"}) + escape(text) + "</span>"
        rel = {"rel": "noopener"} if address.place is Place.ELSEWHERE else {}
        attributes = {"class": "facade", "href": address.url} | rel
        return tag("a", attributes) + escape(text) + "</a>"

    def facade(self, attributes: Attributes, written: str) -> str:
        address = self.read(written)
        title = attributes.get("title", "").strip()
        if not written or address.place in (Place.NOWHERE, Place.OTHER):
            text = f"{title} ({written})" if title and written else title or written
            return self.link(
                Address(place=Place.NOWHERE, url=""),
                text or say(self.lang, "body.content_unreadable"),
            )
        key = ("titled" if title else "content") + ("" if address.host else "_here")
        return self.link(address, say(self.lang, f"body.{key}", title=title, host=address.host))


Rule = Callable[[Rewriting, Attributes, int], tuple[str, int]]


def _link(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    _worded(walk, attributes)
    walk.in_link = "href" in attributes
    written = attributes.get("href", "")
    address = walk.read(written)
    if address.place is Place.ELSEWHERE:
        rel = [one for one in attributes.get("rel", "").split() if one in _RELATIONS]
        attributes |= {"href": address.url, "rel": " ".join([*rel, "noopener"])}
    elif address.place is Place.NOWHERE:
        walk.in_link = False
        attributes = without(attributes, "href", "rel")
    return tag("a", attributes), end


def _worded(walk: Rewriting, attributes: Attributes) -> None:
    """What Markdown's extensions say in English unless a site sets it, in the language of the post."""
    title = attributes.get("title", "")
    if back := _BACK.fullmatch(title):
        attributes["title"] = say(walk.lang, "body.note_back", number=back[1])
    elif title == "Permanent link":
        attributes["title"] = say(walk.lang, "body.permanent_link")


def _link_end(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    walk.in_link = False
    return "</a>", end


def _image(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    written = attributes.get("src", "")
    alt = attributes.get("alt", "").strip()
    address = walk.read(written)
    if written and address.place is Place.HERE:
        attributes |= {"src": address.url, "loading": "lazy", "decoding": "async"}
        return tag("img", attributes), end
    if {attributes.get("width"), attributes.get("height")} <= {"0", "1"}:
        return "", end  # a counter of visits, not a picture
    if address.place is not Place.ELSEWHERE or _EMOJI & set(attributes.get("class", "").split()):
        return escape(alt), end
    return walk.link(address, alt or say(walk.lang, "body.picture", host=address.host)), end


def _player(name: str) -> Rule:
    def rule(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
        closing = walk.html.find(f"</{name}>", end)
        inner = walk.html[end:closing] if closing >= 0 else ""
        after = closing + len(f"</{name}>") if closing >= 0 else end
        written = [attributes.get("src", "")]
        written += [read_attributes(found).get("src", "") for found in _SOURCES.findall(inner)]
        addresses = [walk.read(one) for one in written if one]
        if not any(address.place is Place.HERE for address in addresses):
            first = next((one for one in written if one), "")
            return walk.facade(attributes, first), after
        attributes |= {"controls": ""}
        if attributes.get("preload") not in _PRELOADS:
            attributes["preload"] = "metadata"
        for key in ("src", "poster"):
            if key in attributes:
                attributes[key] = walk.read(attributes[key]).url
        return tag(name, attributes), end

    return rule


def _source(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    for key in ("src", "srcset"):
        if key in attributes and not all(
            loads_here(part, walk.page_url) for part in attributes[key].replace(",", " ").split()
        ):
            return "", end
    return tag("source", attributes), end


def _track(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    address = walk.read(attributes.get("src", ""))
    here = attributes.get("src") and address.place is Place.HERE
    return (tag("track", attributes | {"src": address.url}) if here else ""), end


def _frame(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    """A frame's own text only says that frames are missing; a frame never closed holds more."""
    closing = walk.html.find(f"</{FRAME}>", end)
    if closing >= 0 and "<" not in walk.html[end:closing]:
        end = closing
    return walk.facade(attributes, attributes.get("src", "")), end


def _embed(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    return walk.facade(attributes, attributes.get("src", "")), end


def _object(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    """An object without an address leaves the word to what it holds, as in a browser."""
    written = attributes.get("data", "")
    if not written:
        return "", end
    closing = walk.html.find("</object>", end)
    return walk.facade(attributes, written), closing if closing >= 0 else end


def _input(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
    wanted = attributes.get("type", "").lower() in ("checkbox", "radio")
    return (tag("input", attributes) if wanted else ""), end


def _cell(name: str) -> Rule:
    def rule(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
        aligned = _ALIGNED.search(attributes.get("style", ""))
        if aligned:
            attributes["align"] = aligned[1]
        return tag(name, without(attributes, "style")), end

    return rule


def _block(name: str) -> Rule:
    def rule(walk: Rewriting, attributes: Attributes, end: int) -> tuple[str, int]:
        if "class" in attributes:
            names = (one for one in attributes["class"].split() if one not in _ENGINES)
            attributes["class"] = " ".join(names)
        return tag(
            name, attributes if attributes.get("class") else without(attributes, "class")
        ), end

    return rule


_RULES: dict[str, Rule] = {
    "a": _link,
    "/a": _link_end,
    "img": _image,
    "audio": _player("audio"),
    "video": _player("video"),
    "source": _source,
    "track": _track,
    FRAME: _frame,
    "frame": _embed,
    "embed": _embed,
    "object": _object,
    "input": _input,
    "td": _cell("td"),
    "th": _cell("th"),
    "pre": _block("pre"),
    "div": _block("div"),
}
_RULED = tags_named({name.removeprefix("/") for name in _RULES})
