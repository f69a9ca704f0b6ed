"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Words that a full stop shortens, in French and English; an initial is another.
_TITLES = ("M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Me", "Mes", "Mr", "Mrs", "Ms")
ABBREVIATIONS = frozenset(
    (
        *(*_TITLES, "Prof", "St", "Ste", "Inc", "Ltd"),
        *("al", "art", "cf", "e.g", "env", "etc", "ex", "i.e", "n", "no", "p", "pp", "tél"),
        *("vol", "vs", "approx", "c.-à-d", "chap", "coll", "dép", "dir", "éd", "fig", "hab"),
        *("ibid", "p.-ê", "réf", "resp", "suiv", "téléc", "Tél", "Téléc", "Réf", "Fig", "Art"),
        # Places and addresses.
        *("app", "av", "bd", "boul", "bur", "ch", "imm", "pl", "rte", "App", "Av", "Bd", "Boul"),
        *("Bur", "Ch", "Rte", "Ave", "Blvd", "Rd", "Ste", "Dept", "Apt"),
        # Months.
        *("janv", "févr", "avr", "juill", "sept", "oct", "nov", "déc", "Jan", "Feb", "Mar", "Apr"),
        *("Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
        # People.
        *("Gen", "Gov", "Hon", "Jr", "Rev", "Sr", "Capt", "Col", "Lt", "Sgt"),
    )
)
_LONGEST = 1 + max(map(len, ABBREVIATIONS))  # with its stop
# `re` leaps to a pattern's first class when it stands alone, not when it is repeated.
_END = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+(?:[\u00a0\u202f]?[»”\"')\]])*+\s++(?=[«“\"(]*+\s?([^\W_]))"
)
_BEFORE_WORD = re.compile(r"[\s(’'«]")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, the space after it included."""
    start = 0
    for found in _END.finditer(text):
        first = found[1]
        if not (first.isupper() or first.isdigit()):
            continue
        stop = found.start() + 1
        if text[stop - 1] == "." and _abbreviates(text[max(start, stop - _LONGEST - 2) : stop - 1]):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; abbreviations and initials do not end one."""
    found = (text[start:end].strip() for start, end in sentence_spans(text))
    return [sentence for sentence in found if sentence]


def _abbreviates(end: str) -> bool:
    """Whether the full stop after these signs belongs to an abbreviation."""
    if len(end) > _LONGEST and end.isalpha():  # most words
        return False
    word = _BEFORE_WORD.split(end)[-1]
    if word in ABBREVIATIONS:
        return True
    return word[-1:].isupper() and word[-2:-1] in ("", "-", ".")  # M. C. Roy, J.-P. Roy, C.P.
