"""A tool whose results files are read: what its columns are called, and how we know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from portevoix.values import dataclass


class Grade(StrEnum):
    """Where the names of columns come from; worded under `results.grade_<grade>`."""

    OFFICIAL = "official"  # a page of the tool’s maker
    CODE = "code"  # the tool’s own source
    THIRD = "third"  # programs of others that read such files, or files that they describe
    MEMORY = "memory"  # no source found: what the tool’s screens say, put as a title


# What a column may hold beside a measure.
LINK = "link"  # of the message on its network
TEXT = "text"  # of the message
PAGE = "page"  # address, or path, of a page of ours
NETWORK = "network"
ACCOUNT = "account"
DAY = "day"  # that the numbers of the row are of, in files of one row a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """`columns` gives for each part and measure the names that a file may have for it, in English,
    then in French; of several in one file, the first named counts."""

    key: str
    label: str
    columns: Mapping[str, tuple[str, ...]] = field(hash=False)
    needs: tuple[tuple[str, ...], ...]  # of each group, one must be there
    network: str = ""  # where no column says
    networks: tuple[str, ...] = ()  # that it can be of; () for all
    stretch: bool = False  # whether a file counts some days only, which the person says
    months_first: bool = True  # in files in English, where a date is in figures and no row tells
    grade: Grade  # of the names in English
    french: Grade | None = None  # of those in French; None where the tool speaks English alone
    source: str = ""
    checked_on: date
