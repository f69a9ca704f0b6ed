"""A table of text as spreadsheets and tools save it, read row by row: a file of a whole year is large."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from portevoix.results.asked import NotRead
from portevoix.values import dataclass

Row = tuple[int, Sequence[str]]  # the line where it starts, from 1, and its cells
_END = "\uffff"  # a row of its own behind the last one, unless a quote is still open there
_HEAD = 20_000  # characters that tell what parts the cells
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a table lies, and how its letters and cells are written."""

    path: Path
    encoding: str
    sign: str  # that parts the cells

    def rows(self) -> Iterator[Row]:
        """Each row, from the first. Raises NotRead as `rows_of`, and OSError."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            # A table saved anew from one that had a mark has two.
            first = file.readline().lstrip("\ufeff")
            yield from rows_of(chain((first,), file), self.sign)


def table_at(path: Path) -> Table | None:
    """None for what is no text: a workbook, most often. Raises OSError."""
    encoding = _encoding_of(path)
    if encoding is None:
        return None
    with path.open(encoding=encoding, newline="") as file:
        return Table(path=path, encoding=encoding, sign=sign_of(file.read(_HEAD)))


def _encoding_of(path: Path) -> str | None:
    """UTF-8, UTF-16 with its mark, or Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _is_in(path, "utf-16") else None
    if b"\0" in start:
        return None
    return next((one for one in ("utf-8-sig", "cp1252") if _is_in(path, one)), None)


def _is_in(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def decoded(content: bytes) -> str | None:
    """The text of a table, in the same ways."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _tried(content, "utf-16")
        return text and text.lstrip("\ufeff")
    if b"\0" in content[:4096]:
        return None
    return _tried(content, "utf-8-sig") or _tried(content, "cp1252")


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def sign_of(text: str) -> str:
    """What parts the cells: the sign that the first lines use most."""
    head = text[:_HEAD].split("\n", 20)[:20]
    return max(";,\t", key=lambda one: max((line.count(one) for line in head), default=0))


def rows_of(lines: Iterable[str], sign: str) -> Iterator[Row]:
    """Each row of the lines of a table.

    Raises NotRead where a cell cannot be told from the next: without its end, or longer than 128 kB.
    """
    reader = csv.reader(chain(lines, (_END,)), delimiter=sign)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise NotRead("file_quote", start) from None
        if row and row[-1].endswith(_END):
            if row != [_END]:
                raise NotRead("file_quote", start)
            return
        yield start, row
