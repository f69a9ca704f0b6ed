"""Whether anything changed at all since the last build of the same command.

Only the standard library, and of this room what needs no more: the answer comes before the engine is even loaded. Sources are read whole, since dates of files can lie; the files of
the site are told by how they lie on the disc.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portevoix.sealed import read_record, write_record

FORMAT = 2
Lies = tuple[int, int, int]  # size, date in nanoseconds and node (where there are any) of a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a command asks for, in so many words: another request knows nothing of this one."""

    config: Path
    words: tuple[str, ...]  # every option that matters to the site, `--now` included

    @property
    def file(self) -> Path:
        """Where the state after this request is kept."""
        name = hashlib.sha256("\0".join((str(self.config), *self.words)).encode()).hexdigest()
        return self.config.parent / ".cache" / "porte-voix" / f"whole-{name[:16]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The last build: what it stood on, what it gave, how long it stays right."""

    foundation: str
    roots: tuple[str, ...]  # folders and files of the sources
    sources: str  # digest of all that lies there
    place: str
    files: Mapping[str, Sequence[int]]  # size, date and node of each file of the site
    since: float  # from when to when, in seconds since 1970, the same sources give the same site
    until: float
    told: tuple[str, ...]  # notices, to be told again
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was found on asking whether the last build is still right."""

    whole: Whole | None = None  # the last build, if building again would change nothing
    roots: tuple[str, ...] = ()
    sources: str = ""  # digest of what lies below these roots now; "" when nobody looked

    def digest_of(self, roots: tuple[str, ...]) -> str:
        return self.sources if self.sources and self.roots == roots else digest_of(roots)


def still_right(request: Request, now: float | None, foundation: str) -> Seen:
    """Look at the last build, its site and its sources; `now` None: the request says when."""
    written = read_record(request.file)
    try:
        if written.pop("format") != FORMAT:
            return Seen()
        whole = Whole(
            **{**written, "roots": tuple(written["roots"]), "told": tuple(written["told"])}
        )
        if whole.foundation != foundation:
            return Seen()
        if now is not None and not whole.since <= now < whole.until:
            return Seen()
        found = digest_of(whole.roots)
        # Sources first: most often they are what differs.
        same = found == whole.sources and lying(Path(whole.place)) == {
            path: tuple(lies) for path, lies in whole.files.items()
        }
        return Seen(whole=whole if same else None, roots=whole.roots, sources=found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Seen()


def remember(request: Request, whole: Whole) -> None:
    """Keep the state after a build that told nothing but `whole.told`."""
    fields: dict[str, Any] = {name: getattr(whole, name) for name in Whole.__slots__}
    write_record(request.file, {"format": FORMAT, **fields})


def digest_of(roots: Iterable[str]) -> str:
    """Of the names and contents of all files below `roots`; a root that is missing counts too."""
    found = hashlib.sha256()
    for root in roots:
        found.update(f"{root}\0".encode("utf-8", "surrogateescape"))
        for path in files_below(root):
            found.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            found.update(_content(path))
    return found.hexdigest()


def _content(path: str) -> bytes:
    """A digest of a file; what is no file, or cannot be read, says only that."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would never end
            return b"no file"
        with open(path, "rb") as content:
            return hashlib.sha256(content.read()).digest()
    except OSError:  # a link that leads nowhere: editors leave such beside what they edit
        return b"unreadable"


def lying(place: Path) -> dict[str, Lies]:
    """How each file below a folder lies on the disc, by its path from there."""
    return {path: lies_of(entry) for path, entry in _entries_below(str(place))}


def lies_of(entry: os.DirEntry[str], *, linked: bool = True) -> Lies:
    """How a file lies; of a symbolic link, what it leads to, unless `linked` is False."""
    if os.name == "nt":  # where an entry knows no node, and not the date of a file of two names
        found = os.stat(entry.path, follow_symlinks=linked)
    else:
        found = entry.stat(follow_symlinks=linked)
    return found.st_size, found.st_mtime_ns, found.st_ino


def files_below(root: str) -> list[str]:
    """All files below a folder, in order, those of linked folders too; or the file itself."""
    if os.path.isfile(root):
        return [root]
    return sorted(f"{root}{os.sep}{path}" for path, _ in _entries_below(root))


def _entries_below(root: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file below a folder and its path from there, those of linked folders too, once."""
    start = os.path.realpath(root)
    seen = {start}
    folders = [("", start)]
    for inside, folder in folders:  # grows
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            if not _is_folder(entry):
                yield f"{inside}{entry.name}", entry
                continue
            # Only a link leads elsewhere; to ask of each folder where it lies would cost much.
            below = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
            if below not in seen:
                seen.add(below)
                folders.append((f"{inside}{entry.name}/", below))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False
