"""The signs of French typography, set when the charter is read rather than typed by hand."""

from __future__ import annotations

import re

NBSP = "\u00a0"
THIN = "\u202f"  # narrow no-break space

# Left as they are: code, link targets, HTML tags and comments, addresses.
UNTOUCHED = re.compile(r"(`+[^`]*`+|\]\([^)\s]*\)|<[^>]*>|https?://\S+|\{[^}\n]*\})")

APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«\[*_]|$)")
COMMON = (
    (APOSTROPHE, "’"),
    (re.compile(r"«[ \u00a0\u202f]?(?=\S)"), f"«{NBSP}"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]?»"), f"{NBSP}»"),
    (re.compile(r"(?<=[^\s:|-]) :(?=[ \n]|$)"), f"{NBSP}:"),
    (re.compile(r"(?<=\d) (?=[%$€]|h\b)"), NBSP),
)
BY_PROFILE = {
    "fr-CA": (*COMMON, (re.compile(r"(?<=[\w»)])[ \u00a0\u202f](?=[;!?](?:\s|$))"), "")),
    "fr-FR": (*COMMON, (re.compile(r"(?<=[\w»)])[ \u00a0\u202f]?(?=[;!?](?:\s|$))"), THIN)),
    "en": ((APOSTROPHE, "’"),),
}


def typeset(text: str, profile: str) -> str:
    """`text` with the apostrophes and no-break spaces of `profile`; doing it twice changes nothing."""
    rules = BY_PROFILE[profile]
    parts = UNTOUCHED.split(text)
    for number in range(0, len(parts), 2):
        for pattern, sign in rules:
            parts[number] = pattern.sub(sign, parts[number])
    return "".join(parts)
