"""Whether anything changed at all since the last build of the same command.

Only the standard library, and of this room what needs no more: the answer comes before the engine
is even loaded. Files are told by how they lie on the disc; those that were touched so shortly
before they were read that a second change might show the same, by their content.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from portevoix.cache.checksummed import read_record, read_sealed, write_record
from portevoix.cache.columns import column_to_numbers, column_to_texts
from portevoix.file_stats import SETTLED, FileStat, stat_of, stats_below
from portevoix.values import dataclass

FORMAT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a command asks for, in so many words: another request knows nothing of this one."""

    config: Path
    words: tuple[str, ...]  # every option that matters to the site, `--now` included

    @property
    def file(self) -> Path:
        """Where the state after this request is kept."""
        name = hashlib.sha256("\0".join((str(self.config), *self.words)).encode()).hexdigest()
        return cache_folder(self.config.parent) / f"build-{name[:16]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesState:
    """All files below some folders, told by how they lie."""

    digest: str
    recent: Mapping[str, str]  # path → digest of the content, where how it lies may not tell

    def holds(self, other: SourcesState) -> bool:
        """Whether `other`, found later, says that nothing changed."""
        return self.digest == other.digest and all(
            (other.recent.get(path) or _content(path)) == digest
            for path, digest in self.recent.items()
        )


Look = Callable[[tuple[str, ...]], SourcesState]  # how all files below some roots lie


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRecord:
    """The last build: what it stood on, what it gave, how long it stays right."""

    fingerprint: str
    roots: tuple[str, ...]  # folders and files of the sources
    sources: SourcesState
    place: str
    site: str  # identity of the site's own records
    since: float  # from when to when, in seconds since 1970, the same sources give the same site
    until: float
    notices: tuple[str, ...]  # to be said again
    summary: tuple[str, ...]  # of all posts, to be said again
    posts: int


def last_build(request: Request) -> BuildRecord | None:
    """What is known of the last build of a request; None when nothing sound is."""
    written = read_record(request.file)
    try:
        if written.pop("format") != FORMAT:
            return None
        return BuildRecord(
            **{
                **written,
                "roots": tuple(written["roots"]),
                "notices": tuple(written["notices"]),
                "summary": tuple(written["summary"]),
                "sources": SourcesState(**written["sources"]),
            }
        )
    except (KeyError, TypeError, AttributeError):
        return None


def sources_stand(record: BuildRecord, now: float | None, fingerprint: str, look: Look) -> bool:
    """Whether the sources of the last build would give the same site. `now` None: the request says when.
    `look` tells how files lie, as `state_of` does."""
    if record.fingerprint != fingerprint:
        return False
    if now is not None and not record.since <= now < record.until:
        return False
    try:
        return record.sources.holds(look(record.roots))
    except (OSError, ValueError, TypeError):
        return False


def untouched_site(request: Request, record: BuildRecord) -> Mapping[str, FileStat] | None:
    """How the files of the last build lie; None where somebody touched one."""
    seal, written = read_sealed(records_file(request.config.parent, record.place))
    if not isinstance(written, dict) or seal != record.site:
        return None
    try:
        found = stats_below(record.place)
        paths = column_to_texts(written["paths"])
        columns = (column_to_numbers(written[name]) for name in ("size", "changed", "node"))
        lay = dict(zip(paths, zip(*columns, strict=True), strict=True))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if lay != {path: (size, date, node) for path, (size, date, _, node) in found.items()}:
        return None
    return found


def cache_folder(project: Path) -> Path:
    """Where a project's builds keep what they know."""
    return project / ".cache" / "porte-voix"


def records_file(project: Path, place: str | Path) -> Path:
    """Where the records of the site at `place` are kept."""
    name = hashlib.blake2b(str(place).encode("utf-8", "surrogateescape"), digest_size=8)
    return cache_folder(project) / f"site-{name.hexdigest()}.json"


def remember(request: Request, record: BuildRecord) -> None:
    """Keep the state after a build whose only words were `record.notices`."""
    fields = {name: getattr(record, name) for name in BuildRecord.__slots__}
    sources = {"digest": record.sources.digest, "recent": dict(record.sources.recent)}
    write_record(request.file, {"format": FORMAT, **fields, "sources": sources})


def state_of(roots: Iterable[str]) -> SourcesState:
    """How all files below `roots` lie now; a root that is missing counts too."""
    found = hashlib.blake2b(digest_size=16)
    settled = time.time_ns() - SETTLED
    recent = {}
    for root in roots:
        found.update(f"{root}\0".encode("utf-8", "surrogateescape"))
        files = sorted(_files_below(root))
        found.update(repr(files).encode("utf-8", "surrogatepass"))
        for path, lies in files:
            if lies[1] > settled or lies[2] > settled:
                recent[path] = _content(path)
    return SourcesState(digest=found.hexdigest(), recent=recent)


def _files_below(root: str) -> Iterator[tuple[str, FileStat]]:
    if os.path.isfile(root):
        yield root, stat_of(root)
        return
    for path, lies in stats_below(root).items():
        yield f"{root}{os.sep}{path}", lies


def _content(path: str) -> str:
    """A digest of a file; what is no file, or cannot be read, says only that."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would never end
            return "no file"
        with open(path, "rb") as content:
            return hashlib.blake2b(content.read(), digest_size=16).hexdigest()
    except OSError:  # a link that leads nowhere: editors leave such beside what they edit
        return "unreadable"
