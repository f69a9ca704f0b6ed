"""Spaces and signs as each profile wants them, told as edits of visible text.

fr-CA: Office québécois de la langue française, vitrine linguistique, « Espacements ».
fr-FR: Lexique des règles typographiques en usage à l’Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


# A sign after a word, with the spaces that stand before it.
_DOUBLE = re.compile(rf"(?<=[\w»”)\]%’'°])([{_SPACES}]?)([;:!?]+)(?=[\s»”)\]*_]|$)")
_OPENING = re.compile(rf"«([{_SPACES}]?)(?=\S)")
_CLOSING = re.compile(rf"(?<=\S)([{_SPACES}]?)»")
_UNIT = re.compile(r"(?<=\d) ([%$€])(?![\w])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_TEXT_FACES = re.compile(r"[:;]['-]?[()DPpO/|]")
_LAST_SIGNS = ";:!?"


def edits(text: str, profile: str) -> Iterator[Edit]:
    """What to change in one block of visible text, in order, without overlap."""
    if not profile.startswith("fr"):
        return
    found = [*_double_signs(text, profile), *_guillemets(text), *_units(text)]
    found.sort(key=lambda edit: (edit.start, edit.end))
    reached = -1
    for edit in found:
        if edit.start >= reached:
            reached = edit.end
            yield edit


def _double_signs(text: str, profile: str) -> Iterator[Edit]:
    for match in _DOUBLE.finditer(text):
        space, signs = match[1], match[2]
        sign = signs[0]
        if sign == ":":
            if len(signs) > 1 or _TEXT_FACES.match(text, match.start(2)):
                continue
            wanted = NBSP
            # Against the word stand the hours (12:30), ratios and labels of other languages.
            if not space and text[match.start() - 1 : match.start()].isdigit():
                continue
        elif profile == "fr-CA":
            wanted = ""
        else:
            wanted = THIN
            if sign == ";" and not space and _entity_like(text, match.start(2)):
                continue
        if not _fits(space, wanted, sign):
            yield Edit(match.start(1), match.end(1), wanted, sign)


def _fits(space: str, wanted: str, sign: str) -> bool:
    """Whether the space is right; either no-break space does in France, as the facts vary."""
    if space == wanted:
        return True
    if wanted == THIN:
        return space == NBSP
    if wanted == "":  # the OQLF allows a thin space where it can be set
        return space == THIN and sign != ":"
    return wanted == NBSP and space == THIN


def _entity_like(text: str, at: int) -> bool:
    return "&" in text[max(0, at - 10) : at]


def _guillemets(text: str) -> Iterator[Edit]:
    for match in _OPENING.finditer(text):
        if match[1] not in (NBSP, THIN):
            yield Edit(match.start(1), match.end(1), NBSP, "«")
    for match in _CLOSING.finditer(text):
        if match[1] not in (NBSP, THIN):
            yield Edit(match.start(1), match.end(1), NBSP, "«")


def _units(text: str) -> Iterator[Edit]:
    for match in _UNIT.finditer(text):
        yield Edit(match.start(), match.start() + 1, NBSP, match[1])


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
