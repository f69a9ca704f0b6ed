"""The built site before it is published, looked at by a copy of this process: half of the time of a small
publication, in which this one loads what speaks to a place, asks what lies there, and looks at the sources."""

from __future__ import annotations

import marshal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from portevoix.building.options import BuildOptions
from portevoix.cache.freshness import BuildRecord
from portevoix.commands.building import built_files, record_of, record_stands
from portevoix.forking import copied, may_copy

if TYPE_CHECKING:
    from portevoix.deploying import Files, Looked


class Built(NamedTuple):
    """A site that stands, and its files as they go out."""

    record: BuildRecord
    files: Files


class Look:
    """Begins at once; `end` it, whether it was asked or not."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self.started = time.monotonic()
        self._record = record_of(options)
        self._copy = copied(self._share) if self._record is not None and may_copy() else None

    def answer(self) -> Built | None:
        """None where something has to be built. Raises OSError for a file that cannot be read."""
        record = self._record
        if record is None or not record_stands(self._options, record):
            return None
        files = self._told() if self._copy is not None else None
        if files is None:  # there is no copy, or it died
            if (found := self._look(record)) is None:
                return None
            found.remember()
            files = found.files
        return Built(record, files) if files else None

    def end(self) -> None:
        if self._copy is not None:
            self._copy.end()

    def _told(self) -> Files | None:
        """By the copy; none of a site that somebody touched."""
        from portevoix.deploying import Entry

        told = self._copy.answer() if self._copy is not None else b""
        if not told:
            return None
        paths, entries = marshal.loads(told)  # our own copy wrote it, through a pipe of ours
        return dict(zip(paths, map(Entry._make, entries), strict=True))

    def _share(self, tell: Callable[[bytes], None]) -> None:
        assert self._record is not None
        found = self._look(self._record)
        files = found.files if found is not None else {}
        tell(marshal.dumps((list(files), list(map(tuple, files.values())))))
        if found is not None:
            found.remember()  # nobody waits for that

    def _look(self, record: BuildRecord) -> Looked | None:
        lies = built_files(self._options, record)
        if lies is None:
            return None
        from portevoix.deploying import look_at

        return look_at(Path(record.place), self._options.config.parent, lies)
