"""French spacing, by profile: only spaces change, and never inside an address.

Social texts bear U+00A0 and never U+202F, which X counts twice and many screens draw badly.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
_SPACE = "[ \u00a0\u202f\u2009]"
_MARKS = re.compile(
    rf"(?P<address>\bhttps?://\S+)(?P<after>{_SPACE}*)"
    rf"|(?P<opening>«{_SPACE}*)(?=\S)"
    rf"|(?<=\S)(?P<closing>{_SPACE}*»)"
    rf"|(?<=[^\s:]){_SPACE}+(?P<colon>:)(?=\s|$)"
    rf"|(?<=[\w»”’)\"]){_SPACE}*(?P<high>[;!?]+)(?=\s|$|{_SPACE}*»|[)\"”])"
)
# The Office québécois leaves no space before these three; French printers put one.
_BEFORE_HIGH = {"fr-CA": "", "fr-FR": NO_BREAK}
_PLAIN = str.maketrans(
    {
        NO_BREAK: " ",
        "\u202f": " ",
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


def typeset(text: str, lang: str, profile: str) -> str:
    """`text` with the spaces of its language; French without a French profile follows Québec."""
    if lang.startswith("fr"):
        before_high = _BEFORE_HIGH.get(profile, "")

        def spaced(match: re.Match[str]) -> str:
            if match["address"]:
                # Mastodon takes a no-break space for a part of the address before it.
                return match["address"] + (" " if match["after"] else "")
            if match["opening"]:
                return f"«{NO_BREAK}"
            if match["closing"]:
                return f"{NO_BREAK}»"
            return f"{NO_BREAK}:" if match["colon"] else before_high + match["high"]

        text = _MARKS.sub(spaced, text)
    return text.replace("\u202f", NO_BREAK)


def plain(text: str) -> str:
    """`text` with typewriter signs, which cost less in a short message; letters stay."""
    text = re.sub(rf"«{_SPACE}*|{_SPACE}*»", '"', text)
    return text.translate(_PLAIN)
