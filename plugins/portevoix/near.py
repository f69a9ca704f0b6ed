"""The word that a mistyped one stands for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_SHORT = 5  # letters: of a shorter word one slip only is believed


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a few slips of the hand make of `word`; "" when none is near.

    A slip is a letter too many, too few, another in its place, or two that changed places.
    """
    return _nearest(word, tuple(sorted(set(known))))


@lru_cache(maxsize=1000)  # pages of one site misspell, or borrow from elsewhere, the same few words
def _nearest(word: str, names: tuple[str, ...]) -> str:
    said = word.casefold()
    found = min(((_slips(said, name.casefold()), name) for name in names), default=None)
    if found and found[0] <= (1 if min(len(word), len(found[1])) < _SHORT else 2):
        return found[1]
    import difflib  # only for who mistyped

    near = difflib.get_close_matches(said, names, 1, 0.75)
    return near[0] if near else ""


def _slips(one: str, other: str) -> int:
    """The distance of Damerau and Levenshtein between two short words, in its restricted form."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        earlier, before = before, row
        row = [n]
        for m, sign in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != sign))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == sign:
                cost = min(cost, earlier[m - 2] + 1)
            row.append(cost)
    return row[-1]
