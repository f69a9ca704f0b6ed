"""What a reader sees of a Markdown text, each part with its place in that text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from portevoix.checks.markdown.mask import OBJECT, Comment
from portevoix.values import dataclass


class Shape(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"  # title of a call-out or of a tab, caption of a figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of visible text that no sentence crosses."""

    shape: Shape
    start: int  # in the visible text
    end: int
    at: int  # in the source
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    level: int
    text: str
    id: str  # "" unless written
    at: int  # in the source
    html: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    text: str  # what the reader sees, pictures left out
    target: str
    at: int
    label: str = ""  # aria-label, which replaces the text
    bare: bool = False  # an address written as it stands
    pictured: bool = False  # holds a picture or an icon


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    alt: str
    target: str
    at: int
    decorative: bool = False  # said in so many words
    alt_written: bool = True  # False: <img> without alt


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One tag of raw HTML."""

    name: str
    attributes: Mapping[str, str] = field(hash=False)
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    source: str = field(repr=False)
    text: str  # what the reader sees, code as U+FFFC, blocks parted by a line end
    starts: tuple[int, ...] = field(repr=False)  # of each run, in the visible text
    origins: tuple[int, ...] = field(repr=False)  # of each run, in the source
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    images: tuple[Image, ...] = ()
    elements: tuple[Element, ...] = ()
    comments: tuple[Comment, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict, hash=False)
    line_starts: tuple[int, ...] = field(repr=False)

    def origin(self, at: int) -> int:
        """Where a character of the visible text stands in the source."""
        if not self.starts:
            return 0
        run = max(bisect_right(self.starts, at) - 1, 0)
        return self.origins[run] + at - self.starts[run]

    def run_end(self, at: int) -> int:
        """Up to where the visible text is an unbroken copy of the source."""
        run = bisect_right(self.starts, at)
        return self.starts[run] if run < len(self.starts) else len(self.text)

    def line_of(self, at: int) -> int:
        """The line, from 0, of a place in the source."""
        return bisect_right(self.line_starts, at) - 1

    def column_of(self, at: int) -> int:
        """The column, from 1, of a place in the source."""
        return at - self.line_starts[self.line_of(at)] + 1

    def block_at(self, at: int) -> Block | None:
        """The block of a place in the visible text."""
        place = bisect_right(self.blocks, at, key=lambda block: block.start) - 1
        return self.blocks[place] if place >= 0 else None

    def prose(self) -> Iterator[tuple[int, str]]:
        """Place in the visible text and words of each block meant to be read as sentences."""
        for block in self.blocks:
            if block.shape in (Shape.PARAGRAPH, Shape.ITEM) and not block.quoted:
                yield block.start, self.text[block.start : block.end].replace(OBJECT, " ")

    def words_of(self, block: Block) -> str:
        return self.text[block.start : block.end].replace(OBJECT, "")
