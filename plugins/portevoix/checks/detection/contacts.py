"""Addresses and telephones as they stand in a text, and whether they look like a person's own."""

from __future__ import annotations

import re

from portevoix.checks.lists import listed_words
from portevoix.prose import folded

MAIL_SHAPE = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{0,63})@((?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24})(?![\w-])"
)
_GAP = "[ .\u00a0\u202f-]"
TELEPHONE_SHAPE = re.compile(
    rf"(?<![\d.,+])(?:\+?1{_GAP})?\(?([2-9]\d\d)\)?{_GAP}{{1,2}}(\d{{3}}){_GAP}(\d{{4}})(?!\d)"
    rf"|(?<![\d.,])(?:(?:\+|00)33{_GAP}?(?:\(0\){_GAP}?)?|0)([1-7,9])((?:{_GAP}?\d\d){{4}})(?!\d)"
)
_FREE_LINES = ("800", "833", "844", "855", "866", "877", "888", "900", "310")
_FICTION = re.compile(r"555-?01\d\d$|^0?(?:199|261|353|465|536)00\d{4}$|^0?63998\d{4}$")


def is_personal(name: str, host: str) -> bool:
    """A free mailbox, or a first name and a name that are no words of services."""
    if host.casefold() in listed_words("mail", "free"):
        return True
    parts = re.split(r"[.]", folded(name))
    if len(parts) != 2 or not all(
        len(part) >= 1 and part.replace("-", "").isalpha() for part in parts
    ):
        return False
    offices = listed_words("mail", "offices")
    return not any(piece in offices for part in parts for piece in part.split("-"))


def is_free_line(digits: str) -> bool:
    """A line that costs the caller nothing: an organisation's, never a person's."""
    if len(digits) == 10 and not digits.startswith("0"):
        return digits.startswith(_FREE_LINES)
    return digits.startswith("08")


def is_open_line(digits: str) -> bool:
    """A toll-free line, or a number kept for fiction: nobody’s own."""
    if len(digits) == 10 and not digits.startswith("0"):
        return is_free_line(digits) or bool(re.fullmatch(r"\d{3}55501\d\d", digits))
    return is_free_line(digits) or bool(_FICTION.search(digits))
