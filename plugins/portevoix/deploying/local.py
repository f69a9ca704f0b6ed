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
from portevoix.file_stats import SETTLED, stats_below

FORMAT = 2


def manifest_of(place: Path, address: str, project: Path) -> Manifest:
    """Raises OSError for a file that cannot be read."""
    file = cache_folder(project) / f"digests-{digest(str(place.resolve()))}.json"
    known = _known(file)
    now = time.time_ns()
    entries: dict[str, Entry] = {}
    kept: dict[str, list[object]] = {}
    for path, (size, changed, _, node) in sorted(stats_below(place).items()):
        lies = size, changed, node
        if not is_inside(path):
            continue
        found = known.get(path)
        entry = found[1] if found is not None and found[0] == lies else _entry(place / path)
        entries[path] = entry
        if now - changed > SETTLED:
            kept[path] = [list(lies), entry.size, entry.digest, entry.md5]
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
