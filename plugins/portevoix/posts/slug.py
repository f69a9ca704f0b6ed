"""Addresses made of French words: ASCII, lower case, words parted by hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import regex

# Letters that compatibility decomposition leaves whole.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_NUMBER_SIGN = regex.compile(r"\bn[°º]\s*(?=\d)")
_INVISIBLE = regex.compile(r"[\p{Mn}\p{Cf}]+")  # accents once parted, joiners, soft hyphens
_GAPS = re.compile(r"[^a-z0-9]+")
MAX_LENGTH = 80  # characters; networks show addresses, a longer one is cut at a hyphen


@lru_cache(maxsize=20_000)  # the same tags, categories and words come back in every list
def slugify(text: str, separator: str = "-") -> str:
    """The address of a text.

    Empty when it holds no Latin letter and no digit: the caller says what to do then.

    >>> slugify("L'été à l'école n°3")
    'l-ete-a-l-ecole-n3'
    """
    text = text.casefold()
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", _NUMBER_SIGN.sub("n", text)).translate(_LETTERS)
        text = _INVISIBLE.sub("", letters)
    return _cut(_GAPS.sub("-", text).strip("-"), MAX_LENGTH).replace("-", separator)


def slug_with(slug: str, end: str) -> str:
    """An address told from its like by its end, which no cut takes away again.

    >>> slugify(slug_with("mot-" * 20, "2026-03-12"))[-14:]
    'mot-2026-03-12'
    """
    return f"{_cut(slug, MAX_LENGTH - len(end) - 1).strip('-')}-{end}"


def _cut(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    head = words[: most + 1]
    return head[: head.rfind("-")] if "-" in head else words[:most]


def heading_id(text: str, separator: str) -> str:
    """The id of a heading, for the table of contents of Python-Markdown."""
    return slugify(text, separator) or "section"
