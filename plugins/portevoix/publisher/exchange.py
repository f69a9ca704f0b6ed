"""The folder that readers see: built beside, then put in its place in one step.

Whatever stops a build, and whenever, the site of the last good one stays whole.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

_OURS = ("assets/palette.css", "404.html")  # told by these, a folder is a site that was built
_MOST_STANDBYS = 3  # trees kept for the next builds of a project; each costs its folders, no more
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


def put_in_place(new: Path, place: Path, standby: Path | None = None) -> None:
    """Make `new` the content of `place`; what was there lies at `standby` after the exchange, or goes."""
    if not place.exists():
        new.rename(place)
        return
    if _exchange(new, place):
        if standby is None or not lay_aside(new, standby):
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


def lay_aside(tree: Path, standby: Path) -> bool:
    """Keep a tree for the next build; False when it cannot lie at `standby`: another one lies there,
    or that is another file system."""
    try:
        standby.parent.mkdir(parents=True, exist_ok=True)
        os.utime(tree)
        tree.rename(standby)
    except OSError:
        return False
    _forget_oldest(standby)
    return True


def claim(standby: Path, place: Path) -> Path | None:
    """Take the standby tree of `place` for this build alone; None when there is none.

    It then lies beside `place`, where a later build sweeps it up if this one is killed.
    """
    tree = place.parent / f".{place.name}.standby.{os.getpid()}.building"
    shutil.rmtree(tree, ignore_errors=True)
    try:
        if standby.is_symlink() or not standby.is_dir():  # nothing that we laid there
            return None
        standby.rename(tree)
    except OSError:
        return None
    return tree


def forget(standby: Path) -> None:
    """Remove a standby tree; under another name, so that no build claims what is half gone."""
    going = standby.with_name(f"{standby.name}.{os.getpid()}.gone")
    try:
        standby.rename(going)
    except OSError:
        return
    shutil.rmtree(going, ignore_errors=True)


def _forget_oldest(standby: Path) -> None:
    dated = []
    for other in standby.parent.glob("standby-*"):
        if other.suffix == ".gone":
            if not _alive(other):
                shutil.rmtree(other, ignore_errors=True)
            continue
        try:
            dated.append((other.stat().st_mtime_ns, other))
        except OSError:
            continue  # just claimed
    for _, other in sorted(dated)[:-_MOST_STANDBYS]:
        forget(other)


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
    import ctypes  # a build that puts nothing in place has no use for it

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
