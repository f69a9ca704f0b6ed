"""Lengths of time as people write them: « un jour ouvrable », « 15 minutes », “two working days”."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from portevoix.prose import folded
from portevoix.values import dataclass


class Unit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Span:
    count: int
    unit: Unit


_NUMBERS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "un une one a an",
            "deux two",
            "trois three",
            "quatre four",
            "cinq five",
            "six",
            "sept seven",
            "huit eight",
            "neuf nine",
            "dix ten",
            "onze eleven",
            "douze twelve",
        ),
        1,
    )
    for word in words.split()
} | {"quinze": 15, "fifteen": 15, "vingt": 20, "twenty": 20, "trente": 30, "thirty": 30}
_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"jours? ouvr(?:able|e)s?|(?:working|business) days?", Unit.WORKING_DAY),
    (r"min(?:utes?)?", Unit.MINUTE),
    (r"h(?:eures?|ours?)?", Unit.HOUR),
    (r"jours?|days?", Unit.DAY),
    (r"semaines?|weeks?", Unit.WEEK),
    (r"mois|months?", Unit.MONTH),
    (r"an(?:s|nees?)?|years?", Unit.YEAR),
)
_SPAN = re.compile(r"(\d{1,4}|[a-z]+) (.+)")
_AT_ONCE = ("tout de suite", "immediatement", "right away", "at once", "immediately")


def read_span(text: str) -> Span | None:
    """None where no length of time is written.

    >>> read_span("Deux jours ouvrables")
    Span(count=2, unit=<Unit.WORKING_DAY: 'working_day'>)
    >>> read_span("Quand vous êtes calme") is None
    True
    """
    said = " ".join(re.split(r"[\s\u00a0\u202f]+", folded(text).strip(" .")))
    if said in _AT_ONCE:
        return Span(0, Unit.MINUTE)
    match = _SPAN.fullmatch(said)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1], 0)
    unit = next((unit for words, unit in _UNITS if re.fullmatch(words, match[2])), None)
    return Span(count, unit) if count and unit else None


def after(moment: datetime, span: Span, works: Callable[[date], bool]) -> datetime:
    """`moment` and a span; `works` says on which days people are there.

    What comes on a day when nobody is there waits for the end of the working day that the span gives.
    """
    if span.unit is Unit.WORKING_DAY:
        day, left = moment.date(), span.count
        end = moment
        if not works(day):
            end = moment.replace(hour=23, minute=59, second=0, microsecond=0)
        for _ in range(3660):  # ten years: a calendar without a working day ends nowhere
            if not left:
                break
            day += timedelta(days=1)
            left -= works(day)
        return end + timedelta(days=(day - moment.date()).days)
    if span.unit in (Unit.MONTH, Unit.YEAR):
        return moment + _months(span, moment)
    lengths = {
        Unit.MINUTE: timedelta(minutes=1),
        Unit.HOUR: timedelta(hours=1),
        Unit.DAY: timedelta(days=1),
        Unit.WEEK: timedelta(weeks=1),
    }
    return moment + lengths[span.unit] * span.count


def _months(span: Span, moment: datetime) -> timedelta:
    """To the same day of a later month, or to its last."""
    months = (
        moment.year * 12 + moment.month - 1 + span.count * (12 if span.unit is Unit.YEAR else 1)
    )
    year, month = divmod(months, 12)
    first_after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_after - timedelta(days=1)
    return date(year, month + 1, min(moment.day, last.day)) - moment.date()
