"""A text made shorter between two words."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters, cut after a word and ended by « … »; "" when its first
    word alone is longer.

    >>> shortened("Le parc ouvre lundi matin.", 20)
    'Le parc ouvre lundi…'
    """
    if len(text) <= most:
        return text
    head = text[:most]
    cut = max(head.rfind(" "), 0)
    while cut and len(head[:cut].rstrip(" ,;:–—-(«“\u00a0\u202f")) >= most:
        cut = head.rfind(" ", 0, cut)
    kept = head[:cut].rstrip(" ,;:–—-(«“\u00a0\u202f")
    return f"{kept}…" if kept else ""
