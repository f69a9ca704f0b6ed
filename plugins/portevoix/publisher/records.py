"""What was written of each file of a site: of what it was made, and how it lies on the disc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from portevoix.cache.checksummed import read_record, write_record

FORMAT = 4
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
        found = dict(_sound(written["files"]))
        return (found if written["fingerprint"] == fingerprint else {}), frozenset(found)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, frozenset()


_TEXTS, _WHOLE = (str, str), (int, int, int)


def _sound(files: Mapping[str, list[Any]]) -> Iterator[tuple[str, Record]]:
    for path, (key, size, changed, node, bundle) in files.items():
        if path.startswith("/") or (".." in path and ".." in path.split("/")):
            continue
        if (type(key), type(bundle)) == _TEXTS and (
            type(size),
            type(changed),
            type(node),
        ) == _WHOLE:
            yield path, Record(key, size, changed, node, bundle)


def write_records(file: Path, fingerprint: str, records: Records) -> str:
    """Keep the records of a site; gives its identity, another for each site."""
    written = {"format": FORMAT, "fingerprint": fingerprint, "files": dict(records)}
    return write_record(file, written)
