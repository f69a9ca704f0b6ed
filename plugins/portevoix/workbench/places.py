"""Files that a page may name: only those below a folder, and by no way around."""

from __future__ import annotations

import re
from pathlib import Path

LONGEST = 1_000  # characters of a name with its folders
# What Windows keeps for itself, with any ending, and what its file systems take in no name.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_SIGNS = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class Outside(Exception):
    """A name that leads out of its folder, or that no file should have."""


def inside(folder: Path, name: str) -> Path:
    """The file that `name`, with slashes, stands for below `folder`, there or not.

    Raises Outside for a name that goes up, is absolute or hidden, or passes a link that leads out.
    """
    if not name or len(name) > LONGEST or _SIGNS.search(name):
        raise Outside(name)
    parts = name.split("/")
    for part in parts:
        if not part or part.startswith(".") or part != part.strip(" ") or part.endswith("."):
            raise Outside(name)
        if _RESERVED.fullmatch(part):
            raise Outside(name)
    try:
        root = folder.resolve()
        found = root.joinpath(*parts)
        if not found.resolve().is_relative_to(root):
            raise Outside(name)
    except (OSError, ValueError, RuntimeError):  # a loop of links, a name that no system takes
        raise Outside(name) from None
    return found
