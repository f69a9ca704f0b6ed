"""Posts that were read before and need not be read again: told by how their files lie."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from portevoix.digests import digest
from portevoix.file_stats import SETTLED, FileStat
from portevoix.posts.known import Known
from portevoix.posts.post import Author, Post
from portevoix.posts.record import from_record, to_record


class Records(Protocol):
    """Where the records of posts, values of JSON, are kept from one command to the next."""

    def all(self) -> Mapping[str, Any]: ...

    def put(self, name: str, value: Any) -> None: ...

    def use(self, name: str) -> None: ...


@dataclass(kw_only=True)
class PostCache:
    """By file, only those that nothing was said of; in memory, and in records where there are any.

    A post that comes from a record has no body: whoever renders it reads the file.
    """

    rooms: Callable[[str], Records] | None = None  # the records of posts read with the same `Known`
    foundation: str = ""  # of all that any post is read with: the code, the configuration
    _known: Known | None = None
    _records: Records | None = None
    _posts: dict[str, tuple[FileStat, str, Post]] = field(default_factory=dict)
    _written: dict[str, Any] = field(default_factory=dict)  # until somebody takes it

    def start(self, known: Known) -> None:
        """All are forgotten when what is known of the site is not the same any more."""
        if known != self._known:
            self._posts.clear()
            self._known = known
            self._records = self.rooms(digest(self.foundation, known)) if self.rooms else None
            self._written = dict(self._records.all()) if self._records else {}

    def by_stat(self, file: str, stat: FileStat) -> Post | None:
        """The post of a file that lies as it lay when it was read."""
        kept = self._posts.get(file)
        if kept is None:
            kept = self._from_record(file)
            if kept is None:
                return None
        if kept[0] != stat or not stat[3]:
            return None
        return kept[2]

    def by_content(self, file: str, stat: FileStat, content: str) -> Post | None:
        """The post of a file that says what it said; how it lies is noted."""
        kept = self._posts.get(file) or self._from_record(file)
        if kept is None or kept[1] != content:
            return None
        self.put(file, stat, content, kept[2])
        return kept[2]

    def put(self, file: str, stat: FileStat, content: str, post: Post) -> None:
        settled = time.time_ns() - max(stat[1], stat[2]) > SETTLED
        lies = stat if settled else (0, 0, 0, 0)
        self._posts[file] = lies, content, post
        if self._records is not None:
            self._records.put(file, [list(lies), content, to_record(post)])

    def _from_record(self, file: str) -> tuple[FileStat, str, Post] | None:
        written = self._written.pop(file, None)
        if written is None or self._known is None:
            return None
        try:
            stat, content, record = written
            authors: Mapping[str, Author] = self._known.authors
            post = from_record(record, authors=authors, zone=self._known.site.zone)
        except (ValueError, LookupError, TypeError):
            return None
        if self._records is not None:
            self._records.use(file)
        found = (stat[0], stat[1], stat[2], stat[3]), str(content), post
        self._posts[file] = found
        return found
