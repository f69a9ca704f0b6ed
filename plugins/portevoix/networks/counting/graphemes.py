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
# Two of these are a flag. `\X` looks back over all of a row for each (regex 2026.11.15), so that they
# are told first: a flag stands beside other signs as a letter does.
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def graphemes(text: str) -> int:
    """Extended grapheme clusters, as Bluesky counts."""
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    if text.isascii() or not _JOINING.search(text):
        return len(text)
    text = _FLAG.sub("x", text)
    total = len(text)
    for knot in _KNOT.findall(text):
        total += len(_CLUSTER.findall(knot)) - len(knot)
    return total
