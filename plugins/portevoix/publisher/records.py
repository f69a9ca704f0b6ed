"""What was written of each file of a site: of what it was made, and how it lies on the disc."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from portevoix.cache.checksummed import read_record, write_record

FORMAT = 5
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


Records = Mapping[str, Record]  # by path below the site root


def read_records(file: Path, fingerprint: str) -> tuple[dict[str, Record], frozenset[str]]:
    """The records of a file, and all paths that it has; no record, but the paths, of one that was
    made on another fingerprint, and nothing of one that is damaged."""
    written = read_record(file)
    try:
        if written["format"] != FORMAT:
            return {}, frozenset()
        found = _sound(written["paths"], [written[name] for name in Record._fields])
        return (found if written["fingerprint"] == fingerprint else {}), frozenset(found)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, frozenset()


def _sound(paths: list[str], columns: list[list[Any]]) -> dict[str, Record]:
    """Raises TypeError or ValueError for what `write_records` did not give."""
    for values, kind in ((paths, str), *zip(columns, (str, int, int, int, str), strict=True)):
        if not set(map(type, values)) <= {kind}:
            raise TypeError(kind)
    if any(path.startswith("/") or (".." in path and ".." in path.split("/")) for path in paths):
        raise ValueError(paths)
    records = map(Record._make, zip(*columns, strict=True))
    return dict(zip(paths, records, strict=True))


def write_records(file: Path, fingerprint: str, records: Records) -> str:
    """Keep the records of a site, a column for each of their fields, which is read in half the time;
    gives its identity, another for each site."""
    columns = zip(*records.values(), strict=True) if records else [()] * len(Record._fields)
    written = {"format": FORMAT, "fingerprint": fingerprint, "paths": list(records)}
    return write_record(file, written | dict(zip(Record._fields, columns, strict=True)))
