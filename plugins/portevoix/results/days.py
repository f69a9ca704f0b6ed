"""The days that a results file counts: in its rows, in its name, or said by the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from portevoix.results.asked import Asked, NotRead
from portevoix.results.importers.importer import DAY, Importer
from portevoix.results.numbers import read_day

_TWO_DAYS = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)\D{1,12}(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]\d{4}")


def with_days(asked: Asked, path: Path, importer: Importer) -> Asked:
    """With the days that the file's name says, where the person says none. Raises NotRead where the
    tool counts some days and nobody says which."""
    if not importer.stretch or (asked.first and asked.last):
        return asked
    said = _TWO_DAYS.search(path.name)
    parts = said.groups() if said else ()
    days = [read_day("-".join(one), months_first=False) for one in (parts[:3], parts[3:]) if one]
    if len(days) != 2 or None in days or days[0] > days[1]:  # type: ignore[operator]
        raise NotRead("no_days", tool=importer.label)
    return replace(asked, first=days[0], last=days[1])


def months_first(
    rows: Iterable[tuple[int, Sequence[str]]],
    columns: Mapping[str, int],
    importer: Importer,
    lang: str,
) -> bool:
    """Which figure of a date is the month: a day after the 12th says it for the whole file; without
    one, the language does."""
    if DAY not in columns:
        return importer.months_first and lang == "en"
    place, days, months = columns[DAY], False, False
    for _, cells in rows:
        if found := _FIGURES.match(cell_at(cells, place)):
            first, second = int(found[1]), int(found[2])
            days = days or (12 < first <= 31 and second <= 12)
            months = months or first <= 12 < second <= 31
    return months if days is not months else importer.months_first and lang == "en"


def cell_at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
