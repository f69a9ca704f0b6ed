"""What a planning tool is to us: the columns of its file, in order, its limits, each sourced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.values import dataclass


class Shape(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduler:
    """A tool that takes a file. `columns` are header → recipe (`recipes.py`), in the tool's order.

    No tool says the time zone of its file: hours are the account's local ones, and the name of the
    file says the zone.
    """

    key: str
    label: Words
    columns: Mapping[str, str] = field(hash=False)
    shape: Shape = Shape.CSV
    header: bool = True  # whether the first row names the columns
    mark: bool = False  # begins with a byte order mark
    quoted: bool = False  # every cell between quotes
    rows: int = 0  # texts in one file, at most; 0: no limit is known
    step: int = 1  # minutes: hours are multiples of it
    apart: int = 0  # minutes between two texts of one account
    networks: frozenset[str] = frozenset()  # that it has a column for; empty: any
    pictures: tuple[str, ...] = ()  # extensions of pictures; empty: it takes none
    heaviest: int = 0  # bytes of a picture; 0: no limit is known
    needs_own: bool = False  # whether a column is unknown: the organisation gives its template
    grade: Grade
    source: str  # address, or where it was seen
    checked_on: date
