"""How the folders of a site's two trees lie: one that lies as it lay holds what it held.

A date tells what a folder holds, since each entry that comes, goes or changes its name changes it; what
becomes of a file under its name, it does not tell. A folder that was changed so shortly before it was
looked at that a second change might show the same has no date, and is listed.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterable
from dataclasses import field
from pathlib import Path
from typing import Any

from portevoix.cache.checksummed import read_record, write_record
from portevoix.cache.columns import (
    column_to_numbers,
    column_to_texts,
    numbers_to_column,
    texts_to_column,
)
from portevoix.file_stats import SETTLED
from portevoix.values import dataclass

FORMAT = 1
# Clocks of file systems that know parts of a second tick at least every hundredth of one.
_FINE = 100_000_000  # nanoseconds
_SECOND = 1_000_000_000


@dataclass(slots=True)
class Layout:
    """One tree, known folder by folder."""

    node: int  # of the tree
    mode: int  # rights of all its folders
    dates: dict[str, int]  # last change by path, in nanoseconds; 0 where it tells nothing

    def touch(self, path: str) -> None:
        """A file comes to a path, goes from there, or takes the place of another."""
        folder = path.rpartition("/")[0]
        while folder:
            known = folder in self.dates
            self.dates[folder] = 0
            if known:
                return
            folder = folder.rpartition("/")[0]

    def remove(self, folder: str) -> None:
        self.dates.pop(folder, None)
        self.touch(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """What is known of both trees of one site."""

    site: str = ""  # identity of the records that tell of `live`
    live: Layout | None = None
    aside: Layout | None = None  # of the standby tree
    dropped: Collection[str] = field(default=(), repr=False)  # files of `aside`, not of `live`


def layout_of(tree: Path, paths: Iterable[str]) -> Layout:
    """How a tree lies that holds these files and no other. Raises OSError when it does not."""
    found = os.lstat(tree)
    layout = Layout(found.st_ino, stat.S_IMODE(found.st_mode), {})
    for path in paths:
        layout.touch(path)
    before = time.time_ns()
    for folder in layout.dates:
        layout.dates[folder] = told_by_date(os.lstat(f"{tree}/{folder}").st_ctime_ns, before)
    return layout


def told_by_date(changed: int, looked: int) -> int:
    """The date of a folder whose content was known at a moment, 0 where another change might bear it."""
    tick = _FINE if changed % _SECOND else SETTLED
    return changed if looked - changed > tick else 0


def read_layouts(file: Path) -> Layouts:
    """What was written; nothing of a file that is missing, damaged or somebody else's."""
    written = read_record(file)
    try:
        if written["format"] != FORMAT:
            return Layouts()
        live, aside = map(_read, written["trees"])
        return Layouts(
            site=str(written["site"]),
            live=live,
            aside=aside,
            dropped=frozenset(map(str, written["dropped"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Layouts()


def write_layouts(file: Path, layouts: Layouts) -> None:
    trees = [_written(layouts.live), _written(layouts.aside)]
    write_record(
        file,
        {
            "format": FORMAT,
            "site": layouts.site,
            "trees": trees,
            "dropped": sorted(layouts.dropped),
        },
    )


def _written(layout: Layout | None) -> list[Any] | None:
    if layout is None:
        return None
    dates = layout.dates
    return [
        *(layout.node, layout.mode),
        *(texts_to_column(dates), numbers_to_column(dates.values())),
    ]


def _read(written: Any) -> Layout | None:
    """Raises TypeError or ValueError for what `_written` did not give."""
    if written is None:
        return None
    node, mode, paths, told = written
    folders, dates = column_to_texts(paths), column_to_numbers(told)
    if any(path.startswith("/") or (".." in path and ".." in path.split("/")) for path in folders):
        raise ValueError(paths)
    return Layout(int(node), int(mode), dict(zip(folders, dates, strict=True)))
