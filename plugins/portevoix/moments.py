"""Dates and hours as people write them, as moments of a time zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from portevoix.clocks import YEARS, Doubt, by_clock

_DATE = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T \u00a0\u202f]+(\d{1,2}:\d\d\S*)\s*([+-]\d\d:?\d\d)?)?", re.A
)
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?=[T \u00a0\u202f])", re.A)
_APART, _SPACE = "[T \u00a0\u202f]", "[ \u00a0\u202f]?"
_HOUR = re.compile(
    rf"(?:(?<={_APART}\d)|(?<={_APART}\d\d)){_SPACE}[hH](?:{_SPACE}(\d\d))?(?!\w)"
)  # 14 h 30, 14h


def read_moment(text: str, zone: ZoneInfo, at: time) -> datetime | None:
    """The moment that an ISO 8601 text means in `zone`, None when it means none.

    A date alone is that day at `at`. A local time that the clocks skip in spring is moved past
    the gap; one that they show twice in autumn is the first.
    """
    return read_with_doubt(text, zone, at)[0]


def read_with_doubt(text: str, zone: ZoneInfo, at: time) -> tuple[datetime | None, Doubt]:
    """The same, with what the clocks do to an hour that somebody wrote."""
    nothing = None, Doubt.NONE
    match = _DATE.fullmatch(_HOUR.sub(lambda found: f":{found[1] or '00'}", text.strip()))
    if match is None:
        return nothing
    year, month, day, hour, offset = match.groups()
    try:
        found = datetime.combine(date(int(year), int(month), int(day)), at)
        if hour is not None:
            day = found.date().isoformat()
            found = datetime.fromisoformat(f"{day}T{_padded(hour)}{offset or ''}")
    except ValueError:
        return nothing
    if found.year not in YEARS:
        return nothing
    if found.tzinfo is None:
        moment, doubt = by_clock(found, zone)
        return moment, Doubt.NONE if hour is None else doubt
    return found.astimezone(zone), Doubt.NONE


def day_in(text: str) -> str:
    """The day that such a text begins with when what follows is no hour, 2026-03-12; "" otherwise."""
    found = _DAY.match(text.strip())
    if found is None:
        return ""
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return ""
    return day.isoformat() if day.year in YEARS else ""


def _padded(hour: str) -> str:
    return hour if hour[1] != ":" else f"0{hour}"
