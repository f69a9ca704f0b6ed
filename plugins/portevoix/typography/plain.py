"""Typewriter signs, for messages where typographic ones are counted dearly."""

from __future__ import annotations

import re

from portevoix.typography.spacing import NARROW, NO_BREAK, SPACES

_GUILLEMETS = re.compile(rf"«[{SPACES}]*|[{SPACES}]*»")
_PLAIN = str.maketrans(
    {
        NO_BREAK: " ",
        NARROW: " ",
        "\u2009": " ",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "–": "-",
        "—": "-",
        "\u2011": "-",
    }
)


def plain(text: str) -> str:
    """`text` with typewriter signs, which cost less in a short message; letters stay."""
    return _GUILLEMETS.sub('"', text).translate(_PLAIN)
