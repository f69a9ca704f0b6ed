"""Posts that were read before and need not be read again: told by how their files lie."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from typing import Any, Protocol

from portevoix.digests import digest
from portevoix.file_stats import SETTLED, FileStat
from portevoix.posts.known import Known
from portevoix.posts.post import Author, Post
from portevoix.posts.record import from_record, to_record
from portevoix.values import dataclass


class Records(Protocol):
    """Where the records of posts, values of JSON, are kept from one command to the next."""

    @property
    def renews(self) -> bool:
        """Whether it is to be said of all that is kept elsewhere of these posts that it is used."""

    def all(self) -> Mapping[str, Any]: ...

    def put(self, name: str, value: Any) -> None: ...

    def save(self, live: Collection[str]) -> None: ...


@dataclass(kw_only=True)
class PostCache:
    """By file, only those that nothing was said of; in memory, and in records where there are any.

    A post that comes from a record has no body: whoever renders it reads the file. Beside its record
    lies what others know of it, which is as right as it was as long as the post is the very same.
    """

    rooms: Callable[[str], Records] | None = None  # the records of posts read with the same `Known`
    foundation: str = ""  # of all that any post is read with: the code, the configuration
    _known: Known | None = None
    _records: Records | None = None
    _posts: dict[str, tuple[FileStat, str, Post]] = field(default_factory=dict)
    _written: dict[str, Any] = field(default_factory=dict)  # until somebody takes it
    _beside: dict[str, Any] = field(default_factory=dict)  # the same
    _new: set[str] = field(default_factory=set)  # files whose records are to be written

    def start(self, known: Known) -> None:
        """All are forgotten when what is known of the site is not the same any more."""
        if known != self._known:
            self._posts.clear()
            self._beside.clear()
            self._new.clear()
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
        self._note(file, stat, content, kept[2])
        return kept[2]

    def put(self, file: str, stat: FileStat, content: str, post: Post) -> None:
        self._beside.pop(file, None)
        self._note(file, stat, content, post)

    def _note(self, file: str, stat: FileStat, content: str, post: Post) -> None:
        settled = time.time_ns() - max(stat[1], stat[2]) > SETTLED
        lies = stat if settled else (0, 0, 0, 0)
        self._posts[file] = lies, content, post
        self._new.add(file)

    @property
    def renews(self) -> bool:
        """Whether it is to be said of all that is kept elsewhere of these posts that it is used."""
        return self._records is not None and self._records.renews

    def holds(self, post: Post) -> bool:
        """Whether it is the very post that was read, and nothing of it was replaced since."""
        kept = self._posts.get(post.file)
        return kept is not None and kept[2] is post

    def take_beside(self, post: Post) -> Any:
        """What lay beside the record of this very post, once; None where nothing did."""
        return self._beside.pop(post.file, None) if self.holds(post) else None

    def write(self, beside: Callable[[Post], Any], more: Iterable[str] = ()) -> None:
        """Write the records of the posts that were read, and of `more` files, each with what is to lie
        `beside` it: a value of JSON."""
        files, self._new = self._new.union(more), set()
        if self._records is None:
            return
        if self._records.renews:
            files |= self._forget_unused(self._records)
        for file in sorted(files & self._posts.keys()):
            lies, content, post = self._posts[file]
            self._records.put(file, [list(lies), content, to_record(post), beside(post)])
        self._records.save(self._posts)

    def _forget_unused(self, records: Records) -> set[str]:
        """The files of posts that this build asked nothing of. It did not say either that it uses what
        their records lead to, which may be forgotten from now on: they are to be written without."""
        found = set(self._beside)
        self._beside.clear()
        for file in self._written:  # not even asked whether they stand
            records.put(file, None)
        self._written.clear()
        return found

    def _from_record(self, file: str) -> tuple[FileStat, str, Post] | None:
        written = self._written.pop(file, None)
        if written is None or self._known is None:
            return None
        try:
            stat, content, record, beside = written
            authors: Mapping[str, Author] = self._known.authors
            post = from_record(record, authors=authors, zone=self._known.site.zone)
        except (ValueError, LookupError, TypeError):
            return None
        found = (stat[0], stat[1], stat[2], stat[3]), str(content), post
        self._posts[file] = found
        self._beside[file] = beside
        return found
