"""Texts set as their profile wants them, each medium in its way; setting twice changes nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from portevoix.typography.edits import applied, edits
from portevoix.typography.spacing import (
    NARROW,
    NO_BREAK,
    SPACES,
    SPACINGS,
    spacing_of,
)
from portevoix.values import dataclass

_BOUND = re.compile(r"(?<=«) | (?=[»:;?!])")  # spaces that no line may break at on a page
_HOUR = re.compile(rf"\b\d{{1,2}}[{SPACES}]h(?:[{SPACES}]\d\d)?\b")
_HIGH = re.compile(r"(?<=[\w»)}])(?=[;!?](?:\s|$))")


def bind(wording: str, profile: str = "fr-CA") -> str:
    """A French wording of a page, typed with plain spaces and none before ; ! ?, set for `profile`."""
    return _HIGH.sub(SPACINGS[profile].before_high, _BOUND.sub(NO_BREAK, wording))


@lru_cache(maxsize=1000)
def typeset(text: str, profile: str) -> str:
    """A sentence of ours, its spaces as `profile` wants them."""
    return applied(text, edits(text, profile))


def unbroken_hours(text: str) -> str:
    """« 8 h 30 », which no line may part, however it was typed."""
    return _HOUR.sub(lambda found: NO_BREAK.join(found[0].split()), text)


def grouped(value: int, lang: str, profile: str = "") -> str:
    """« 63 206 », “63,206”: a number as a text in `lang` writes it."""
    return f"{value:,}".replace(",", spacing_of(lang, profile).group)


# Messages for networks

_SPACE = f"[{SPACES}]"


@cache  # many commands set no text: they start without it
def _marks() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<address>\bhttps?://\S+)(?P<after>{_SPACE}*)"
        rf"|(?P<opening>«{_SPACE}*)(?=\S)"
        rf"|(?<=\S)(?P<closing>{_SPACE}*»)"
        rf"|(?<=[^\s:]){_SPACE}+(?P<colon>:)(?=\s|$)"
        rf"|(?<=[\w»”’)\"]){_SPACE}*(?P<high>[;!?]+)(?=\s|$|{_SPACE}*»|[)\"”])"
    )


def typeset_message(text: str, lang: str, profile: str) -> str:
    """A text for a network: only spaces change, never inside an address, and none is narrow.

    French without a French profile follows Québec.
    """
    spacing = spacing_of(lang, profile)
    if spacing.looked_at:

        def spaced(match: re.Match[str]) -> str:
            if match["address"]:
                # Mastodon takes a no-break space for a part of the address before it.
                return match["address"] + (" " if match["after"] else "")
            if match["opening"]:
                return f"«{spacing.within_guillemets}"
            if match["closing"]:
                return f"{spacing.within_guillemets}»"
            if match["colon"]:
                return f"{spacing.before_colon}:"
            return spacing.before_high + match["high"]

        text = _marks().sub(spaced, text)
    return text.replace(NARROW, NO_BREAK)


# Markdown of the charter, typed with plain spaces and straight apostrophes

# Left as they are: code, link targets, HTML tags and comments, addresses, variables.
_UNTOUCHED = re.compile(r"(`+[^`]*`+|\]\([^)\s]*\)|<[^>]*>|https?://\S+|\{[^}\n]*\})")
_HELD = re.compile(r"`|\]\(|<|://|\{")  # a text without any of these is set whole


@dataclass(frozen=True, slots=True)
class _Change:
    """One kind of place where a text is set otherwise than it was typed.

    A pattern begins with what it looks for, and looks behind after: Python then leaps from place to place.
    """

    signs: str  # a text that has none of them has no such place: most texts are told by that alone
    pattern: re.Pattern[str]
    put: str


@cache
def _of_markdown(profile: str) -> tuple[_Change, ...]:
    spacing = SPACINGS[profile]
    apostrophe = _Change("'", re.compile(r"'(?<=\w')(?=[\w«\[*_]|$)"), spacing.apostrophe)
    if not spacing.looked_at:
        return (apostrophe,)
    space = f"[ {NO_BREAK}{NARROW}]?"
    return (
        apostrophe,
        _Change("«", re.compile(rf"«{space}(?=\S)"), f"«{spacing.within_guillemets}"),
        _Change("»", re.compile(rf"(?<=\S){space}»"), f"{spacing.within_guillemets}»"),
        _Change(":", re.compile(r" :(?<=[^\s:|-] :)(?=[ \n]|$)"), f"{spacing.before_colon}:"),
        _Change("%$€h", re.compile(r" (?<=\d )(?=[%$€]|h\b)"), spacing.before_unit),
        _Change(";!?", re.compile(rf"(?<=[\w»)]){space}(?=[;!?](?:\s|$))"), spacing.before_high),
    )


def typeset_markdown(text: str, profile: str) -> str:
    """Markdown with the apostrophes and no-break spaces of `profile`."""
    parts = _UNTOUCHED.split(text) if _HELD.search(text) else [text]
    for number in range(0, len(parts), 2):
        for change in _of_markdown(profile):
            if any(sign in parts[number] for sign in change.signs):
                parts[number] = change.pattern.sub(change.put, parts[number])
    return "".join(parts)
