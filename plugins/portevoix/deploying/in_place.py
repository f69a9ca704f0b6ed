"""Publication file by file, where each is put whole: object stores and plain folders.

First what is new and loaded by pages, then pages, then feeds; deletions come after the state is
written. Before a file is replaced, its content is kept aside for an undo.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from portevoix.deploying.changes import Changes
from portevoix.deploying.host import Beat, Left
from portevoix.deploying.manifest import Entry

_FILES, _BYTES = 256, 16_000_000  # of one batch: between two the publication shows that it lives


class Shelf(Protocol):
    """Files under their paths, and beside them contents kept under their digests."""

    def holding(self, wanted: Mapping[str, Entry]) -> set[str]:
        """The paths that hold just this content."""

    def kept(self) -> set[str]: ...

    def keep(self, wanted: Mapping[str, str]) -> None:
        """Digest → path whose content is to be kept."""

    def put(self, files: Mapping[str, Entry], source: Path) -> None: ...

    def restore(self, files: Mapping[str, Entry]) -> None:
        """Put kept contents under these paths."""

    def remove(self, paths: Sequence[str]) -> None: ...

    def drop(self, left: Left) -> None: ...


def transfer(shelf: Shelf, changes: Changes, source: Path | None, beat: Beat) -> None:
    before, after = changes.before.files, changes.after.files
    replaced = changes.replaced()
    stands: set[str] = set()
    if changes.doubtful:  # a run was cut: the place itself says how far it came
        stands = shelf.holding({path: after[path] for path in changes.sent})
        kept = shelf.kept()
        left = {digest: path for digest, path in replaced.items() if digest not in kept}
        sound = shelf.holding({path: before[path] for path in left.values()})
        replaced = {digest: path for digest, path in left.items() if path in sound}
    for some in _batches(replaced, {digest: before[path] for digest, path in replaced.items()}):
        shelf.keep({digest: replaced[digest] for digest in some})
        beat(0, 0)
    for group in changes.phases():
        for some in _batches((path for path in group if path not in stands), after):
            files = {path: after[path] for path in some}
            if source is None:
                shelf.restore(files)
            else:
                shelf.put(files, source)
            beat(len(files), sum(one.size for one in files.values()))


def finish(shelf: Shelf, changes: Changes, needed: Collection[str], left: Left | None) -> None:
    for group in changes.leaving():
        shelf.remove(group)
    if left is None:
        left = Left(kept=[one for one in shelf.kept() if one not in needed], manifests=())
    if left.kept or left.manifests:
        shelf.drop(left)


def _batches(names: Iterable[str], entries: Mapping[str, Entry]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for name in names:
        batch.append(name)
        size += entries[name].size
        if len(batch) >= _FILES or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
