"""Plain words from the start of a Markdown body, for posts that say no message of their own."""

from __future__ import annotations

import html
from itertools import islice

import regex

from portevoix.text import one_line

_SKIPPED = regex.compile(
    r"\s*(?:#|!!!|\?\?\?|\||```|~~~|!\[|\[\^|\*\[|<!--|---+\s*$|\*\*\*+\s*$|:::)"
)
_TAG = regex.compile(r"<[^<>]{0,500}>")
_LINK = regex.compile(
    r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,500}(?:\s[^()]{0,200})?\)|\[[^\[\]]{0,100}\])"
)
_ATTRIBUTES = regex.compile(r"\{[:.#%{][^{}\n]{0,200}\}+|\{\w+=[^{}\n]{0,200}\}")
_FOOTNOTE = regex.compile(r"\[\^[^\[\]]{1,60}\]")
_MARKS = regex.compile(
    r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)|(?<=\S)(\*{1,3}|_{1,3})(?!\w)|`+|^\s*(?:>|[-*+]|\d+[.)])\s+"
)
_MAX = 2_000  # characters of a paragraph that are looked at
_MAX_LINES = 400  # lines of a body that are looked at


def first_paragraph(body: str) -> str:
    """The first paragraph of prose, as plain text on one line; "" when there is none."""
    found: list[str] = []
    for line in islice(body.split("\n"), _MAX_LINES):
        line = line[:_MAX]
        if not line.strip() or _SKIPPED.match(line):
            if text := plain_inline("\n".join(found)):
                return text
            found.clear()
        else:
            found.append(line)
    return plain_inline("\n".join(found))


def plain_inline(markdown: str) -> str:
    """Inline Markdown without its marks: links and emphasis leave their words."""
    text = markdown[:_MAX]
    for pattern, left in (
        (_TAG, " "),
        (_FOOTNOTE, ""),
        (_LINK, r"\1"),
        (_LINK, r"\1"),
        (_ATTRIBUTES, ""),
    ):
        text = pattern.sub(left, text)
    text = _MARKS.sub("", text)
    return one_line(html.unescape(text.replace("\\", ""))).strip()
