"""The words of a text."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+")
_WORD = re.compile(r"[^\W_][^\W_]*+(?:[’'\-·.][^\W_]++)*+")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def how_many_words(text: str) -> int:
    """The number of `words`, told at once where one stands by itself between two spaces."""
    parts = text.split()
    others = [part for part in parts if not part.isalnum()]
    return len(parts) - len(others) + len(words(" ".join(others)))


def count_words(text: str) -> int:
    """How many words a person would count; signs and codes are none."""
    parts = text.split()
    return len([part for part in parts if part[0].isalnum() or any(map(str.isalnum, part))])


def folded(text: str) -> str:
    """Lower case without accents, apostrophes typed either way made one."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return _ACCENTS.sub("", parted)
