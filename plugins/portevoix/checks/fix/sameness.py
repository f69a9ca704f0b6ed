"""Whether two renderings of a text say the same to a reader, spaces apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

from markdown import Markdown

# What sites commonly set; a command that knows the site renders as the site does.
_EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tasklist"),
)
_TOKEN = re.compile(r"<!--.*?-->|<[^<>]*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(.*)>", re.DOTALL)
# Attributes that are read aloud or shown: text, spaced as text is.
_READ = re.compile(r"(?<=\s)(alt|title|aria-label)=(\"[^\"]*\"|'[^']*')")
_KEPT = frozenset({"pre", "code", "script", "style", "kbd", "samp", "textarea"})
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u200b\ufeff]+")
_HEADING = re.compile(r"h[1-6]")


@lru_cache(maxsize=1)
def _parser() -> Markdown:
    return Markdown(extensions=list(_EXTENSIONS))


def render(text: str) -> str:
    parser = _parser()
    parser.reset()
    return parser.convert(text)


def shape(html: str, *, levels: bool = True, letters: bool = True) -> list[str]:
    """A rendering without the spaces of its text; code, addresses and tags stay as they are.

    `levels` tells headings apart, `letters` signs that look alike.
    """
    found: list[str] = []
    kept = 0
    for token in _TOKEN.findall(html):
        if match := _TAG.fullmatch(token):
            slash, name, rest = match.groups()
            name = name.lower()
            kept += (-1 if slash else 1) if name in _KEPT else 0
            if not levels and _HEADING.fullmatch(name):
                name, rest = "h", ""
            told = _READ.sub(lambda one: f"{one[1]}={_bare(one[2], letters)}", rest)
            found.append(f"<{slash}{name}{told}>")
            continue
        text = unescape(token)
        if kept <= 0:
            text = _bare(text, letters)
        if not text:
            continue
        if found and not found[-1].startswith("<"):
            found[-1] += text
        else:
            found.append(text)
    return found


def _bare(text: str, letters: bool) -> str:
    if not letters:
        text = unicodedata.normalize("NFKC", text)
    return _SPACES.sub("", text)
