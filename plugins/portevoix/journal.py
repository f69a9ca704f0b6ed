"""Files of one JSON object a line that only grow: what is written stays, and no two write at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from pathlib import Path

from portevoix.cache.freshness import cache_folder
from portevoix.clocks import YEARS
from portevoix.conflicts import conflict_line
from portevoix.locking import lock
from portevoix.values import dataclass

Row = tuple[int, str]  # its line in the file, from 1, and what stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a file, or a line of it, cannot be trusted; each room has wordings of its own."""

    wording: str  # "large", "not_text", "conflict", "cut"
    line: int = 0
    values: Mapping[str, object] = field(default_factory=dict)


def read_rows(path: Path, *, most: int) -> tuple[Sequence[Row], Sequence[Trouble]]:
    """The lines that hold something, and what is wrong; nothing where there is no file.

    `most` counts bytes. No line is given of a file of which it cannot be said where lines are.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        return (), ()
    if len(content) > most:
        return (), [Trouble(wording="large", values={"most": most})]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (), [Trouble(wording="not_text", line=content[: error.start].count(b"\n") + 1)]
    if (marked := conflict_line(text)) is not None:
        return (), [Trouble(wording="conflict", line=marked + 1)]
    lines = text.replace("\r\n", "\n").split("\n")
    troubles = []
    if lines[-1]:  # each line was written whole, with its end
        troubles.append(Trouble(wording="cut", line=len(lines)))
        lines[-1] = ""
    return [row for row in enumerate(lines, 1) if row[1].strip()], troubles


def read_stamp(text: str) -> datetime:
    """The moment of a line, with its time zone. Raises ValueError for any other text."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or found.year not in YEARS:
        raise ValueError(text[:80])
    return found


def add_rows(path: Path, rows: Iterable[str]) -> None:
    """Add lines and wait until they are on the disc: when this returns, they stay. Raises OSError."""
    content = "".join(f"{row}\n" for row in rows).encode()
    is_new = not path.exists()
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _keep_name(path.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else who asks so writes to the file meanwhile. Raises Busy."""
    folder = cache_folder(path.parent)
    folder.mkdir(parents=True, exist_ok=True)
    with lock(folder / f"{path.name}.lock"):
        yield


def _keep_name(folder: Path) -> None:
    """The name of a new file is kept by its folder, where the system lets one say so."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
