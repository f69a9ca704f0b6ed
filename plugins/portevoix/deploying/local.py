"""The built site on this machine → its manifest. A file that lies as it did is not read again.

As in the records of a build, size, date and node tell: the date of an entry changes with every build that
links what stands into another tree.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

from portevoix.cache.checksummed import read_record, write_record
from portevoix.cache.freshness import cache_folder
from portevoix.deploying.manifest import Entry, Manifest, is_inside
from portevoix.digests import digest, digest_of
from portevoix.file_stats import SETTLED, FileStat, stats_below

FORMAT = 2


def manifest_of(
    place: Path, address: str, project: Path, lies: Mapping[str, FileStat] | None = None
) -> Manifest:
    """`lies` tells how the files lie, where who asks has just looked.

    Raises OSError for a file that cannot be read.
    """
    file = cache_folder(project) / f"digests-{digest(str(place.resolve()))}.json"
    known = _known(file)
    now = time.time_ns()
    entries: dict[str, Entry] = {}
    kept: dict[str, list[object]] = {}
    read = 0
    for path, (size, changed, _, node) in sorted((lies or stats_below(place)).items()):
        if not is_inside(path):
            continue
        found = known.get(path)
        if found is not None and found[0] == (size, changed, node):
            entry = found[1]
        else:
            entry = _entry(place / path)
            read += 1
        entries[path] = entry
        if now - changed > SETTLED:
            kept[path] = [[size, changed, node], entry.size, entry.digest, entry.md5]
    if read or len(kept) != len(known):
        write_record(file, {"format": FORMAT, "files": kept})
    return Manifest(address, entries)


def _entry(file: Path) -> Entry:
    content = file.read_bytes()
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return Entry(len(content), digest_of(content), md5)


def _known(file: Path) -> Mapping[str, tuple[tuple[int, int, int], Entry]]:
    record = read_record(file)
    try:
        if record["format"] != FORMAT:
            return {}
        return {
            path: ((size, changed, node), Entry(length, content, md5))
            for path, ((size, changed, node), length, content, md5) in record["files"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
