"""Object stores: anything that speaks S3, Azure's blobs, Google's buckets, through one library.

What we know of a place lies in it under a name that nobody can guess (`.porte-voix-…`), found by
listing, which takes the keys: who reads the site does not find what was withdrawn from it. A machine
remembers that name.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from portevoix.deploying import in_place
from portevoix.deploying.at_once import all_at_once
from portevoix.deploying.changes import Changes
from portevoix.deploying.host import Beat, Left, Overtaken, Stopped, Traffic
from portevoix.deploying.manifest import Entry
from portevoix.deploying.served import cache_of, type_of

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ObjectStore

T = TypeVar("T")

_RECORDS = ".porte-voix-"
_NAME = re.compile(r"\.porte-voix-[0-9a-f]{24}")
_MD5 = re.compile(r"[0-9a-f]{32}")
_AT_ONCE = 32  # requests under way
_ONE_PIECE = 64_000_000  # bytes; what is larger goes in parts, and its ETag tells no content
# What a service answers → what to say. S3: docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_CAUSES = (
    ("NoSuchBucket|ContainerNotFound|bucket does not exist", "deploying.no_bucket"),
    ("RequestTimeTooSkewed|RequestExpired", "deploying.clock"),
    (
        "InvalidAccessKeyId|SignatureDoesNotMatch|401 |Unauthenticated|AuthenticationFailed",
        "deploying.keys",
    ),
    ("AccessDenied|403 |privileges", "deploying.denied"),
    ("QuotaExceeded|StorageFull|InsufficientStorage|507 ", "deploying.full"),
    ("error sending request|timed out|connection", "deploying.cut"),
)


class ObjectPlace:
    """A bucket as a place of publication."""

    keeps_all = False

    def __init__(
        self, store: ObjectStore, shown: str, memory: Path, *, guarded: bool = False
    ) -> None:
        self._store = store
        self._guarded = guarded
        self._shown = shown
        self._memory = memory  # the file that holds the name of our records
        self._records = _remembered(memory)
        self._version: str | None = None
        self.traffic = Traffic()

    def read_state(self) -> bytes | None:
        import obstore

        with self._told():
            for known in (True, False) if self._records else (False,):
                if not known:
                    self._records = next(iter(self._found()), "")
                if not self._records:
                    return None
                self.traffic.requests += 1
                try:
                    found = obstore.get(self._store, self._state)
                except FileNotFoundError:
                    self._records, self._version = "", None
                    continue
                self._version = found.meta["e_tag"]
                _remember(self._memory, self._records)
                return bytes(found.bytes())
            return None

    def write_state(self, content: bytes) -> None:
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        first = self._version is None
        with self._told():
            self.traffic.requests += 1
            self._open()
            try:
                put = obstore.put(
                    self._store,
                    self._state,
                    content,
                    attributes={"Content-Type": "application/json", "Cache-Control": "no-store"},
                    mode="create" if self._version is None else {"e_tag": self._version},
                    use_multipart=False,
                )
            except (AlreadyExistsError, PreconditionError):
                raise Overtaken from None
            self._version = put["e_tag"]
            if first and self._found()[0] != self._records:  # two first publications at once
                obstore.delete(self._store, self._state)
                self._records, self._version = "", None
                raise Overtaken
            if first:
                _remember(self._memory, self._records)

    def read(self, name: str) -> bytes:
        import obstore

        with self._told(absent=True):
            self.traffic.requests += 1
            return bytes(obstore.get(self._store, f"{self._records}/manifests/{name}").bytes())

    def write(self, name: str, content: bytes) -> None:
        import obstore

        with self._told():
            self._open()
            self.traffic.requests += 1
            path = f"{self._records}/manifests/{name}"
            obstore.put(self._store, path, content, use_multipart=False)

    def forget(self, names: Collection[str]) -> None:
        import obstore

        with self._told():
            there = self._listed(f"{self._records}/manifests")
            if old := [path for path in there if path.rpartition("/")[2] not in names]:
                self.traffic.requests += 1
                obstore.delete(self._store, old)

    def strangers(self, files: Mapping[str, Entry]) -> tuple[str, ...]:
        with self._told():
            return tuple(sorted(path for path in self._listed() if path in files))

    def amiss(self, live: Mapping[str, Entry], *, verify: bool) -> set[str]:
        """By a listing, 1,000 files a request: only where it is asked for. Sizes tell, then ETags where the
        service makes them of contents, and dates later than that of our last state."""
        if not verify:
            return set()
        with self._told():
            there = self._listed()
        known = {path: there[path] for path in live.keys() & there.keys()}
        state = there.get(self._state)
        # Azure, Google and S3 with keys of one's own (SSE-KMS) make no ETag of a content.
        told = any(_tag(one) == live[path].md5 for path, one in known.items())

        def is_sound(path: str, one: ObjectMeta) -> bool:
            tag = _tag(one)
            if told and tag == live[path].md5:
                return True
            if one["size"] != live[path].size:
                return False
            if state is not None and one["last_modified"] > state["last_modified"]:
                return False
            return not (told and _MD5.fullmatch(tag))

        sound = {path for path, one in known.items() if is_sound(path, one)}
        return set(live.keys() - sound)

    def transfer(self, changes: Changes, source: Path | None, beat: Beat) -> None:
        with self._told():
            in_place.transfer(self, changes, source, beat)

    def finish(self, changes: Changes, needed: Collection[str], left: Left | None) -> None:
        with self._told():
            in_place.finish(self, changes, needed, left)

    def holding(self, wanted: Mapping[str, Entry]) -> set[str]:
        there = self._listed()
        return {
            path for path, one in wanted.items() if path in there and _tag(there[path]) == one.md5
        }

    def kept(self) -> set[str]:
        return {path.rpartition("/")[2] for path in self._listed(f"{self._records}/kept")}

    def keep(self, wanted: Mapping[str, str]) -> None:
        import obstore

        def keep(pair: tuple[str, str]) -> None:
            digest, path = pair
            with contextlib.suppress(FileNotFoundError):  # somebody removed it; nothing to keep
                obstore.copy(self._store, path, f"{self._records}/kept/{digest}")

        self._all(keep, list(wanted.items()))

    def put(self, files: Mapping[str, Entry], source: Path) -> None:
        import obstore

        def put(path: str) -> None:
            obstore.put(
                self._store,
                path,
                source / path,
                attributes={
                    "Content-Type": type_of(path),
                    "Cache-Control": cache_of(path, guarded=self._guarded),
                },
                use_multipart=files[path].size > _ONE_PIECE,
            )

        self._all(put, list(files))
        self.traffic.files += len(files)
        self.traffic.bytes += sum(one.size for one in files.values())

    def restore(self, files: Mapping[str, Entry]) -> None:
        import obstore

        def restore(path: str) -> None:
            kept = f"{self._records}/kept/{files[path].digest}"
            try:
                obstore.copy(self._store, kept, path)
            except FileNotFoundError:
                raise Stopped("deploying.not_kept", path=path) from None

        self._all(restore, list(files))
        self.traffic.files += len(files)

    def remove(self, paths: Sequence[str]) -> None:
        import obstore

        self.traffic.requests += -(-len(paths) // 1000)
        obstore.delete(self._store, list(paths))

    def drop(self, left: Left) -> None:
        names = [f"kept/{one}" for one in left.kept] + [
            f"manifests/{one}" for one in left.manifests
        ]
        with contextlib.suppress(FileNotFoundError):  # some stores tell; gone is what was wanted
            self.remove([f"{self._records}/{name}" for name in names])

    def close(self) -> None:
        return

    @property
    def _state(self) -> str:
        return f"{self._records}/state.json"

    def _open(self) -> None:
        if not self._records:
            self._records = f"{_RECORDS}{secrets.token_hex(12)}"

    def _found(self) -> list[str]:
        """The names of our records in this place, the first of which counts."""
        import obstore

        self.traffic.requests += 1
        folders = obstore.list_with_delimiter(self._store)["common_prefixes"]
        return sorted(name for name in folders if name.startswith(_RECORDS))

    def _listed(self, below: str | None = None) -> dict[str, ObjectMeta]:
        """Path → what is known of each object."""
        import obstore

        found = {}
        for some in obstore.list(self._store, below):
            self.traffic.requests += 1
            found.update({one["path"]: one for one in some})
        return found

    def _all(self, act: Callable[[T], None], items: Sequence[T]) -> None:
        """Each item once, each a request."""
        self.traffic.requests += len(items)
        all_at_once(act, items, _AT_ONCE)

    @contextmanager
    def _told(self, *, absent: bool = False) -> Iterator[None]:
        """What the service refuses, in words; raises FileNotFoundError where that is an answer."""
        from obstore.exceptions import BaseError

        try:
            yield
        except FileNotFoundError as error:
            if absent and "NoSuchBucket" not in str(error):
                raise
            raise _stopped(error, self._shown) from error
        except (BaseError, OSError) as error:
            raise _stopped(error, self._shown) from error


def _tag(one: ObjectMeta) -> str:
    return (one["e_tag"] or "").strip('"')


def _remembered(memory: Path) -> str:
    try:
        name = memory.read_text("utf-8")
    except (OSError, ValueError):
        return ""
    return name if _NAME.fullmatch(name) else ""


def _remember(memory: Path, name: str) -> None:
    if _remembered(memory) != name:
        with contextlib.suppress(OSError):  # then the place is asked next time
            memory.parent.mkdir(parents=True, exist_ok=True)
            memory.write_text(name, "utf-8")


def _stopped(error: Exception, shown: str) -> Stopped:
    said = str(error)
    for pattern, wording in _CAUSES:
        if re.search(pattern, said):
            return Stopped(wording, place=shown, reason=_reason(said))
    return Stopped("deploying.refused", place=shown, reason=_reason(said))


def _reason(said: str) -> str:
    """The service's own sentence, or the start of what the library says."""
    message = re.search(r"<Code>(.*?)</Code>(?:.*?<Message>(.*?)</Message>)?", said, re.DOTALL)
    if message:
        return ": ".join(filter(None, message.groups()))[:200]
    return said.split("\n")[0][:200]
