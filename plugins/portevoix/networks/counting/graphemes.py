"""Extended grapheme clusters: what a reader takes for one character (UAX #29)."""

from __future__ import annotations

import re

import regex

# Each of these stands alone beside its like: Latin, general punctuation without joiners and marks
# of direction, currency. Only what touches another character needs the whole algorithm.
_ALONE = "\0-\u02ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u205f\u20a0-\u20bf"
_JOINING = re.compile(f"[^{_ALONE}]")
_KNOT = re.compile(f"[{_ALONE}]?[^{_ALONE}]+(?:[{_ALONE}][^{_ALONE}]+)*[{_ALONE}]?")
_CLUSTER = regex.compile(r"\X")


def graphemes(text: str) -> int:
    """Extended grapheme clusters, as Bluesky counts."""
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    if text.isascii() or not _JOINING.search(text):
        return len(text)
    total = len(text)
    for knot in _KNOT.findall(text):
        total += len(_CLUSTER.findall(knot)) - len(knot)
    return total
