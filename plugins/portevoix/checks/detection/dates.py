"""Dates written in a text, and those that cannot be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from portevoix.checks.detection.digits import numbers
from portevoix.dates import long_date
from portevoix.language import Words
from portevoix.prose import folded
from portevoix.values import dataclass

_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_FR = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "decembre"),
)
_MONTHS_EN = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
WEEKDAYS = tuple(Words(fr, en.capitalize()) for fr, en in zip(_DAYS_FR, _DAYS_EN, strict=True))

_GAP = "[ \u00a0\u202f,]{1,3}"
_DAY = "|".join((*_DAYS_FR, *_DAYS_EN))
_FR = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
)
_EN = "|".join(_MONTHS_EN)
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<weekday>{_DAY}){_GAP}(?:le{_GAP}|the{_GAP})?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?{_GAP}(?:of{_GAP})?(?P<month>{_FR}|{_EN})"
    rf"|(?P<month2>{_EN}){_GAP}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?!\w)"
    rf"(?:{_GAP}(?P<year>[12]\d{{3}})(?!\d))?",
    re.I,
)
_MONTH_AFTER = re.compile(rf"(?:er|st|nd|rd|th)?{_GAP}(?:of{_GAP})?(?:{_FR}|{_EN})", re.I)
_MONTH_BEFORE = re.compile(rf"(?:{_EN}){_GAP}$", re.I)
_LONGEST_MONTH = 12  # characters of an English month and what parts it from its day
_BEFORE, _AFTER = 40, 30  # characters of a date around its day
_OPENING = re.compile(
    rf"(?<!\w)({_DAY}){_GAP}(\d{{1,2}})(?:er)?{_GAP}(?:au|et|to|and|[–-]){_GAP}(?:le{_GAP})?$", re.I
)  # the first day of « du lundi 4 au vendredi 8 mars 2026 »
_FIGURES = re.compile(r"(?<![\d/.\w-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFault:
    text: str
    real: Words | None = None  # the weekday of that date, when the text gives another
    figures: bool = False
    sure: bool = True  # False: depends on a year that the text does not give


def in_words(day: date) -> Words:
    """A day as each language writes it."""
    return Words(long_date(day, "fr"), long_date(day, "en"))


def date_faults(text: str, near: int | None = None) -> Iterator[tuple[int, DateFault]]:
    """Place and fault of each date; `near` is the year of publication."""
    # Only around a number: the whole patterns are dear at every place of a long text.
    reached = 0
    for at, end in numbers(text):
        if end - at > 2 or at < reached:
            continue
        followed = _MONTH_AFTER.match(text, end)
        if not followed and not _MONTH_BEFORE.search(text, max(at - _LONGEST_MONTH, 0), at):
            continue
        found = _DATE.search(text, max(reached, at - _BEFORE), end + _AFTER)
        if found and found.end() >= end:
            reached = found.end()
            if fault := _spelt(found, near):
                yield found.start(), fault
            reach = max(found.start() - _BEFORE, 0)
            opening = _OPENING.search(text, reach, found.start()) if found["year"] else None
            if opening and (fault := _opened(opening, found)):
                yield opening.start(), fault
    for at, _ in numbers(text):
        figures = _FIGURES.match(text, at)
        if not figures:
            continue
        first, second = int(figures[1]), int(figures[3])
        if not _plausible(first, second):
            continue
        both = first <= 12 and second <= 12 and first != second
        yield at, DateFault(text=figures[0], figures=True, sure=both)


def _plausible(first: int, second: int) -> bool:
    return 1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31


def _spelt(found: re.Match[str], near: int | None) -> DateFault | None:
    month = _month_of(found)
    day = int(found["day"] or found["day2"])
    text = found[0].strip(" ,\u00a0\u202f")
    year = int(found["year"]) if found["year"] else None
    if not 1 <= day <= monthrange(year or 2024, month)[1]:  # 2024: the 29th of February exists
        # « 50 mai » is no date at all: only what looks like one is judged.
        return DateFault(text=text) if 1 <= day <= 31 and (year or found["weekday"]) else None
    if not found["weekday"]:
        return None
    weekday = _weekday_of(found["weekday"])
    if year:
        real = date(year, month, day).weekday() if year > 1582 else weekday
        return DateFault(text=text, real=WEEKDAYS[real]) if real != weekday else None
    if near is None:
        return None
    years = [one for one in (near - 1, near, near + 1) if day <= monthrange(one, month)[1]]
    if any(date(one, month, day).weekday() == weekday for one in years):
        return None
    return DateFault(text=text, real=WEEKDAYS[weekday], sure=False)


def _opened(opening: re.Match[str], last: re.Match[str]) -> DateFault | None:
    """The fault of a span's first day, whose month and year are those of its last."""
    month, year, day = _month_of(last), int(last["year"]), int(opening[2])
    if year <= 1582 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    written, real = _weekday_of(opening[1]), date(year, month, day).weekday()
    if written == real:
        return None
    text = f"{opening[1]} {opening[2]} {last['month'] or last['month2']} {year}"
    return DateFault(text=text, real=WEEKDAYS[real])


def _month_of(found: re.Match[str]) -> int:
    name = folded(found["month"] or found["month2"])
    return (_MONTHS_FR if name in _MONTHS_FR else _MONTHS_EN).index(name) + 1


def _weekday_of(name: str) -> int:
    plain = folded(name)
    return (_DAYS_FR if plain in _DAYS_FR else _DAYS_EN).index(plain)
