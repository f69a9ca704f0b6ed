"""Numbers and days as people and tools write them."""

from __future__ import annotations

from datetime import date

import pytest

from portevoix.results import (
    read_day,
    read_number,
)


@pytest.mark.parametrize(
    ("said", "lang", "value"),
    [
        ("1 240", "fr", "1240"),
        ("1\u202f240,5", "fr", "1240.5"),
        ("1,240", "en", "1240"),
        ("12,5", "fr", "12.5"),
        ("84 %", "fr", "84"),
        ("12,5", "en", None),  # thousands, or a slip
        ("1.240", "fr", None),
        ("2 fois", "fr", None),
        ("٣", "fr", None),
        ("1e9", "fr", None),
        ("", "fr", None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(
    said: str, lang: str, value: str | None
) -> None:
    found = read_number(said, lang)
    assert (str(found.value) if found else None) == value


@pytest.mark.parametrize(
    ("said", "first", "day"),
    [
        ("2026-03-12 09:00", True, date(2026, 3, 12)),
        ("03/12/2026 09:00", True, date(2026, 3, 12)),
        ("12/03/2026", False, date(2026, 3, 12)),
        ("12 mars 2026", False, date(2026, 3, 12)),
        ("1er févr. 2026 à 9 h", False, date(2026, 2, 1)),
        ("August 3rd, 2026", True, date(2026, 8, 3)),
        ("3 déc. 2026", False, date(2026, 12, 3)),
        ("31/02/2026", False, None),
        ("hier", False, None),
    ],
)
def test_a_day_is_read_in_figures_and_in_words(said: str, first: bool, day: date | None) -> None:
    assert read_day(said, months_first=first) == day
