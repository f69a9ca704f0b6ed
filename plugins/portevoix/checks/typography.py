"""Spaces and signs as each profile wants them, told as edits of visible text.

fr-CA: Office québécois de la langue française, vitrine linguistique, « Espacements ».
fr-FR: Lexique des règles typographiques en usage à l’Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portevoix.language import Words

NBSP, THIN = "\u00a0", "\u202f"
_SPACES = f" {NBSP}{THIN}\u2009"


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a text to replace; never letters or digits."""

    start: int
    end: int
    new: str
    sign: str  # the sign it concerns


_SIGN = re.compile(r"[;:!?«»%$€](?:(?<=[;:!?])[;:!?]+)?")  # one class first: `re` leaps to it
_FACES = re.compile(r"[:;]['-]?[()DPpO/|]")
_HELD = "»”)]%’'°"  # signs that a word may end on


def edits(text: str, profile: str) -> Iterator[Edit]:
    """What to change in visible text, in order, without overlap."""
    if not profile.startswith("fr"):
        return
    for found in _SIGN.finditer(text):
        start, end = found.span()
        sign = text[start]
        if sign == "«":
            edit = _after(text, end)
        elif sign == "»":
            edit = _before(text, start, NBSP, "«") if start else None
        elif sign in "%$€":
            edit = _unit(text, start, end)
        else:
            edit = _double_sign(text, start, end, profile)
        if edit:
            yield edit


def _before(text: str, at: int, wanted: str, sign: str) -> Edit | None:
    """The space before a sign made `wanted`; None when it is right, or when a line starts."""
    start = at - 1 if text[at - 1] in _SPACES else at
    if start == 0 or text[start - 1].isspace():
        return None
    if _fits(text[start:at], wanted, sign):
        return None
    return Edit(start, at, wanted, sign)


def _after(text: str, at: int) -> Edit | None:
    stop = at + 1 if text[at : at + 1] in tuple(_SPACES) else at
    if stop >= len(text) or text[stop].isspace() or text[at:stop] in (NBSP, THIN):
        return None
    return Edit(at, stop, NBSP, "«")


def _unit(text: str, start: int, end: int) -> Edit | None:
    spaced = text[start - 1 : start] == " " and text[max(start - 2, 0)].isdigit()
    if not spaced or text[end : end + 1].isalnum():
        return None
    return Edit(start - 1, start, NBSP, text[start])


def _double_sign(text: str, start: int, end: int, profile: str) -> Edit | None:
    after = text[end : end + 1]
    if not start or not (after == "" or after.isspace() or after in "»”)]*_"):
        return None
    place = start - 1 if text[start - 1] in _SPACES else start
    before = text[place - 1] if place else " "
    if not (before.isalnum() or before in _HELD):
        return None
    sign = text[start]
    if sign == ":":
        # Against a digit stand hours and ratios; faces are nobody's punctuation.
        if end - start > 1 or (place == start and before.isdigit()):
            return None
        if _FACES.match(text, start):
            return None
        wanted = NBSP
    else:
        wanted = "" if profile == "fr-CA" else THIN
    return _before(text, start, wanted, sign)


def _fits(space: str, wanted: str, sign: str) -> bool:
    """Whether the space is right; either no-break space does in France, as the facts vary."""
    if space == wanted:
        return True
    if wanted == THIN:
        return space == NBSP
    if wanted == "":  # the OQLF allows a thin space where it can be set
        return space == THIN and sign != ":"
    return wanted == NBSP and space == THIN


@lru_cache(maxsize=1000)
def typeset(text: str, profile: str) -> str:
    """`text` with its spaces as `profile` wants them: for the sentences that we write."""
    pieces: list[str] = []
    reached = 0
    for edit in edits(text, profile):
        pieces += (text[reached : edit.start], edit.new)
        reached = edit.end
    return "".join((*pieces, text[reached:]))


NAMES = {
    ";": Words("le point-virgule", "the semicolon"),
    ":": Words("le deux-points", "the colon"),
    "!": Words("le point d’exclamation", "the exclamation mark"),
    "?": Words("le point d’interrogation", "the question mark"),
    "«": Words("les guillemets", "the guillemets"),
    "%": Words("le signe %", "the % sign"),
    "$": Words("le signe $", "the $ sign"),
    "€": Words("le signe €", "the € sign"),
}
