"""Numbers and days as results files write them, in French and in English; what is doubtful is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from portevoix.values import dataclass

# What a tool writes where it has no number.
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "s.o.", "nd", "null", "none", "nan", "--"})
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+(?=\d)")
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})(?!\d)")
_ENGLISH = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    percent: bool = False


@lru_cache(maxsize=4096)  # of a table the same few come back
def read_number(text: str, lang: str) -> Number | None:
    """A number of `lang`: « 1 240 », « 12,5 », “1,240”, « 84 % »; None for what is none, or may be two.

    In French the comma is decimal, in English it parts the thousands; a lone point or comma before
    three digits is refused where it would mean two things.
    """
    said = text.strip().replace("\u2212", "-")
    percent = said.endswith("%")
    said = _SPACES.sub("", said.removesuffix("%").strip())
    if "," in said and lang.startswith("en"):
        if not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", said):
            return None
        said = said.replace(",", "")
    elif "," in said:
        if "." in said or said.count(",") > 1:
            return None
        said = said.replace(",", ".")
    elif not lang.startswith("en") and re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", said):
        return None  # « 1.240 »: a thousand, or one and a quarter
    if not _PLAIN.fullmatch(said):
        return None
    return Number(Decimal(said), percent)


@lru_cache(maxsize=4096)
def read_day(text: str, *, months_first: bool) -> date | None:
    """A day: ISO, figures with slashes, or a month in words; hours after it are left aside."""
    said = _bare(text)
    try:
        if found := _ISO.match(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SLASHED.match(said):
            month, day = (1, 2) if months_first else (2, 1)
            return date(int(found[3]), int(found[month]), int(found[day]))
        if (found := _IN_WORDS.search(said)) and found[2] in _MONTHS:
            return date(int(found[3]), _MONTHS[found[2]], int(found[1]))
        if (found := _ENGLISH.search(said)) and found[1] in _MONTHS:
            return date(int(found[3]), _MONTHS[found[1]], int(found[2]))
    except ValueError:
        return None
    return None


def _bare(text: str) -> str:
    """Lower case, without accents: « févr. » is « fevr. »."""
    apart = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def say_number(value: Decimal, lang: str, *, percent: bool = False) -> str:
    """« 1 240 », « 12,5 », « 84 % »; in English “1,240”, “12.5”, “84%”."""
    whole = value.quantize(Decimal("0.1")) if value != value.to_integral_value() else value
    said = f"{whole:,f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    if lang.startswith("en"):
        return f"{said}%" if percent else said
    said = said.replace(",", "\u00a0").replace(".", ",")
    return f"{said}\u00a0%" if percent else said


def plain_number(value: Decimal) -> str:
    """As the file keeps it: a decimal point, nothing between thousands."""
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
