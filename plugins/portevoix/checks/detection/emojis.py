"""Emojis in a text, each with its joined parts counted once."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Unicode 17, Emoji_Presentation=Yes below U+1F000, then the emoji planes but for their letters,
# dominoes and cards; a text sign counts once U+FE0F asks for its picture.
_PICTURES = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    "\u2b55\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
_SIGNS = "\u00a9\u00ae\u203c-\u2049\u2122-\u21aa\u231a-\u27bf\u2934-\u2b55\u3030-\u3299\U0001f170-\U0001f171"
_ONE = (
    rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3"
    rf"|(?:[{_PICTURES}]|[{_SIGNS}]\ufe0f)[\ufe0f\U0001f3fb-\U0001f3ff]{{0,2}})"
)
_EMOJI = re.compile(rf"{_ONE}(?:\u200d(?:{_ONE}|[{_SIGNS}]))*")
# One range is searched ten times faster than _ANY; written as its complement, it is made faster too.
_FAR = re.compile("[^\0-\u20e2]")
_ANY = re.compile(rf"[{_PICTURES}\ufe0f\u20e3\U0001f1e6-\U0001f1ff]")


def emojis(text: str) -> Iterator[tuple[int, str]]:
    """Place and characters of each emoji."""
    if text.isascii() or not (far := _FAR.search(text)) or not _ANY.search(text, far.start()):
        return
    for found in _EMOJI.finditer(text):
        yield found.start(), found[0]
