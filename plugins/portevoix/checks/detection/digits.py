"""Where numbers stand in a text: several rules go from one to the next."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(r"\d\d*")  # one class first: `re` leaps to it
_GAPS = frozenset(" \u00a0\u202f.-")
_LONG = 6  # digits


@lru_cache(maxsize=64)
def numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each run of digits."""
    return tuple(found.span() for found in _NUMBER.finditer(text))


def long_number(text: str) -> bool:
    """Whether six digits follow each other somewhere, parted by a sign at most."""
    count = reached = 0
    for start, end in numbers(text):
        if start - reached != 1 or text[reached] not in _GAPS:
            count = 0
        count += end - start
        reached = end
        if count >= _LONG:
            return True
    return False
