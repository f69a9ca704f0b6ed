"""Threads counts an emoji as the bytes that write it."""

from __future__ import annotations

from portevoix.networks.counting.emoji import find_emoji
from portevoix.networks.counting.utf import utf8_bytes, utf16_units


def emoji_bytes(text: str) -> int:
    """UTF-16 code units, each emoji replaced by the number of its UTF-8 bytes."""
    total = utf16_units(text)
    for start, end in find_emoji(text):
        emoji = text[start:end]
        total += utf8_bytes(emoji) - utf16_units(emoji)
    return total
