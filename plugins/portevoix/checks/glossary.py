"""The organisation's acronyms: one more in the file, and each spelt out once in a page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_ENTRY = re.compile(r"([^\s#:\"'][^:]{0,40}|\"[^\"]{1,40}\"|'[^']{1,40}'):(?:\s|$)")
_ACRONYM = re.compile(r"[^\W_][\w.&-]{1,14}")
_PLAIN = re.compile(r"[^\W\d_][\w’'(),. \u00a0-]*")
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


def is_acronym(text: str) -> bool:
    return _ACRONYM.fullmatch(text) is not None


def with_acronym(text: str, acronym: str, name: str) -> str:
    """A glossary's YAML with one more acronym, in its place; all other lines stay as they are."""
    ends = text and not text.endswith("\n")
    lines = f"{text}\n".split("\n") if ends else text.split("\n")
    entry = f"{_scalar(acronym)}: {_scalar(name)}"
    for n, line in enumerate(lines):
        match = _ENTRY.match(line)
        if match and match[1].strip("\"'").casefold() > acronym.casefold():
            return "\n".join((*lines[:n], entry, *lines[n:]))
    return "\n".join((*lines[:-1], entry, ""))


def _scalar(text: str) -> str:
    """Plain where YAML reads it back as it is, else between double quotes."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ")
    words = ("true", "false", "null", "yes", "no", "on", "off", "oui", "non", "y", "n")
    return text if plain and text.lower() not in words else json.dumps(text, ensure_ascii=False)


def write_acronym(path: Path, acronym: str, name: str) -> None:
    text = path.read_text("utf-8") if path.exists() else ""
    part = path.with_name(f"{path.name}.part")
    part.write_text(with_acronym(text, acronym, name), "utf-8")
    part.replace(path)


def expand(page: str, glossary: Mapping[str, str]) -> str:
    """Rendered HTML where the first use of each acronym says its full name; the rest untouched."""
    if not glossary:
        return page
    left = dict(glossary)
    return "".join(_expanded(page, left))


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
