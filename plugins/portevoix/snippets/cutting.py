"""Where a text may end early: after a sentence, else between two words, never inside a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import regex

from portevoix.prose import asks, sentences

_CLUSTER = regex.compile(r"[\U0001f1e6-\U0001f1ff]{2}|\X")  # flags first, as `graphemes` has it
_LONGEST_WORD = 60  # signs; what is longer is no word, and may be cut anywhere
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

    Whole sentences first; else whole words, and the ellipsis says that more was said; what is too
    long to be a word is cut anywhere.
    """
    parts = whole_sentences(text)
    for count in range(len(parts) - 1, 0, -1):
        kept = " ".join(parts[:count])
        if not asks(parts[count - 1]) and holds(kept):  # a question goes with its answer
            return kept
    ends = word_ends(text)
    if kept := _longest(text, ends, holds, ellipsis):
        return kept
    first = text[: ends[0]] if ends else text
    if len(first) <= _LONGEST_WORD:
        return ""
    return _longest(text, [match.end() for match in _CLUSTER.finditer(first)], holds, ellipsis)


def _longest(text: str, ends: Sequence[int], holds: Callable[[str], bool], ellipsis: str) -> str:
    """The longest beginning that stops at one of `ends` and holds."""
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
    gaps = [match.start() for match in _GAP.finditer(text) if match.start()]
    if not gaps:
        return []
    inside, at, found = _inside_pairs(text), 0, []
    for gap in gaps:  # both go up, and each is looked at once
        while at < len(inside) and inside[at][1] < gap:
            at += 1
        if at == len(inside) or gap < inside[at][0]:
            found.append(gap)
    return found


def _inside_pairs(text: str) -> list[tuple[int, int]]:
    """The outermost pairs that are both opened and closed, in order."""
    opened: list[tuple[str, int]] = []
    waiting = Counter[str]()  # signs of `opened`
    pairs: list[tuple[int, int]] = []
    for match in re.finditer(r"[«»“”()\[\]]", text):
        sign, at = match.group(), match.start()
        if sign in _PAIRS:
            opened.append((sign, at))
            waiting[sign] += 1
        elif waiting[_CLOSING[sign]]:
            met, begin = "", at
            while met != _CLOSING[sign]:  # what was opened after it is never closed
                met, begin = opened.pop()
                waiting[met] -= 1
            while pairs and pairs[-1][0] > begin:
                pairs.pop()
            pairs.append((begin, at))
    return pairs
