"""Dates as people write them, in the language of a page."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, get_timezone_location

from portevoix.profiles import first_profile
from portevoix.typography import NO_BREAK


@lru_cache(maxsize=4096)
def _long(day: date, locale: str) -> str:
    written = format_date(day, "long", locale=locale)
    return f"1er{written[1:]}" if locale.startswith("fr") and written.startswith("1 ") else written


def long_date(moment: date, lang: str) -> str:
    """« 12 mars 2026 », « 1er avril 2026 »; in English “March 12, 2026”."""
    day = moment.date() if isinstance(moment, datetime) else moment
    profile = first_profile(lang)
    return _long(day, profile.locale if profile else lang.replace("-", "_"))


def month_of(day: date, lang: str) -> str:
    """« novembre 2026 »; in English “November 2026”."""
    profile = first_profile(lang)
    locale = profile.locale if profile else lang.replace("-", "_")
    return format_date(day, "LLLL yyyy", locale=locale)


def full_date(moment: date, lang: str) -> str:
    """« mardi 1er décembre 2026 »; in English “Tuesday, December 1, 2026”."""
    profile = first_profile(lang)
    name = format_date(moment, "EEEE", locale=profile.locale if profile else lang.replace("-", "_"))
    between = " " if lang.startswith("fr") else ", "
    return f"{name}{between}{long_date(moment, lang)}"


def long_moment(moment: datetime, lang: str) -> str:
    """« 12 mars 2026 à 9 h 05 »; in English “March 12, 2026, 9:05 a.m.”."""
    between = ", " if lang.startswith("en") else " à "
    return f"{long_date(moment, lang)}{between}{hour_of(moment, lang)}"


def hour_of(moment: datetime, lang: str) -> str:
    """« 9 h », « 9 h 05 »; in English “9:05 a.m.”."""
    if lang.startswith("en"):
        half = "a.m." if moment.hour < 12 else "p.m."
        return f"{(moment.hour + 11) % 12 + 1}:{moment.minute:02}{NO_BREAK}{half}"
    minutes = f"{NO_BREAK}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NO_BREAK}h{minutes}"


def city_of(zone: str, lang: str) -> str:
    """The city by which people know a time zone: « Toronto » for America/Toronto; the zone's own name
    where none is known."""
    profile = first_profile(lang)
    locale = profile.locale if profile else lang.replace("-", "_")
    return get_timezone_location(zone, locale=locale, return_city=True) or zone
