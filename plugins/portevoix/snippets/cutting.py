"""Where a text may end early: after a sentence, else between two words, never inside a quotation."""

from __future__ import annotations

import re
from collections.abc import Callable

from portevoix.prose import sentences

_GAP = re.compile(r"[ \t\n]+")  # a no-break space is no gap
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_WEAK_END = re.compile(r"[\s\u00a0,;:–—-]+$")


def whole_sentences(text: str) -> list[str]:
    """The sentences of `text`; those inside one quotation stay together."""
    found: list[str] = []
    waiting: list[str] = []
    for sentence in sentences(text):
        waiting.append(sentence)
        joined = " ".join(waiting)
        if joined.count("«") <= joined.count("»"):
            found.append(joined)
            waiting.clear()
    if waiting:
        found.append(" ".join(waiting))
    return found


def shortened(text: str, holds: Callable[[str], bool], ellipsis: str = "…") -> str:
    """The longest beginning of `text` that holds, ended well; "" when not even a word does.

    Whole sentences first; else whole words, and the ellipsis says that more was said.
    """
    parts = whole_sentences(text)
    for count in range(len(parts) - 1, 0, -1):
        kept = " ".join(parts[:count])
        if holds(kept):
            return kept
    ends = word_ends(text)
    low, high, best = 0, len(ends), ""
    while low < high:  # counts grow with the text, but for rare joined signs: what holds is kept
        middle = (low + high) // 2
        kept = _WEAK_END.sub("", text[: ends[middle]]) + ellipsis
        if holds(kept):
            best, low = kept, middle + 1
        else:
            high = middle
    return best


def word_ends(text: str) -> list[int]:
    """Each place where a word ends outside any pair of quotation marks or brackets."""
    gaps = {match.start() for match in _GAP.finditer(text) if match.start()}
    if not gaps:
        return []
    inside = _inside_pairs(text)
    return [gap for gap in sorted(gaps) if not any(start < gap < end for start, end in inside)]


def _inside_pairs(text: str) -> list[tuple[int, int]]:
    """The outermost pairs that are both opened and closed."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in re.finditer(r"[«»“”()\[\]]", text):
        sign, at = match.group(), match.start()
        if sign in _PAIRS:
            opened.append((sign, at))
        else:
            start = next(
                (i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == _CLOSING[sign]), None
            )
            if start is not None:
                begin = opened[start][1]
                del opened[start:]
                pairs = [pair for pair in pairs if pair[0] < begin]
                pairs.append((begin, at))
    return pairs
