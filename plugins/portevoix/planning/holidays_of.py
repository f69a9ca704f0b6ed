"""Public holidays of a place, by the library `holidays`, named in the language of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

DEFAULT = {"fr-CA": "CA-QC", "fr-FR": "FR", "en": "CA-QC"}  # by profile


@lru_cache(maxsize=512)
def holidays_in(place: str, year: int, lang: str) -> Mapping[date, str]:
    """The public holidays of a year; none for a place that the library does not know.

    `place` is a country and, after a hyphen, a part of it: « CA-QC », « FR ».
    """
    # Read only where a calendar is declared: it costs a tenth of a second.
    import holidays

    country, _, part = place.partition("-")
    try:
        offered = holidays.country_holidays(country).supported_languages
        found = holidays.country_holidays(
            country, subdiv=part or None, years=year, language=_named_in(lang, offered)
        )
    except NotImplementedError:  # what the library raises for a country or part that it lacks
        return {}
    return dict(sorted(found.items()))


def knows(place: str) -> bool:
    """Whether the library knows the country and the part of it."""
    import holidays

    country, _, part = place.partition("-")
    try:
        holidays.country_holidays(country, subdiv=part or None)
    except (NotImplementedError, ValueError):  # it lacks the country, or the part is no code
        return False
    return True


def _named_in(lang: str, offered: Iterable[str]) -> str | None:
    """A language that the country lists, to the letter: any other gives, without a word, that of
    the machine (holidays 0.109)."""
    ours = lang[:2]
    exact = sorted(one for one in offered if one == ours or one.startswith(f"{ours}_"))
    return exact[0] if exact else None
