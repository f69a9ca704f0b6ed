"""The built site before it is published, looked at by a copy of this process: a third of the time of a
small publication, in which this one loads what speaks to a place and asks what lies there."""

from __future__ import annotations

import marshal
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from portevoix.building.options import BuildOptions
from portevoix.commands.building import Standing, standing_site
from portevoix.forking import copied, may_copy

if TYPE_CHECKING:
    from portevoix.deploying import Files


class Built(NamedTuple):
    """A site that stands, and its files as they go out."""

    site: Standing
    files: Files


class Look:
    """Begins at once; `end` it, whether it was asked or not."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self.started = time.monotonic()
        self._copy = copied(self._share) if may_copy() else None

    def answer(self) -> Built | None:
        """None where something has to be built. Raises OSError for a file that cannot be read."""
        told = self._copy.answer() if self._copy is not None else b""
        if not told:
            found = _look(self._options)
            if found is None:
                return None
            built, remember = found
            remember()
            return built
        from portevoix.deploying import Entry

        answer = marshal.loads(told)  # our own copy wrote it, through a pipe of ours
        if answer is None:
            return None
        (place, posts, notices, summary), paths, entries = answer
        files = dict(zip(paths, map(Entry._make, entries), strict=True))
        return Built(Standing(place, posts, notices, summary, {}), files)

    def end(self) -> None:
        if self._copy is not None:
            self._copy.end()

    def _share(self, tell: Callable[[bytes], None]) -> None:
        found = _look(self._options)
        if found is None:
            tell(marshal.dumps(None))
            return
        (site, files), remember = found
        told = (site.place, site.posts, tuple(site.notices), tuple(site.summary))
        tell(marshal.dumps((told, list(files), list(map(tuple, files.values())))))
        remember()  # nobody waits for that


def _look(options: BuildOptions) -> tuple[Built, Callable[[], None]] | None:
    site = standing_site(options)
    if site is None:
        return None
    from pathlib import Path

    from portevoix.deploying import look_at

    found = look_at(Path(site.place), options.config.parent, site.lies)
    return Built(site, found.files), found.remember
