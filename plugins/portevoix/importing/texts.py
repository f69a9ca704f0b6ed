"""Titles, descriptions, names and dates of elsewhere, as plain text and moments."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portevoix.clocks import YEARS
from portevoix.importing.found import OldDate
from portevoix.prose import plain_inline
from portevoix.text import tidy

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)
_ISO = re.compile(
    r"(\d{4})[-/](\d\d?)[-/](\d\d?)"
    r"(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?\s*)?",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(r"(?:\w+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_MONTH_DAY = re.compile(r"(?:\w+,\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTHS = {
    name: number
    for names in (
        "jan fév mar avr mai jui jul aoû sep oct nov déc",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}


def from_html(text: str) -> str:
    """The words of a text that may hold markup and entities, those written twice too."""
    return tidy(html.unescape(_TAG.sub("", html.unescape(_TAG.sub("", text)))))


def from_markdown(text: str) -> str:
    """The words of one line of Markdown; a sign between two spaces stays one."""
    return tidy(plain_inline(from_html(text)))


def zone_named(name: str, otherwise: tzinfo) -> tzinfo:
    try:
        return ZoneInfo(name) if name else otherwise
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise


def read_date(text: str, zone: tzinfo) -> OldDate | None:
    """The moment that generators read in a text, `zone` where it says none; None for none."""
    text = text.strip().strip("\"'")
    try:
        found = _read_iso(text, zone) or _read_words(text, zone) or _read_mail(text, zone)
    except (ValueError, OverflowError):
        return None
    return found if found and found.moment.year in YEARS else None


def _read_iso(text: str, zone: tzinfo) -> OldDate | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return OldDate(datetime.combine(day, time(0), zone), by_day=True)
    hour = time(int(match[4]), int(match[5]), int(match[6] or 0))
    return OldDate(datetime.combine(day, hour, _offset(match[7], zone)))


def _offset(written: str | None, zone: tzinfo) -> tzinfo:
    if not written:
        return zone
    if written.upper() in ("Z", "UTC", "GMT"):
        written = "+00:00"
    found = datetime.strptime(written.replace(":", "").ljust(5, "0"), "%z").tzinfo
    return found or zone


def _read_words(text: str, zone: tzinfo) -> OldDate | None:
    if match := _DAY_MONTH.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    name = name.lower()
    month = {"juillet": 7, "juil": 7}.get(name) or _MONTHS.get(name[:3])
    if month is None:
        return None
    return OldDate(datetime(int(year), month, int(day), tzinfo=zone), by_day=True)


def _read_mail(text: str, zone: tzinfo) -> OldDate | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, IndexError):
        return None
    return OldDate(found if found.tzinfo else found.replace(tzinfo=zone))


def language(code: str) -> str:
    """`fr-CA`, `fr_FR.UTF-8` → `fr`."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", code.strip())
    return found[0].lower() if found else ""
