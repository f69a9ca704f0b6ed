"""Files written whole or not at all: a disc that is full leaves what was there, and nothing beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
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


def write_whole(path: Path, content: bytes, look: Callable[[], object] | None = None) -> None:
    """`content` in the place of what was there, with its rights; a link stays one.

    `look` is asked at the last moment: what it raises leaves everything as it was. Raises OSError when
    the disc refuses.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with new.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if look is not None:
            look()
        with suppress(FileNotFoundError):
            new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
