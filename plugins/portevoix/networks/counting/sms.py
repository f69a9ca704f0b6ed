"""Short messages: the alphabet a text needs, and the segments that are paid for (3GPP TS 23.038)."""

from __future__ import annotations

import re

from portevoix.networks.counting.utf import utf16_units
from portevoix.values import dataclass

_ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "\f^{}\\[~]|€"  # an escape and a septet: two
_FOREIGN = re.compile(f"[^{re.escape(_ALPHABET + _EXTENSION)}]")
_DOUBLE = re.compile(f"[{re.escape(_EXTENSION)}]")
_HALVES = "\ud800-"  # stands for a sign of two units; no text that goes out holds a lone surrogate
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What sending a text costs."""

    alphabet: str  # "GSM-7" or "UCS-2"
    units: int  # septets or UTF-16 code units
    segments: int
    foreign: tuple[str, ...] = ()  # characters that force UCS-2, in order of appearance


def read_message(text: str) -> Message:
    """The alphabet, units and segments that `text` takes."""
    foreign = tuple(dict.fromkeys(_FOREIGN.findall(text)))
    return Message(
        alphabet="UCS-2" if foreign else "GSM-7",
        units=units(text),
        segments=segments(text),
        foreign=foreign,
    )


def units(text: str) -> int:
    """Septets in GSM-7, UTF-16 code units where a character forces UCS-2."""
    if _FOREIGN.search(text):
        return utf16_units(text)
    return len(text) + len(_DOUBLE.findall(text))


def segments(text: str) -> int:
    """Segments that `text` is sent and charged in; none for an empty text."""
    if _FOREIGN.search(text):
        return _segments(text, utf16_units(text), _ASTRAL, single=70, part=67)
    return _segments(text, units(text), _DOUBLE, single=160, part=153)


def _segments(text: str, total: int, double: re.Pattern[str], *, single: int, part: int) -> int:
    """Segments filled in order; a character written in two units is never parted."""
    if total <= single:
        return 1 if total else 0
    if total == len(text):
        return -(-total // part)
    spread = double.sub(_HALVES, text)
    count = at = 0
    while at < total:
        at += part
        if at < total and spread[at - 1] == _HALVES[0]:
            at -= 1
        count += 1
    return count
