"""A masked Markdown text parted into blocks, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from portevoix.checks.markdown.document import Shape
from portevoix.checks.markdown.mask import NOTHING
from portevoix.values import dataclass

_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)")
_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?")
_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]{1,80})\]:[ \t]*(.{0,300})")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]{1,80}\]:[ \t]*")
_CALL_OUT = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+")
_DELIMITERS = re.compile(r"[|:\- \t]+")
_HEADING_ID = re.compile(r"\{[^{}\n]{0,200}\}[ \t]*$")
_MAX_RULE = 200
_TAG_LINES = 20  # of a tag


@dataclass(slots=True)
class Piece:
    """Lines of one block, each as (place in the source, text)."""

    shape: Shape
    level: int = 0  # of a heading
    quoted: bool = False
    attributes: str = ""  # of a heading, as written in braces
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Definitions:
    references: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)


def pieces(masked: str, definitions: Definitions) -> Iterator[Piece]:
    """The blocks of `masked` in order; `definitions` is filled on the way."""
    current: Piece | None = None
    container = 0  # columns that belong to the list or call-out we are in
    after_blank = True
    table = tags = False
    at = 0
    lines = masked.split("\n")
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        text, offset, quoted = _unquoted(line)
        if quoted and current and not current.quoted and _in_tag(current):
            text, offset, quoted = line, 0, False  # this > closes a tag of several lines
        bare = text.strip(_SPACE)
        if not bare:
            if current:
                yield current
            current, after_blank, table = None, True, False
            continue
        indent = len(text) - len(text.lstrip(" \t"))
        if "\t" in text[:indent]:
            indent = len(text[:indent].expandtabs(4))
        stripped = text.lstrip(" \t")
        place = start + offset + len(text) - len(stripped)
        first = stripped[0]
        item = _ITEM.match(stripped) if first in "-*+0123456789" else None
        ruled = first in "-*_" and len(bare) <= _MAX_RULE and _RULE.fullmatch(bare)
        if current and not table and ruled and first == "-" and _setext(current, bare):
            yield _as_heading(current, 2)
            current, after_blank = None, True
            continue
        if ruled:
            if current:
                yield current
            current, after_blank = None, True
            continue
        if first == "=" and current and bare.strip("=") == "" and _setext(current, bare):
            yield _as_heading(current, 1)
            current, after_blank = None, True
            continue
        if indent == 0 and after_blank and not item:
            container = 0
        # Below a tag that stands in the text, an indented one may belong to it.
        code = after_blank and indent - container >= 4 and not (item and container)
        if code and (first != "<" or not tags):
            continue  # indented code; the line before stays blank, so the next one is code too
        tags = tags or first == "<"
        if first == "#" and indent < 4 + container:
            level = len(stripped) - len(stripped.lstrip("#"))
            if level <= 6:
                if current:
                    yield current
                yield _heading(stripped, place, level, quoted)
                current, after_blank = None, True
                continue
        if first in "[*" and (defined := _define(stripped, definitions)):
            if current:
                yield current
            current, after_blank = None, False
            if defined < 0:
                continue
            container = 4
            rest = stripped[defined:]
            current = Piece(Shape.PARAGRAPH, quoted=quoted, lines=[(place + defined, rest)])
            continue
        if first in "!?=" and _CALL_OUT.match(stripped):
            if current:
                yield current
            current, after_blank = None, True
            container = indent + 4
            opening = stripped.find('"')
            closing = stripped.rfind('"')
            if 0 <= opening < closing:
                words = stripped[opening + 1 : closing]
                yield Piece(Shape.CAPTION, quoted=quoted, lines=[(place + opening + 1, words)])
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if "|" in stripped and (first == "|" or table or _delimiters(following)):
            if current and not table:
                yield current
                current = None
            table = True
            if not _delimiters(bare):
                yield from _cells(stripped, place, quoted)
            after_blank = False
            continue
        if item:
            if current:
                yield current
            rest = stripped[item.end() :]
            inner = rest.lstrip(" \t")
            skip = item.end() + len(rest) - len(inner)
            if inner[:4] in ("[ ] ", "[x] ", "[X] "):
                skip += 4
            container = indent + item.end() + 1
            current = Piece(Shape.ITEM, quoted=quoted, lines=[(place + skip, stripped[skip:])])
            after_blank = False
            continue
        if first == ":" and stripped[1:2] in (" ", "\t"):  # a definition list's second half
            if current:
                yield current
            current, container = None, indent + 4
            inner = stripped[1:].lstrip(" \t")
            place += len(stripped) - len(inner)
            stripped = inner
        if current is None:
            current = Piece(Shape.PARAGRAPH, quoted=quoted)
        current.lines.append((place, stripped))
        after_blank = False
    if current:
        yield current


_SPACE = " \t\r\f\v" + NOTHING


def _unquoted(line: str) -> tuple[str, int, bool]:
    """A line without its block-quote marks, how many characters they took, and whether any."""
    if ">" not in line:
        return line, 0, False
    offset = 0
    while True:
        at = offset
        while at < len(line) and line[at] in " \t":
            at += 1
        if line[at : at + 1] != ">":
            return (line[offset:], offset, True) if offset else (line, 0, False)
        offset = at + 1
        if line[offset : offset + 1] == " " and line[offset : offset + 5] != " " * 5:
            offset += 1


def _in_tag(piece: Piece) -> bool:
    """Whether the last lines of a block open a tag that they do not close."""
    text = "\n".join(words for _, words in piece.lines[-_TAG_LINES:])
    at = text.rfind("<")
    return at > text.rfind(">") and text[at + 1 : at + 2].isalpha()


def _setext(piece: Piece, underline: str) -> bool:
    """Whether a line under this paragraph makes a heading of it."""
    return (
        piece.shape is Shape.PARAGRAPH
        and len(piece.lines) == 1
        and " " not in underline
        and not piece.quoted
    )


def _as_heading(piece: Piece, level: int) -> Piece:
    place, text = piece.lines[0]
    return _heading(text, place, level, piece.quoted)


def _heading(text: str, place: int, level: int, quoted: bool) -> Piece:
    inner = text.lstrip("#")
    place += len(text) - len(inner)
    words = inner.lstrip(" \t")
    place += len(inner) - len(words)
    words = words.rstrip(" \t").rstrip("#").rstrip(" \t")
    attributes = ""
    brace = words.rfind("{", max(0, len(words) - 250))
    if words.endswith("}") and brace >= 0 and _HEADING_ID.match(words, brace):
        attributes = words[brace:]
        words = words[:brace].rstrip(" \t")
    return Piece(
        Shape.HEADING, level=level, quoted=quoted, attributes=attributes, lines=[(place, words)]
    )


def _define(text: str, definitions: Definitions) -> int:
    """Whether a line defines something: 0 no, -1 wholly, else where a footnote's text starts."""
    if text[0] == "*":
        if text[1:2] == "[" and (found := _ABBREVIATION.match(text)):
            definitions.abbreviations.setdefault(found[1].strip(), found[2].strip())
            return -1
        return 0
    if text[1:2] == "^":
        footnote = _FOOTNOTE.match(text)
        return footnote.end() if footnote else 0
    if found := _REFERENCE.match(text):
        definitions.references.setdefault(found[1].casefold().strip(), found[2])
        return -1
    return 0


def _delimiters(line: str) -> bool:
    """Whether a line is the one that stands under a table's head."""
    return "-" in line and "|" in line and _DELIMITERS.fullmatch(line) is not None


def _cells(line: str, place: int, quoted: bool) -> Iterator[Piece]:
    at = 0
    for part in line.split("|"):
        words = part.strip(_SPACE)
        if words:
            skip = len(part) - len(part.lstrip(_SPACE))
            yield Piece(Shape.CELL, quoted=quoted, lines=[(place + at + skip, words)])
        at += len(part) + 1
