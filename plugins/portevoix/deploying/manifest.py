"""What a published site holds: each file's size and digests, under the address it was built for."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from portevoix.digests import digest_of
from portevoix.values import dataclass

FORMAT, SINCE_FORMAT = 1, 2  # of a whole manifest, and of what differs from another
_KINDS = (int, str, str)  # of the parts of an entry


class Entry(NamedTuple):
    """One file, told by its content; a tuple, since all are read at each publication."""

    size: int  # bytes
    digest: str
    md5: str  # what object stores answer as the ETag of what was put in one piece


Files = Mapping[str, Entry]  # by path below the site root, / between folders


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of one published state."""

    address: str  # that the site was built for
    files: Files

    def to_bytes(self) -> bytes:
        files = dict(sorted(self.files.items()))
        value = {"format": FORMAT, "address": self.address, "files": files}
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def since(self, base: str, before: Manifest) -> bytes:
        """The same, told by what differs from the whole manifest that is called `base`."""
        there = before.files
        files = dict(sorted(one for one in self.files.items() if there.get(one[0]) != one[1]))
        gone = sorted(before.files.keys() - self.files.keys())
        value = {"format": SINCE_FORMAT, "base": base, "address": self.address}
        told = {**value, "files": files, "gone": gone}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def bytes(self) -> int:
        return sum(one.size for one in self.files.values())

    def only(self, folders: tuple[str, ...]) -> Manifest:
        """What lies in these folders."""
        files = {path: one for path, one in self.files.items() if path.startswith(folders)}
        return Manifest(self.address, files)

    def without(self, folders: tuple[str, ...]) -> Manifest:
        files = {path: one for path, one in self.files.items() if not path.startswith(folders)}
        return Manifest(self.address, files)


NOTHING = Manifest("", {})


def name_of(content: bytes) -> str:
    """What a manifest is called: by its whole content, however it is told."""
    return digest_of(content)


def base_of(content: bytes) -> str:
    """The name of the manifest that another is told by; "" for a whole one, or for none of ours."""
    start = b'{"format":%d,"base":"' % SINCE_FORMAT
    if not content.startswith(start):
        return ""
    return content[len(start) :].partition(b'"')[0].decode("ascii", "replace")


def read_manifest(content: bytes, before: Manifest | None = None) -> Manifest:
    """`before` is the one that it is told by, where it is not whole.

    Raises ValueError when it is none of ours, or holds a path that leads out of the site.
    """
    try:
        value = json.loads(content)
        if value["format"] != (FORMAT if before is None else SINCE_FORMAT):
            raise ValueError("format")
        files = dict(zip(value["files"], map(Entry._make, value["files"].values()), strict=True))
        if not are_of(files.values(), _KINDS):
            raise ValueError("entry")
        if before is not None:
            gone = set(value["gone"])
            files |= {
                path: one
                for path, one in before.files.items()
                if path not in gone and path not in files
            }
        address = str(value["address"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if not are_inside(files):
        raise ValueError("path")
    return Manifest(address, files)


def are_of(rows: Iterable[Sequence[object]], kinds: tuple[type, ...]) -> bool:
    """Whether each row of a table has just these kinds of values."""
    columns = [set(map(type, column)) for column in zip(*rows, strict=True)]
    return not columns or columns == [{kind} for kind in kinds]


def is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it starts from."""
    return bool(path) and not {"", ".", ".."} & set(path.split("/")) and "\\" not in path


def are_inside(paths: Collection[str]) -> bool:
    """The same for all of many paths, looked through at once."""
    text = f"/{'/ /'.join(paths)}/"  # each part of each path between two slashes
    found = any(odd in text for odd in ("//", "/./", "/../", "\\"))
    return not (found and paths) or all(map(is_inside, paths))


def is_draft(path: str) -> bool:
    """Whether a file was put there for somebody to approve."""
    return draft_of(path) is not None


def draft_of(path: str) -> re.Match[str] | None:
    """The folder of the lot that a file belongs to, and its last day, if it was put there for somebody
    to approve."""
    begins, pattern = _drafts()
    return pattern.match(path) if path.startswith(begins) else None


@cache
def _drafts() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """How the folder of a lot begins, at the root of the site; all of it: its last day, and what nobody
    can guess."""
    from portevoix.paths import NAMES  # a copy of the process that only reads a site does without

    begins = tuple(sorted({one.drafts for one in NAMES.values()}))
    return begins, re.compile(rf"(?:{'|'.join(begins)})(\d{{4}}-\d\d-\d\d)-[0-9a-f]{{40}}/")


def without_drafts(manifest: Manifest) -> Manifest:
    files = {path: one for path, one in manifest.files.items() if not is_draft(path)}
    return Manifest(manifest.address, files)
