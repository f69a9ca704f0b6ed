"""Hashtags in a text, and whether they read as the words they join."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from portevoix.prose import folded

_HASHTAG = re.compile(r"(?<![\w&/#])#([^\W\d_]\w{1,100})")
_LONG = 11  # lower-case letters from which a hashtag is likely to join words


def hashtags(text: str) -> Iterator[tuple[int, str]]:
    """Place and words of each hashtag, without its sign."""
    if "#" in text:
        for found in _HASHTAG.finditer(text):
            yield found.start(), found[1]


def joined_in_lower_case(tag: str, known: Collection[str]) -> bool:
    """Whether a hashtag joins words without capitals; `known` are single words, folded."""
    if len(tag) < _LONG or any(char.isupper() for char in tag[1:]) or not tag.isalpha():
        return False
    plain = folded(tag)
    return not any(one in known for one in (plain, plain.rstrip("sx"), f"{plain}s"))
