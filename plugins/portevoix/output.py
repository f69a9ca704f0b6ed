"""The folder that readers see: built beside, then put in its place in one step.

Whatever stops a build, and whenever, the site of the last good one stays whole.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

_OURS = ("assets/palette.css", "404.html")  # told by these, a folder is a site that was built
_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h; RENAME_SWAP of macOS has the same value


class NotASite(Exception):
    """The place to build to holds something that no build made."""


def workshop(place: Path) -> Path:
    """A new empty folder beside `place` to build in; what killed builds left there goes.

    Raises NotASite when replacing `place` would lose somebody's files.
    """
    if place.exists() and not _replaceable(place):
        raise NotASite(place)
    _recover(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in place.parent.glob(f".{place.name}.*.building"):
        if not _alive(left):
            shutil.rmtree(left, ignore_errors=True)
    new = _beside(place, "building")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    return new


def put_in_place(new: Path, place: Path) -> None:
    """Make `new` the content of `place`; what was there goes after the exchange."""
    if not place.exists():
        new.rename(place)
        return
    if _exchange(new, place):
        shutil.rmtree(new, ignore_errors=True)
        return
    # No exchange on this system: between two renames a killed build leaves `previous`, which the
    # next one puts back.
    previous = _beside(place, "previous")
    shutil.rmtree(previous, ignore_errors=True)
    place.rename(previous)
    new.rename(place)
    shutil.rmtree(previous, ignore_errors=True)


def discard(new: Path) -> None:
    shutil.rmtree(new, ignore_errors=True)


def _beside(place: Path, what: str) -> Path:
    return place.parent / f".{place.name}.{os.getpid()}.{what}"


def _replaceable(place: Path) -> bool:
    if not place.is_dir() or place.is_symlink():
        return False
    return not any(place.iterdir()) or any((place / sign).is_file() for sign in _OURS)


def _recover(place: Path) -> None:
    for left in sorted(place.parent.glob(f".{place.name}.*.previous")):
        if not place.exists():
            left.rename(place)
        elif not _alive(left):
            shutil.rmtree(left, ignore_errors=True)


def _alive(folder: Path) -> bool:
    """Whether the build that owns a folder still runs; where nobody can tell, it does not."""
    match = re.search(r"\.(\d+)\.\w+$", folder.name)
    if match is None or int(match[1]) == os.getpid() or os.name == "nt":
        return False
    try:
        os.kill(int(match[1]), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders atomically; False where the system or its file system cannot."""
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        call: Callable[..., int] | None = None
        if sys.platform == "linux":
            call = libc.renameat2
            places: tuple[object, ...] = (_AT_FDCWD, first, _AT_FDCWD, second)
        if sys.platform == "darwin":
            call = libc.renamex_np
            places = (first, second)
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call is not None and call(*places, _RENAME_EXCHANGE) == 0)
