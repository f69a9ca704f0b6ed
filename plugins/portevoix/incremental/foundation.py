"""What everything stands on: the code, the versions, the templates, the configuration."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from portevoix.incremental.unchanged import files_below

# The packages that have a say in the bytes of a site.
PACKAGES = (
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2"),
    *("markupsafe", "feedgen", "lxml", "nh3", "pillow", "babel", "emoji", "regex", "pyyaml"),
)
_INHERIT = re.compile(r"^INHERIT:[ \t]*(\S+)", re.MULTILINE)
_MOST_INHERITED = 5
_OURS = Path(__file__).resolve().parent.parent


def foundation(*, overrides: Path | None, configuration: Iterable[Path], said: str) -> str:
    """One digest of all that any page may depend on and that seldom changes.

    `said` is what the command and the environment ask for. Reads the project's code and templates:
    some hundred small files.
    """
    found = hashlib.sha256()
    found.update(f"{sys.version_info[:3]} {said}\0".encode())
    for name in PACKAGES:
        try:
            found.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            found.update(f"{name} -\0".encode())
    found.update(_own_code().encode())
    if overrides:
        found.update(_folder_digest(overrides).encode())
    for file in configuration:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


@cache
def _own_code() -> str:
    """Of the project's code as this process found it."""
    return _folder_digest(_OURS)


def _folder_digest(folder: Path) -> str:
    found = hashlib.sha256()
    start = len(str(folder)) + 1
    for path in files_below(str(folder)):
        file = Path(path)
        if "__pycache__" not in path and file.is_file():
            found.update(f"{path[start:]}\0".encode("utf-8", "surrogateescape"))
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def environment_of(configuration: Iterable[Path]) -> str:
    """What a configuration may read of the environment, when it does."""
    if any(b"!ENV" in file.read_bytes() for file in configuration):
        return repr(sorted(os.environ.items()))
    return ""


def inherited_files(file: Path) -> tuple[Path, ...]:
    """A configuration file and those that it inherits, nearest first."""
    found: list[Path] = []
    while len(found) <= _MOST_INHERITED and file.is_file() and file not in found:
        found.append(file)
        match = _INHERIT.search(file.read_text("utf-8-sig", errors="replace"))
        if match is None:
            break
        file = file.parent / match[1].strip("\"'")
    return tuple(found)
