"""Dates written out once for all posts that they are the same for.

Material asks Babel for the year of each post, twice, to tell in which archive it belongs.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from babel.dates import format_datetime as _stock

_COARSE = frozenset("yMLQ-/. ")  # letters of patterns that know no day


def format_datetime(date: datetime, format: str = "medium", *, locale: str) -> str:
    """Stands for Babel's function in Material's blog during a build."""
    if _COARSE.issuperset(format):
        date = date.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return _written(date, format, locale)


@lru_cache(maxsize=4096)
def _written(date: datetime, format: str, locale: str) -> str:
    return _stock(date, format=format, locale=locale)
