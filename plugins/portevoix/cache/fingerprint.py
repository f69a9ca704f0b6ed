"""What everything stands on: the code, the versions, the templates, the configuration."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from portevoix.cache.checksummed import read_record, write_record
from portevoix.cache.freshness import cache_folder
from portevoix.digests import digest
from portevoix.doors import has_scripts
from portevoix.file_stats import SETTLED, files_below, stats_below

# The packages that have a say in the bytes of a site.
PACKAGES = (
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2"),
    *("markupsafe", "feedgen", "lxml", "nh3", "pillow", "zlib-ng", "babel", "emoji", "regex"),
    "pyyaml",
)
_CUSTOM = re.compile(r"\bcustom_dir:[ \t]*([^\s,}]+)")
_INHERIT = re.compile(r"^INHERIT:[ \t]*(\S+)", re.MULTILINE)
_MOST_INHERITED = 5
_OURS = Path(__file__).resolve().parent.parent


def fingerprint_of(file: Path) -> str:
    """One digest of all that any page may depend on and that seldom changes, for the site of a
    configuration: our code and look, what an organisation puts before it, the versions of the
    packages, the configuration, and the environment where that reads it.
    """
    files = inherited_files(file)
    found = [f"{sys.version_info[:3]}", environment_of(files), os.environ.get("SITE_URL", "")]
    found += _installed()
    found.append(zlib.ZLIB_RUNTIME_VERSION)  # the system's, which wheels of Pillow pack with
    project = file.resolve().parent
    found += [_own_code(project), str(has_scripts(project))]  # messages name a command
    found += [hashlib.sha256(one.read_bytes()).hexdigest() for one in files]
    found += [_folder_digest(folder) for folder in _look_folders(files)]
    return digest(*found)


def _installed() -> Iterator[str]:
    """Name and version of the packages, from the names of the folders where an installer says what it
    put there (https://packaging.python.org/specifications/recording-installed-packages/): to ask
    `importlib.metadata` takes as long as all else that a build does when nothing changed."""
    for folder in sys.path:
        try:
            with os.scandir(folder or os.curdir) as found:
                names = sorted(one.name for one in found)
        except OSError:  # a zip file, or a folder that is not there
            continue
        for name in names:
            stem, _, kind = name.rpartition(".")
            if kind in ("dist-info", "egg-info"):
                package = stem.partition("-")[0].replace("_", "-").lower()
                if package in PACKAGES:
                    yield stem


def _look_folders(files: Iterable[Path]) -> Iterator[Path]:
    """The folders that configurations put before the look: what `custom_dir` names."""
    for file in files:
        text = file.read_text("utf-8-sig", errors="replace")
        for match in _CUSTOM.finditer(text):
            yield file.parent / match[1].strip("\"'")


@cache
def _own_code(project: Path) -> str:
    """Of the project's code as this process found it: some hundred files, read again only when one of
    them lies otherwise than the last time."""
    file = cache_folder(project) / f"code-{digest(str(_OURS))}.json"
    lies = sorted(stats_below(_OURS, but="__pycache__").items())
    seen = digest(lies)
    if (known := read_record(file)) and known.get("lies") == seen:
        return str(known.get("digest"))
    found = _folder_digest(_OURS)
    if time.time_ns() - max(max(stat[1:3]) for _, stat in lies) > SETTLED:
        write_record(file, {"lies": seen, "digest": found})
    return found


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
