"""What people write, without what tells who they are: before it touches the disc.

The rules that keep personal data out of posts find it here too, more broadly: a number hidden for
nothing can be read again on the network; one kept for nothing cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from portevoix.checks.detection import MAIL_SHAPE, identities, is_free_line
from portevoix.checks.settings import plain_contact
from portevoix.language import say
from portevoix.text import sound
from portevoix.values import dataclass

MOST = 5_000  # characters of a message
# What turns the direction of a text inside out; marks that Arabic and Hebrew need stay.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPELT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\s?(?:\[at\]|\(at\)|\(a\)|\[a\])\s?|@|\s(?:@|arobase|at)\s)"
    r"[\w-]{1,63}(?:(?:\.|\s?(?:\[dot\]|\(dot\)|\(point\))\s?|\s(?:point|dot)\s)[\w-]{2,24}){1,3}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    "(?<![\\w.,/])[+(]{0,2}\\d(?:[ .()\u00a0\u202f\u2010-\u2013-]{0,3}\\d){8,17}(?![\\w])"
)
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d\b")
_HANDLE = re.compile(r"(?<![\w/.])@[\w](?:[\w.-]{0,60}\w)?(?:@[\w.-]{1,120}\w)?")
_PROFILE = re.compile(
    r"(?:https?://)?[\w.-]{1,120}/(?:@|profile/|in/|users?/|u/)[\w@:%-][^\s,;!?<>()]{0,300}", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """`known` are contacts that may be shown (`plain_contact`), `ours` our own handles."""

    lang: str
    known: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()  # in lower case, with their @
    names: bool = False  # whether handles of people stay

    def __call__(self, text: str) -> str:
        return masked(text, self)


def mask_of(
    lang: str, known: Iterable[str], contacts: Iterable[str], handles: Iterable[str], *, names: bool
) -> Mask:
    """`contacts` are the organisation's own, as they are written."""
    ours = {one.casefold() for one in handles if one.startswith("@")}
    return Mask(
        lang=lang,
        known=frozenset(known) | {plain_contact(one) for one in contacts if one},
        ours=frozenset(ours | {f"@{one[1:].partition('@')[0]}" for one in ours}),
        names=names,
    )


def masked(text: str, mask: Mask) -> str:
    """`text` fit for every output, at most `MOST` characters long, its personal data hidden."""
    lines = _TURNS.sub("", sound(text[: MOST * 4])).split("\n")
    text = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip(" \t") for line in lines)).strip()
    hidden = {name: say(mask.lang, f"inbox.hidden_{name}") for name in _HIDDEN}
    for one in reversed(identities(text)):
        text = f"{text[: one.at]}{hidden['number']}{text[one.at + len(one.text) :]}"
    if not mask.names:
        text = _PROFILE.sub(hidden["profile"], text)

    def mail(found: re.Match[str]) -> str:
        # A handle with its server is no address.
        handle = text[found.start() - 1 : found.start()] == "@"
        shown = handle or plain_contact(found[0]) in mask.known
        return found[0] if shown else hidden["mail"]

    def number(found: re.Match[str]) -> str:
        digits = plain_contact(found[0])
        if digits in mask.known or is_free_line(digits) or _DAY.match(found[0]):
            return found[0]
        return hidden["telephone"]

    def handle(found: re.Match[str]) -> str:
        return found[0] if found[0].casefold() in mask.ours else hidden["handle"]

    if not mask.names:
        text = _HANDLE.sub(handle, text)
    text = MAIL_SHAPE.sub(mail, text)
    text = _SPELT.sub(mail, text)
    text = _NUMBER.sub(number, text)
    return text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"


_HIDDEN = ("number", "profile", "mail", "telephone", "handle")
