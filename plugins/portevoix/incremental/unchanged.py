"""Whether anything changed at all since the last build of the same command.

Only the standard library, and no other room but `foundation` and `outputs`: the answer comes
before the engine is even loaded. Sources are read whole, since dates of files can lie; the files of
the site are told by how they lie on the disc.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 1


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


def still_right(request: Request, now: float | None, foundation: str) -> Whole | None:
    """The last build, if building again would change nothing; `now` None: the request says when."""
    try:
        written = json.loads(request.file.read_bytes())
        if written.pop("format") != FORMAT:
            return None
        whole = Whole(
            **{**written, "roots": tuple(written["roots"]), "told": tuple(written["told"])}
        )
        if whole.foundation != foundation:
            return None
        if now is not None and not whole.since <= now < whole.until:
            return None
        if lying(Path(whole.place)) != {path: list(lies) for path, lies in whole.files.items()}:
            return None
        if digest_of(whole.roots) != whole.sources:
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return whole


def remember(request: Request, whole: Whole) -> None:
    """Keep the state after a build that told nothing but `whole.told`."""
    fields: dict[str, Any] = {name: getattr(whole, name) for name in Whole.__slots__}
    request.file.parent.mkdir(parents=True, exist_ok=True)
    beside = request.file.with_suffix(f".{os.getpid()}.tmp")
    try:
        beside.write_text(json.dumps({"format": FORMAT, **fields}), "utf-8")
        beside.replace(request.file)
    except OSError:
        beside.unlink(missing_ok=True)


def digest_of(roots: Iterable[str]) -> str:
    """Of the names and contents of all files below `roots`; a root that is missing counts too."""
    found = hashlib.sha256()
    for root in roots:
        found.update(f"{root}\0".encode("utf-8", "surrogateescape"))
        for path in filter(os.path.isfile, _files(root)):  # a link may lead nowhere
            found.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            with open(path, "rb") as content:
                found.update(hashlib.sha256(content.read()).digest())
    return found.hexdigest()


def lying(place: Path) -> dict[str, list[int]]:
    """How each file below a folder lies on the disc."""
    found = {}
    start = len(str(place)) + 1
    for path in _files(str(place)):
        lies = os.stat(path)
        found[path[start:]] = [lies.st_size, lies.st_mtime_ns, lies.st_ino]
    return found


def _files(root: str) -> list[str]:
    if os.path.isfile(root):
        return [root]
    return sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names
    )
