"""The texts that somebody's typing began with: kept beside, so that two changes of one text can be told
apart. They may be lost: then both texts are shown, and the person chooses."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

MOST = 200  # texts
_NAME = re.compile(r"[0-9a-f]{8,64}")


def keep_base(place: Path, digest: str, content: bytes) -> None:
    """Keep a text under its digest; the ones that were not asked for longest go."""
    file = _file(place, digest)
    if file is None or _touched(file):
        return
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_bytes(content)
        part.replace(file)
        kept = sorted(file.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        for old in kept[:-MOST]:
            old.unlink(missing_ok=True)


def base_of(place: Path, digest: str) -> bytes | None:
    file = _file(place, digest)
    try:
        return file.read_bytes() if file else None
    except OSError:
        return None


def _file(place: Path, digest: str) -> Path | None:
    return place / "bases" / digest if _NAME.fullmatch(digest) else None


def _touched(file: Path) -> bool:
    try:
        os.utime(file)
    except OSError:
        return False
    return True
