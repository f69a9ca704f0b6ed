"""The inside of one block: visible text, links, pictures and tags, in one pass."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import field, replace

from portevoix.checks.markdown.blocks import Piece
from portevoix.checks.markdown.document import Block, Element, Heading, Hyperlink, Image, Shape
from portevoix.checks.markdown.mask import NOTHING, OBJECT
from portevoix.checks.markdown.target import attribute_list, attributes_of, destination
from portevoix.values import dataclass

# Each choice starts with a plain character: `re` then leaps from one to the next, ten times faster.
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n])|\*\**|__*|~~|==|\^\^|!\[|\[|\]|<|&(?=[#A-Za-z])|https?://|\n|\{"
    rf"|:[a-z][a-z0-9_+-]{{1,60}}:|{NOTHING}[{NOTHING}{OBJECT}]*|{OBJECT}[{NOTHING}{OBJECT}]*"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(rf"https?://[^\s<>\[\]\"«»“”{NOTHING}{OBJECT}]*")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto|tel):[^\s<>]{1,2000})>")
_MAIL = re.compile(r"<([^\s<>@:]{1,100}@[^\s<>@:]{1,200})>")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/>])")
_TAG_SIGN = re.compile(r"[\"'<>]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]{1,80}\]")

_BREAKS_LIST = """
address article aside blockquote br caption center dd details div dl dt figure form
footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p section summary table tbody td
tfoot th thead tr ul
"""
_BREAKS = frozenset(_BREAKS_LIST.split())
_CAPTIONS = frozenset(("figcaption", "caption", "summary"))
_KEPT_LIST = """
audio embed frame iframe img input link object script source style track video
"""
_KEPT = frozenset(_KEPT_LIST.split())


@dataclass(slots=True)
class Seen:
    """All that was found so far; grows block by block."""

    references: dict[str, str]
    text: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)  # <abbr title>


@dataclass(slots=True)
class _Open:
    """A bracket or an <a> that may become a link."""

    at: int  # in the block's source
    pieces: int
    length: int
    links: int
    images: int
    image: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def scan(piece: Piece, seen: Seen) -> None:
    """Add what `piece` holds to `seen`."""
    _Scan(piece, seen).run()


class _Scan:
    def __init__(self, piece: Piece, seen: Seen) -> None:
        self.piece = piece
        self.seen = seen
        self.source = "\n".join(text for _, text in piece.lines)
        self.line_at: list[int] = []
        at = 0
        for _, text in piece.lines:
            self.line_at.append(at)
            at += len(text) + 1
        self.shape = piece.shape
        self.level = piece.level
        self.opened: list[_Open] = []
        self.anchors: list[_Open] = []
        self.abbreviation: tuple[int, str] | None = None
        self.block_start = seen.length
        self.block_at = piece.lines[0][0]
        self.html_heading: Heading | None = None
        self.quotes_count = True  # False once a quote in a tag never closed

    def run(self) -> None:
        source, seen = self.source, self.seen
        at, length = 0, len(source)
        while at < length:
            found = _SPECIAL.search(source, at)
            if found is None:
                self.emit(source[at:], at)
                break
            start = found.start()
            if start > at:
                self.emit(source[at:start], at)
            at = self.special(found[0], start, found.end())
        if self.shape is Shape.HEADING and self.html_heading is None:
            words = "".join(seen.text[self.first_piece() :]).replace(OBJECT, "").strip()
            id = attribute_list(self.piece.attributes).get("id", "")
            at = self.piece.lines[0][0]
            seen.headings.append(Heading(level=self.level, text=words, id=id, at=at))
        self.close()

    def first_piece(self) -> int:
        """Where the text of the current block starts in the list of pieces."""
        seen, left = self.seen, self.seen.length - self.block_start
        place = len(seen.text)
        while left > 0 and place > 0:
            place -= 1
            left -= len(seen.text[place])
        return place

    def origin(self, at: int) -> int:
        """The place in the whole source of a place in the block's."""
        line = bisect_right(self.line_at, at) - 1 if len(self.line_at) > 1 else 0
        return self.piece.lines[line][0] + at - self.line_at[line]

    def emit(self, text: str, at: int) -> None:
        self.put(text, self.origin(at))

    def put(self, text: str, origin: int) -> None:
        seen = self.seen
        if not seen.starts or seen.origins[-1] + seen.length - seen.starts[-1] != origin:
            seen.starts.append(seen.length)
            seen.origins.append(origin)
        seen.text.append(text)
        seen.length += len(text)

    def close(self) -> None:
        """End the current block of visible text, and part it from the next."""
        seen = self.seen
        if seen.length > self.block_start:
            block = Block(
                shape=self.shape,
                start=self.block_start,
                end=seen.length,
                at=self.block_at,
                quoted=self.piece.quoted,
            )
            seen.blocks.append(block)
            seen.starts.append(seen.length)  # the line end stands for no character of the source
            seen.origins.append(-1)
            seen.text.append("\n")
            seen.length += 1
        self.block_start = seen.length

    def special(self, mark: str, start: int, end: int) -> int:
        source, first = self.source, mark[0]
        if first in "*_":
            before = source[start - 1 : start] or " "
            after = source[end : end + 1] or " "
            alone = before.isspace() and after.isspace()
            inside = first == "_" and before.isalnum() and after.isalnum()
            if alone or inside:
                self.emit(mark, start)
            return end
        if first == "\n":
            if source[start - 2 : start] == "  ":
                self.break_here(end)
            else:
                self.emit(" ", start)
            return end
        if mark in ("[", "!["):
            if mark == "[" and (note := _FOOTNOTE.match(source, start)):
                return note.end()
            self.opened.append(self.opening(start, image=mark == "!["))
            return end
        if first == "]":
            return self.bracket(start, end)
        if first == "<":
            return self.angle(start, end)
        if first == "h":
            return self.address(start)
        if first == "&" and (entity := _ENTITY.match(source, start)):
            self.put(html.unescape(entity[0])[:1], self.origin(start))
            return entity.end()
        if first == "\\":
            if source[end : end + 1] == "\n":
                self.break_here(end + 1)
                return end + 1
            self.emit(source[end : end + 1], end)
            return end + 1
        if first == "{":
            attributes, stop = attributes_of(source, start)
            if attributes is not None:
                return stop
        if first in "&{":
            self.emit(mark, start)
        elif first == ":" or OBJECT in mark:
            self.emit(OBJECT, start)
        return end  # ~~, ==, ^^ and what nobody sees

    def break_here(self, at: int) -> None:
        self.close()
        self.block_at = self.origin(at)

    def opening(self, at: int, *, image: bool = False) -> _Open:
        seen = self.seen
        return _Open(
            at, len(seen.text), seen.length, len(seen.links), len(seen.images), image=image
        )

    def inside(self, opened: _Open) -> str:
        return "".join(self.seen.text[opened.pieces :])

    def forget(self, opened: _Open) -> None:
        """Take back the text put since a bracket was opened."""
        seen = self.seen
        del seen.text[opened.pieces :]
        seen.length = opened.length
        while seen.starts and seen.starts[-1] >= seen.length:
            seen.starts.pop()
            seen.origins.pop()

    def bracket(self, start: int, end: int) -> int:
        source, seen = self.source, self.seen
        if not self.opened:
            return end
        opened = self.opened.pop()
        follows = source[end : end + 1]
        target, stop = "", -1
        if follows == "(":
            target, stop = destination(source, end)
        elif follows == "[":
            closing = source.find("]", end, end + 200)
            if closing > 0:
                name = source[end + 1 : closing] or source[opened.at : start].lstrip("![")
                target = seen.references.get(name.casefold().strip(), "")
                stop = closing + 1 if target else -1
        elif seen.references and start - opened.at <= 200:
            name = source[opened.at : start].lstrip("![")
            target = seen.references.get(name.casefold().strip(), "")
            stop = end if target else -1
        if stop < 0:
            return end  # not a link: its words stand, its brackets matter to no rule
        attributes, after = attributes_of(source, stop)
        attributes, stop = (attributes, after) if attributes is not None else ({}, stop)
        if opened.image:
            alt = self.inside(opened).replace(OBJECT, "").strip()
            self.forget(opened)
            image = Image(
                alt=alt,
                target=target,
                at=self.origin(opened.at),
                decorative=_decorative(attributes),
            )
            seen.images.append(image)
            self.put(OBJECT, self.origin(opened.at))
            return stop
        text = self.inside(opened)
        if OBJECT in text and (written := _ADDRESS.fullmatch(source[opened.at + 1 : start])):
            text = written[0]
        del seen.links[opened.links :]
        link = Hyperlink(
            text=text.replace(OBJECT, "").strip(),
            target=target,
            at=self.origin(opened.at),
            label=attributes.get("aria-label", ""),
            pictured=OBJECT in text or len(seen.images) > opened.images,
        )
        seen.links.append(link)
        # A link holds no link: what opened before this one is text.
        self.opened = [one for one in self.opened if one.image] if self.opened else self.opened
        return stop

    def address(self, start: int) -> int:
        found = _ADDRESS.match(self.source, start)
        assert found is not None
        url = found[0].rstrip(".,;:!?'’*_)" if "(" not in found[0] else ".,;:!?'’*_")
        link = Hyperlink(text=url, target=url, at=self.origin(start), bare=True)
        self.seen.links.append(link)
        self.emit(OBJECT, start)
        return start + max(len(url), 1)

    def angle(self, start: int, end: int) -> int:
        source = self.source
        if found := _AUTOLINK.match(source, start):
            link = Hyperlink(text=found[1], target=found[1], at=self.origin(start), bare=True)
            self.seen.links.append(link)
            self.emit(OBJECT, start)
            return found.end()
        if found := _MAIL.match(source, start):
            self.emit(found[1], start + 1)
            return found.end()
        tag = _TAG.match(source, start)
        closing = self.tag_end(tag.end()) if tag else -1
        if tag is None or closing < 0:
            self.emit("<", start)
            return end
        name = tag[1].lower()
        if source[start + 1] == "/":
            self.tag_closed(name, closing)
        else:
            self.tag_opened(name, source[tag.end() : closing - 1], start, closing)
        return closing

    def tag_end(self, at: int) -> int:
        """Past the `>` of a tag, which may stand in a quoted value before; -1 without one."""
        source = self.source
        while found := _TAG_SIGN.search(source, at):
            at = found.end()
            if found[0] == ">":
                return at
            if found[0] == "<":
                return -1
            if self.quotes_count:
                closing = source.find(found[0], at)
                self.quotes_count = closing >= 0
                at = closing + 1 if closing >= 0 else at
        self.quotes_count = False
        return -1

    def tag_opened(self, name: str, inner: str, start: int, end: int) -> None:
        seen = self.seen
        attributes = attribute_list(inner) if inner else {}
        if name in _KEPT:
            seen.elements.append(Element(name=name, attributes=attributes, at=self.origin(start)))
        if name in _BREAKS or name == "figcaption":
            self.break_here(end)
            if name == "li":
                self.shape = Shape.ITEM
            elif name in ("td", "th"):
                self.shape = Shape.CELL
            elif name in _CAPTIONS:
                self.shape = Shape.CAPTION
            elif name in ("p", "div"):
                self.shape = Shape.PARAGRAPH
        if name == "img":
            image = Image(
                alt=html.unescape(attributes.get("alt", "")).strip(),
                target=attributes.get("src", ""),
                at=self.origin(start),
                decorative=_decorative(attributes),
                alt_written="alt" in attributes,
            )
            seen.images.append(image)
            self.emit(OBJECT, start)
        elif name == "a" and "href" in attributes and len(self.anchors) < 20:
            opened = self.opening(start)
            opened.attributes = attributes
            self.anchors.append(opened)
        elif name == "abbr" and attributes.get("title"):
            self.abbreviation = (len(seen.text), html.unescape(attributes["title"]))
        elif name in _HEADINGS:
            id = attributes.get("id", "")
            at = self.origin(start)
            self.html_heading = Heading(level=int(name[1]), text="", id=id, at=at, html=True)
            self.shape = Shape.HEADING

    def tag_closed(self, name: str, end: int) -> None:
        seen = self.seen
        if name == "a" and self.anchors:
            opened = self.anchors.pop()
            text = self.inside(opened)
            link = Hyperlink(
                text=text.replace(OBJECT, "").strip(),
                target=html.unescape(opened.attributes.get("href", "")),
                at=self.origin(opened.at),
                label=opened.attributes.get("aria-label", ""),
                pictured=OBJECT in text or len(seen.images) > opened.images,
            )
            seen.links.append(link)
        elif name == "abbr" and self.abbreviation:
            place, title = self.abbreviation
            seen.named.setdefault("".join(seen.text[place:]).strip(), title)
            self.abbreviation = None
        elif name in _HEADINGS and self.html_heading:
            words = "".join(seen.text[self.first_piece() :]).replace(OBJECT, "").strip()
            seen.headings.append(replace(self.html_heading, text=words))
            self.html_heading = None
        if name in _BREAKS or name == "figcaption":
            self.break_here(end)
            if name in _HEADINGS or name in _CAPTIONS:
                self.shape = Shape.PARAGRAPH


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _decorative(attributes: dict[str, str]) -> bool:
    """Whether someone declared that a picture only decorates."""
    return (
        attributes.get("role") in ("presentation", "none")
        or attributes.get("aria-hidden") == "true"
        or "decorative" in attributes.get("class", "").split()
        or attributes.get("data-decorative") in ("", "true")
    )
