"""The files that a text names: told from its Markdown, before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import regex

# Comments, fenced blocks and code in a line: `re` leaps to the signs that they begin with, a fenced
# block with the end of the line before it, which stays.
_CODE = re.compile(
    r"[<\n`](?:(?<=<)!--.*?(?:-->|\Z)"
    r"|(?<=(\n))(?P<fence> {0,3}(?:`{3,}|~{3,}))[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<=`)(?<!``)(?P<ticks>`{0,2})(?!`)[^`\n]{1,500}`(?P=ticks)(?!`))",
    re.DOTALL | re.MULTILINE,
)
_LINK = r"""\]\(\s*<([^<>\n]{1,500})>|\]\(\s*((?:[^()\s<>]|\([^()\s]{0,200}\)){1,500})"""
_REFERENCE = r"""^ {0,3}\[[^\[\]\n]{1,200}\]:\s*<?([^\s<>]{1,500})"""
_ATTRIBUTE = r"""\s(?:src|href|poster|srcset|data)\s*=\s*(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'<>]{1,500}))"""
# Of these, what a text holds the sign of: links alone, as most do, are found ten times as fast.
_SIGNS = (("](", _LINK), ("]:", _REFERENCE), ("=", _ATTRIBUTE))


@cache
def _named(patterns: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(patterns), regex.MULTILINE | regex.IGNORECASE)


_ELSEWHERE = regex.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:|//|#|\?")
_TEXTS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", "/")
MOST = 500  # names of one text


def files_named(body: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """The addresses of files of this site in a body, and those of `more` that are any, as written
    and without query and anchor; what stands in comments or as code names nothing.

    >>> files_named("![a](x/y.png?v=2) [b](autre.md) <!-- [c](z.pdf) --> <img src='é%20.jpg'>")
    ('x/y.png', 'é%20.jpg')
    """
    found: dict[str, None] = {}
    if "](" in body or "]:" in body or "=" in body:
        text = _without_code(body) if "`" in body or "<!--" in body or "~~~" in body else body
        patterns = tuple(pattern for sign, pattern in _SIGNS if sign in text)
        for match in _named(patterns).finditer(text) if patterns else ():
            written = next(filter(None, match.groups()))
            for one in written.split(",") if "," in written and " " in written else (written,):
                found[one] = None
                found[one.strip().partition(" ")[0]] = None  # of a srcset
    found |= dict.fromkeys(more)
    named = (one.strip().partition("#")[0].partition("?")[0] for one in found)
    kept = (one for one in named if one and not _ELSEWHERE.match(one) and not one.endswith(_TEXTS))
    return tuple(list(dict.fromkeys(kept))[:MOST])


def _without_code(body: str) -> str:
    return _CODE.sub(r"\1", f"\n{body}")[1:]
