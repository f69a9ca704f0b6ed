"""A person's file read as it is, and written whole or not at all, never over what another wrote."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import field
from pathlib import Path

from portevoix.posts import MAX_BYTES
from portevoix.values import dataclass
from portevoix.whole_files import write_whole

_MARKS = (  # in this order: the mark of UTF-32 begins like that of UTF-16, and is not read here
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Changed(Exception):
    """The file is not what it was when it was read; `there` is what stands now, None for nothing."""

    def __init__(self, there: bytes | None) -> None:
        super().__init__("changed")
        self.there = there


class Unreadable(Exception):
    """A file that is no text of ours: too large, or in no encoding that is told."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was read; its text with every line end as it stands."""

    content: bytes = field(repr=False)
    text: str = field(repr=False)
    mark: bytes = b""
    encoding: str = "utf-8"

    @property
    def digest(self) -> str:
        return digest_of(self.content)

    def encoded(self, text: str) -> bytes:
        return self.mark + text.encode(self.encoding)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


def held(content: bytes) -> Held:
    """Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable
    mark, encoding = next((one for one in _MARKS if content.startswith(one[0])), (b"", "utf-8"))
    try:
        return Held(content, content[len(mark) :].decode(encoding), mark, encoding)
    except UnicodeDecodeError:
        raise Unreadable from None


def read_held(path: Path) -> Held:
    """Raises OSError or Unreadable."""
    return held(path.read_bytes())


def content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def save(path: Path, before: bytes | None, after: bytes) -> None:
    """Put `after` in the place of `before`; None for a file that is not there yet.

    Raises Changed when something else stands there, OSError when the disc refuses.
    """
    path.resolve().parent.mkdir(parents=True, exist_ok=True)

    def look() -> None:
        there = content_of(path)
        if there != before:
            raise Changed(there)

    write_whole(path, after, look)


def carried(before: str, typed: str) -> str:
    """What somebody typed, where a page shows every line end as one: lines that are the same keep
    the bytes that they had, new ones end as most do."""
    old, new = before.splitlines(keepends=True), typed.splitlines(keepends=True)
    bare = [_bare(line) for line in old]
    wanted = [_bare(line) for line in new]
    same = 0
    while same < min(len(old), len(new)) and bare[same] == wanted[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and bare[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    end = "\r\n" if before.count("\r\n") * 2 > before.count("\n") else "\n"
    middle = [
        _bare(line).removesuffix("\n") + (end if _bare(line).endswith("\n") else "")
        for line in new[same : len(new) - tail]
    ]
    return "".join((*old[:same], *middle, *old[len(old) - tail :]))


def _bare(line: str) -> str:
    r"""A line as a page gives it back: ended by \n, and U+FFFD for what HTML does not hold."""
    for end in ("\r\n", "\r"):
        if line.endswith(end):
            line = line[: -len(end)] + "\n"
    return line.replace("\0", "\ufffd")
