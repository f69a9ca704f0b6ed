"""Small records kept between builds: written whole or not at all, believed only when intact."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
MOST = 16  # records of one kind; those of other requests and places are forgotten, oldest first


def read_record(file: Path) -> Any:
    """What was written; None when the file is missing, damaged or somebody else's."""
    return read_sealed(file)[1]


def read_sealed(file: Path) -> tuple[str, Any]:
    """The seal of a record, another for each value, and what was written; "" and None when the file
    is missing, damaged or somebody else's."""
    try:
        seal, _, content = file.read_bytes().partition(b"\n")
        found = hashlib.sha256(content).hexdigest()
        return (found, json.loads(content)) if seal == found.encode() else ("", None)
    except (OSError, ValueError, RecursionError):
        return "", None


def write_record(file: Path, value: Any) -> str:
    """The seal of what was written. Nothing is kept where nothing can be written: the next build
    then starts from nothing."""
    seal = hashlib.sha256()
    beside = file.with_suffix(f".{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as out:
            out.write(b" " * len(seal.hexdigest()) + b"\n")
            for part in _parts(value):
                seal.update(part)
                out.write(part)
            out.seek(0)
            out.write(seal.hexdigest().encode())
        beside.replace(file)
        _forget_oldest(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return seal.hexdigest()


def _parts(value: Any) -> Iterator[bytes]:
    """JSON, the values of an object one by one: the columns of a large site are long, and memory is
    fullest then."""
    if not isinstance(value, dict):
        yield _ENCODE(value).encode()
        return
    yield b"{"
    for place, (name, one) in enumerate(value.items()):
        yield f"{',' if place else ''}{_ENCODE(name)}:{_ENCODE(one)}".encode()
    yield b"}"


def _forget_oldest(file: Path) -> None:
    kind = file.name.partition("-")[0]
    records = sorted(file.parent.glob(f"{kind}-*.json"), key=lambda one: one.stat().st_mtime_ns)
    for old in records[:-MOST]:
        if old != file:
            old.unlink(missing_ok=True)
