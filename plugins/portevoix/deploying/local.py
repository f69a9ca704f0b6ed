"""The built site on this machine → its manifest. A file that lies as it did is not read again.

As in the records of a build, size, date and node tell: the date of an entry changes with every build that
links what stands into another tree.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from portevoix.cache.checksummed import read_record, write_record
from portevoix.cache.freshness import cache_folder
from portevoix.deploying.manifest import Entry, Files, Manifest, are_inside, are_of, is_inside
from portevoix.digests import digest, digest_of
from portevoix.file_stats import SETTLED, FileStat, stats_below

FORMAT = 3
_Row = list[Any]  # of a file: size, date and node as it lay; the digests of its content
_KINDS = (int, int, int, str, str)


class Looked(NamedTuple):
    """What was found, and what is to be remembered of it."""

    files: Files
    file: Path  # that remembers
    rows: Mapping[str, _Row] | None  # None: what it holds stands

    def remember(self) -> None:
        if self.rows is not None:
            write_record(self.file, {"format": FORMAT, "files": self.rows})


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
    now = time.time_ns()
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
        if row is None or row[0] != size or row[1] != changed or row[2] != node:
            entry = _entry(place / path)
            read += 1
            # One that changes while it is read will lie otherwise.
            row = [entry.size, changed, node, entry.digest, entry.md5]
        else:
            entry = Entry(size, row[3], row[4])
        entries[path] = entry
        if now - changed > SETTLED:
            kept[path] = row
    return Looked(entries, file, kept if read or len(kept) != len(known) else None)


def _entry(file: Path) -> Entry:
    content = file.read_bytes()
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return Entry(len(content), digest_of(content), md5)


def _known(file: Path) -> Mapping[str, _Row]:
    record = read_record(file)
    try:
        files: dict[str, _Row] = record["files"]
        if record["format"] == FORMAT and are_of(files.values(), _KINDS):
            return files
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return {}
