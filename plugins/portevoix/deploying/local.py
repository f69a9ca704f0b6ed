"""The built site on this machine → its manifest. A file that lies as it did is not read again.

As in the records of a build, size, date and node tell: the date of an entry changes with every build that
links what stands into another tree.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from portevoix.cache.checksummed import read_record, write_record
from portevoix.cache.freshness import cache_folder
from portevoix.deploying.manifest import Entry, Files, Manifest, are_inside, is_inside
from portevoix.digests import digest, digest_of
from portevoix.file_stats import SETTLED, FileStat, stats_below

FORMAT = 4


class _Row(NamedTuple):
    """A file as it lay, and what was in it."""

    size: int
    changed: int  # nanoseconds
    node: int
    digest: str
    md5: str


_KINDS = (int, int, int, str, str)


class Looked(NamedTuple):
    """What was found, and what is to be remembered of it."""

    files: Files
    file: Path  # that remembers
    rows: Mapping[str, _Row] | None  # None: what it holds stands

    def remember(self) -> None:
        """A column for each part, which is read in half the time."""
        if self.rows is not None:
            columns = zip(*self.rows.values(), strict=True) if self.rows else [()] * len(_KINDS)
            told = dict(zip(_Row._fields, columns, strict=True))
            write_record(self.file, {"format": FORMAT, "paths": list(self.rows), **told})


def manifest_of(
    place: Path, address: str, project: Path, lies: Mapping[str, FileStat] | None = None
) -> Manifest:
    """`lies` tells how the files lie, where who asks has just looked.

    Raises OSError for a file that cannot be read.
    """
    found = look_at(place, project, lies)
    found.remember()
    return Manifest(address, found.files)


def look_at(place: Path, project: Path, lies: Mapping[str, FileStat] | None = None) -> Looked:
    """The files of a built site, as `manifest_of`; what is to be remembered is left to who asks."""
    file = cache_folder(project) / f"digests-{digest(str(place.resolve()))}.json"
    known = _known(file)
    settled = time.time_ns() - SETTLED
    lying = lies or stats_below(place)
    paths = sorted(lying)
    if not are_inside(paths):
        paths = [path for path in paths if is_inside(path)]
    entries: dict[str, Entry] = {}
    kept: dict[str, _Row] = {}
    read = 0
    for path in paths:
        size, changed, _, node = lying[path]
        row = known.get(path)
        if row is None or row[:3] != (size, changed, node):
            entry = _entry(place / path)
            read += 1
            # One that changes while it is read will lie otherwise.
            row = _Row(entry.size, changed, node, entry.digest, entry.md5)
        else:
            entry = Entry(size, row[3], row[4])
        entries[path] = entry
        if changed < settled:
            kept[path] = row
    return Looked(entries, file, kept if read or len(kept) != len(known) else None)


def _entry(file: Path) -> Entry:
    content = file.read_bytes()
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return Entry(len(content), digest_of(content), md5)


def _known(file: Path) -> Mapping[str, _Row]:
    record = read_record(file)
    try:
        columns = [record[name] for name in _Row._fields]
        if record["format"] == FORMAT and all(map(_is_of, columns, _KINDS)):
            rows = map(_Row._make, zip(*columns, strict=True))
            return dict(zip(record["paths"], rows, strict=True))
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return {}


def _is_of(column: list[object], kind: type) -> bool:
    return set(map(type, column)) <= {kind}
