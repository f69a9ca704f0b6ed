"""The copies of many pictures, each made once: kept between builds by what the original holds.

Whatever the folder of kept copies holds, what comes out is what would be made anew: every file of
it bears its digest, and one that does not match is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PIL import __version__ as pillow
from PIL import features

from portevoix import picture_parts
from portevoix.digests import digest, digest_of
from portevoix.pictures.digests import Digests
from portevoix.pictures.drawings import drawn
from portevoix.pictures.kinds import is_drawing
from portevoix.pictures.opening import Reason, Unreadable, contents
from portevoix.pictures.publishing import Published, Sibling, published, smaller_sibling
from portevoix.values import dataclass

MOST_KEPT = 1_500_000_000  # bytes of copies that stay between builds
ALONE = 6  # new pictures that one process makes before another would have started
_CODECS = ("avif", "jpg", "libjpeg_turbo", "littlecms2", "webp", "zlib")
_DIGESTS = "originals.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A picture's copy on the disc, ready to be published."""

    digest: str  # of the original
    file: Path
    type: str
    length: int  # bytes
    width: int  # pixels; 0 for a drawing that does not say
    height: int
    sibling: Path | None = None  # lighter, for browsers that read its type
    sibling_type: str = ""
    suffix: str = ""  # of the sibling, after the whole name of the picture
    mended: bool = False  # a drawing lost what would run or load from elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A picture of which no copy can be made, and so none goes out."""

    digest: str  # of the original; empty when it could not be read
    reason: Reason
    facts: Mapping[str, str]

    @property
    def error(self) -> Unreadable:
        return Unreadable(self.reason, **self.facts)


Result = Copy | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    original: Path
    digest: str
    folders: tuple[Path, ...]  # where its copy may be kept, best first


def copies(
    originals: Iterable[Path],
    *,
    kept: Path,
    spare: Path,
    workers: int | None = None,
    most: int = MOST_KEPT,
) -> dict[Path, Result]:
    """The copies of `originals`, in their order; those of new ones are made on all cores.

    They lie in `kept`, or in `spare` when that cannot be written to. Past `most` bytes, what this
    build does not use is forgotten.
    """
    digests = Digests.read(kept / _DIGESTS)
    found: dict[Path, Result] = {}
    jobs: dict[str, _Job] = {}
    waiting: dict[Path, str] = {}
    for original in originals:
        try:
            digest = digests.of(original)
        except Unreadable as error:
            found[original] = _refused("", error)
            continue
        result = _read(kept, digest) if digest not in jobs else None
        if result is None:
            waiting[original] = digest
            jobs.setdefault(digest, _Job(original=original, digest=digest, folders=(kept, spare)))
        found[original] = result or _refused(digest, Unreadable("missing"))
    made = {one.digest: one for one in _all_made(list(jobs.values()), workers)}
    found |= {original: made[digest] for original, digest in waiting.items()}
    digests.write()
    if jobs:
        _make_room(kept, {_key(one.digest) for one in found.values()}, most)
    return found


def _all_made(jobs: Sequence[_Job], workers: int | None) -> list[Result]:
    count = min(workers or _cores(), max(1, len(jobs) // ALONE))
    if count > 1:
        # Only here: most builds make no copy, and these take as long to load as many small rooms.
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        # Started afresh: a build has threads, and a copy of a process with threads may hang.
        try:
            with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
                return list(pool.map(_made, jobs, chunksize=2))
        except (OSError, BrokenProcessPool):  # a closed machine that lets no process start
            pass
    return [_made(job) for job in jobs]


def _made(job: _Job) -> Result:
    sibling: Sibling | None = None
    mended = False
    try:
        content = contents(job.original)
        if is_drawing(job.original, content):
            drawing = drawn(content)
            copy, mended = drawing.published, drawing.mended
        else:
            copy = published(content)
            sibling = smaller_sibling(copy)
    except Unreadable as error:
        return _refused(job.digest, error)
    for folder in job.folders:
        try:
            return _put(folder, job.digest, copy, sibling, mended)
        except OSError:
            continue
    return _refused(job.digest, Unreadable("unkept"))


def _refused(digest: str, error: Unreadable) -> Refused:
    facts = {name: str(value) for name, value in error.facts.items()}
    return Refused(digest=digest, reason=error.reason, facts=facts)


def _put(folder: Path, digest: str, copy: Published, sibling: Sibling | None, mended: bool) -> Copy:
    key = _key(digest)
    (folder / key[:2]).mkdir(parents=True, exist_ok=True)
    place = folder / key[:2] / key
    record: dict[str, Any] = {
        "type": copy.type,
        "length": len(copy.content),
        "width": copy.width,
        "height": copy.height,
        "copy": digest_of(copy.content),
        "sibling": digest_of(sibling.content) if sibling else "",
        "sibling_type": sibling.type if sibling else "",
        "suffix": sibling.suffix if sibling else "",
        "mended": mended,
    }
    _write(place.with_suffix(".copy"), copy.content)
    if sibling:
        _write(place.with_suffix(".sibling"), sibling.content)
    record["seal"] = _seal(key, record)
    _write(place.with_suffix(".json"), json.dumps(record).encode())
    return _copy(place, digest, record)


def _read(folder: Path, digest: str) -> Copy | None:
    """What is kept of an original; None when nothing sound is."""
    key = _key(digest)
    place = folder / key[:2] / key
    try:
        record = json.loads(place.with_suffix(".json").read_bytes())
        if record.pop("seal") != _seal(key, record):
            return None
        if digest_of(place.with_suffix(".copy").read_bytes()) != record["copy"]:
            return None
        lighter = record["sibling"]
        if lighter and digest_of(place.with_suffix(".sibling").read_bytes()) != lighter:
            return None
        return _copy(place, digest, record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _copy(place: Path, digest: str, record: Mapping[str, Any]) -> Copy:
    return Copy(
        digest=digest,
        file=place.with_suffix(".copy"),
        type=record["type"],
        length=record["length"],
        width=record["width"],
        height=record["height"],
        sibling=place.with_suffix(".sibling") if record["sibling"] else None,
        sibling_type=record["sibling_type"],
        suffix=record["suffix"],
        mended=record["mended"],
    )


def _make_room(folder: Path, used: set[str], most: int) -> None:
    """Forget what this build did not use, once the folder has grown too large."""
    try:
        files = [file for file in folder.rglob("*") if file.is_file()]
        if sum(file.stat().st_size for file in files) <= most:
            return
        for file in files:
            if file.stem not in used and file.name != _DIGESTS:
                file.unlink(missing_ok=True)
    except OSError:
        return


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _key(original: str) -> str:
    return digest(_recipe(), original)


@cache
def _recipe() -> str:
    """All that has a say in a copy beside its original: this room's code, Pillow, its codecs."""
    codecs = [features.version(one) for one in _CODECS]
    code = [*sorted(Path(__file__).parent.glob("*.py")), Path(picture_parts.__file__)]
    return digest(pillow, codecs, [(file.name, digest_of(file.read_bytes())) for file in code])


def _seal(key: str, record: Mapping[str, Any]) -> str:
    return digest(key, json.dumps(record, sort_keys=True))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
