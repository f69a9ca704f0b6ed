"""What was written of each file of a site: of what it was made, and how it lies on the disc."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from portevoix.cache.checksummed import read_sealed, write_record
from portevoix.cache.columns import (
    column_to_numbers,
    column_to_texts,
    numbers_to_column,
    texts_to_column,
)

FORMAT = 6
Lies = tuple[int, int, int]  # size, date in nanoseconds and node (where there are any) of a file


class Record(NamedTuple):
    """One file of a site; a tuple, since all are read and written at each build."""

    key: str  # "" when nobody can tell of what it was made
    size: int  # bytes
    changed: int  # nanoseconds
    node: int  # inode, where the system has them
    bundle: str = ""  # that made it, among other files

    @property
    def lies(self) -> Lies:
        return self.size, self.changed, self.node


_TEXTS = ("key", "bundle")
Records = Mapping[str, Record]  # by path below the site root


def read_records(file: Path, fingerprint: str) -> tuple[dict[str, Record], frozenset[str], str]:
    """The records of a file, all paths that it has, and its identity; no record, but the paths, of one
    that was made on another fingerprint, and nothing of one that is damaged."""
    seal, written = read_sealed(file)
    try:
        if written["format"] != FORMAT:
            return {}, frozenset(), ""
        paths = column_to_texts(written["paths"])
        if any(
            path.startswith("/") or (".." in path and ".." in path.split("/")) for path in paths
        ):
            raise ValueError(paths)
        columns = [_read(name, written[name]) for name in Record._fields]
        found = dict(zip(paths, map(Record._make, zip(*columns, strict=True)), strict=True))
        return (found if written["fingerprint"] == fingerprint else {}), frozenset(found), seal
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, frozenset(), ""


def _read(name: str, column: Any) -> list[Any]:
    return column_to_texts(column) if name in _TEXTS else column_to_numbers(column)


def write_records(file: Path, fingerprint: str, records: Records) -> str:
    """Keep the records of a site, a column for each of their fields; gives its identity, another for
    each site."""
    written: dict[str, Any] = {
        "format": FORMAT,
        "fingerprint": fingerprint,
        "paths": texts_to_column(records),
    }
    every = list(records.values())
    for place, name in enumerate(Record._fields):
        column: Any = [one[place] for one in every]
        written[name] = texts_to_column(column) if name in _TEXTS else numbers_to_column(column)
    return write_record(file, written)
