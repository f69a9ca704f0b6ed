"""Files written whole or not at all: a disc that is full leaves what was there, and nothing beside it."""

from __future__ import annotations

import os
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """A file that is not there yet. Raises FileExistsError over another, OSError when the disc refuses."""
    out = path.open("xb")
    try:
        with out:
            out.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """`content` in the place of what was there. Raises OSError when the disc refuses."""
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
