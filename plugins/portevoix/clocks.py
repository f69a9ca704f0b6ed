"""A day and an hour of the clock → the moment that they mean, and what the clocks do to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

YEARS = range(1970, 2200)  # near the ends of the calendar, a time zone leads out of it


class Doubt(StrEnum):
    """What a change of the clocks makes of an hour; worded under `planning.clash_<doubt>` and `form.hour_<doubt>`."""

    NONE = ""
    SKIPPED = "skipped"  # that hour does not exist that day: the moment is moved past the gap
    TWICE = "twice"  # it comes twice that day: the moment is the first


@lru_cache(maxsize=32_768)  # each network of a calendar asks for the same hours
def on_clock(day: date, hour: time, zone: ZoneInfo) -> tuple[datetime, Doubt]:
    """The moment in `zone`, and whether the clocks skip or repeat that hour (PEP 495)."""
    return by_clock(datetime.combine(day, hour), zone)


def by_clock(shown: datetime, zone: ZoneInfo) -> tuple[datetime, Doubt]:
    """The same of what a clock there shows."""
    wall = shown.replace(fold=0, tzinfo=zone)
    if wall.utcoffset() == wall.replace(fold=1).utcoffset():
        return wall, Doubt.NONE
    moment = wall.astimezone(UTC).astimezone(zone)
    there = moment.replace(tzinfo=None) == wall.replace(tzinfo=None)
    return moment, Doubt.TWICE if there else Doubt.SKIPPED
