"""Rendered HTML where acronyms say their full names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>", re.DOTALL)
# What stands inside is code, or already spelt out, or no text of the page.
_CLOSED = frozenset(
    (
        "abbr",
        "code",
        "kbd",
        "pre",
        "samp",
        "script",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    )
)
_WORD = re.compile(r"[^\W_][\w.&-]*\w")


def expand(page: str, glossary: Mapping[str, str]) -> str:
    """Rendered HTML where the first use of each acronym says its full name; the rest untouched."""
    left = {name: full for name, full in glossary.items() if name in page}
    return "".join(_expanded(page, left)) if left else page


def _expanded(page: str, left: dict[str, str]) -> Iterator[str]:
    at, closed = 0, ""
    for tag in _TAG.finditer(page):
        text = page[at : tag.start()]
        yield text if closed or not left else _marked(text, left)
        yield tag[0]
        at = tag.end()
        name = (tag[2] or "").lower()
        if closed:
            closed = "" if tag[1] and name == closed else closed
        elif name in _CLOSED and not tag[1] and not tag[0].endswith("/>"):
            closed = name
    text = page[at:]
    yield text if closed or not left else _marked(text, left)


def _marked(text: str, left: dict[str, str]) -> str:
    def spelt(found: re.Match[str]) -> str:
        name = left.pop(found[0], None)
        if name is None:
            return found[0]
        return f'<abbr title="{html.escape(name)}">{found[0]}</abbr>'

    return _WORD.sub(spelt, text)
