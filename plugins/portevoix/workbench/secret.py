"""The part of the workbench's addresses that nobody can guess."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from pathlib import Path

LASTS = 24 * 3600  # seconds without use: a page left open finds its way after the lid was closed
_SHAPE = re.compile(r"[A-Za-z0-9_-]{32}")


def secret_of(folder: Path, *, keep: bool = True) -> str:
    """The one of the last day, or else a new one; kept in `folder` for its owner alone, if it can be
    and is to be.

    It stands in the path and in no cookie: cookies know no ports, so that any other server of this
    machine would be sent it.
    """
    file = folder / "secret"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        found = file.read_text("ascii")
        if _SHAPE.fullmatch(found) and 0 <= time.time() - file.stat().st_mtime < LASTS:
            file.touch()
            return found
    made = secrets.token_urlsafe(24)
    if not keep:
        return made
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(made)
    return made
