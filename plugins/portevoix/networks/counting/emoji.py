"""Where emoji stand in a text, whole sequences at a time (UTS #51)."""

from __future__ import annotations

import re
from functools import cache

# ©, ®, and all from U+203C on: told by its complement, the class takes a fifth of the time to make.
_CANDIDATE = re.compile("[^\0-\xa8\xaa-\xad\xaf-\u203b]")
_KEYCAP = "\u20e3"
_PICTURE = "\ufe0f"  # asks for the coloured form


@cache
def _sequences() -> tuple[frozenset[str], frozenset[str], int]:
    """All sequences, what they start with, and the length of the longest."""
    from emoji import EMOJI_DATA  # all 5,000 of them: not before a text holds one

    sequences = frozenset(EMOJI_DATA)
    return sequences, frozenset(item[0] for item in sequences), max(map(len, sequences))


def find_emoji(text: str) -> list[tuple[int, int]]:
    """Start and end of each emoji of `text`, the longest sequence taken each time."""
    found: list[tuple[int, int]] = []
    if text.isascii():
        return found
    past = 0
    for match in _CANDIDATE.finditer(text):
        begin = match.start()
        if begin < past:
            continue
        sequences, starts, longest = _sequences()
        # A digit starts an emoji only when a keycap closes it, so that is looked for instead.
        if match.group() in (_KEYCAP, _PICTURE) and begin:
            begin -= 1
        if text[begin] not in starts:
            continue
        for end in range(min(begin + longest, len(text)), begin, -1):
            if text[begin:end] in sequences:
                found.append((begin, end))
                past = end
                break
    return found
