"""The first paragraph that a reader of a clean body would call its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from portevoix.body.policy import DRAWING
from portevoix.body.tags import TAG, read_attributes
from portevoix.text import one_line

# What stands beside the text, or is no text: nothing in there is ever a post's summary.
_BESIDE = frozenset(
    {
        *("table", "pre", "figure", "figcaption", "nav", "form", "ul", "ol", "dl", "header"),
        *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "menu", "audio", "video"),
        *("object", "template", "dialog"),
    }
)
_BESIDE_CLASSES = frozenset(
    {"footnote", "toc", "highlight", "arithmatex", "tabbed-labels", "critic"}
)
# Text all the same, when a post holds no other.
_APART = frozenset({"aside", "blockquote", "details"})
_APART_CLASSES = frozenset({"admonition"})
# Inside a paragraph: what its text does without.
_DROPPED = DRAWING | {
    "button",
    "del",
    "s",
    "strike",
    "rt",
    "rp",
    "audio",
    "video",
    "object",
    "math",
}
_DROPPED_CLASSES = frozenset(
    {"headerlink", "footnote-ref", "footnote-backref", "critic", "arithmatex"}
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_](?=[’'\s])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
MOST = 2_000  # characters of a paragraph that are looked at


def prose(html: str) -> Iterator[str]:
    """The paragraphs of what `clean` gave, each as text on one line: those of the text itself, then
    those that stand apart in it (quotations, notices to open). Captions, tables, code, lists, notes
    and tables of contents are none, nor are paragraphs without words."""
    apart: list[str] = []
    for text, stands_apart in _paragraphs(html):
        if not _WORD.search(_ADDRESS.sub("", text)):
            continue
        if stands_apart:
            apart.append(text)
        else:
            yield text
    yield from apart


def _paragraphs(html: str) -> Iterator[tuple[str, bool]]:
    beside: list[str] = []  # names of the elements that are open since one that is no text
    apart = 0
    opened: list[bool] = []  # of blocks: whether each set its text apart
    names: list[str] = []
    done = 0
    for found in TAG.finditer(html):
        if found.start() < done:
            continue
        slash, name, written = found.groups()
        name = name.lower()
        if name in _VOID:
            continue
        if beside:
            if not slash:
                beside.append(name)
            elif name in beside:
                while beside.pop() != name:
                    pass
            continue
        if slash:
            if name in names:
                while True:
                    apart -= opened.pop()
                    if names.pop() == name:
                        break
            continue
        classes = _classes(written)
        if name in _BESIDE or _BESIDE_CLASSES & classes:
            beside.append(name)
        elif name == "p":
            end = html.find("</p>", found.end())
            end = len(html) if end < 0 else end
            done = end
            if not any(one.endswith("-title") or one == "caption" for one in classes):
                yield _text(html[found.end() : end]), apart > 0
        else:
            sets = name in _APART or bool(_APART_CLASSES & classes)
            names.append(name)
            opened.append(sets)
            apart += sets


def _text(inside: str) -> str:
    """The text of a paragraph's HTML on one line."""
    parts: list[str] = []
    done = 0
    for found in TAG.finditer(inside):
        if found.start() < done:
            continue
        slash, name, written = found.groups()
        parts.append(inside[done : found.start()])
        done = found.end()
        if name == "br":
            parts.append(" ")
        elif not slash and (name in _DROPPED or _DROPPED_CLASSES & _classes(written)):
            done = _end(inside, name, done)
    return one_line(unescape("".join([*parts, inside[done:]]))[:MOST]).strip()


def _end(html: str, name: str, start: int) -> int:
    """Where an element that is open at `start` ends, those of its name within it counted."""
    depth = 1
    for found in TAG.finditer(html, start):
        if found[2] == name:
            depth += -1 if found[1] else 1
            if not depth:
                return found.end()
    return len(html)


def _classes(written: str) -> frozenset[str]:
    if "class=" not in written:
        return frozenset()
    return frozenset(read_attributes(written).get("class", "").split())
