"""The pictures that a text names: where they lie, what they say, whether they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portevoix.checks.sources.photograph import read_photograph
from portevoix.checks.subject import Photograph

_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff")


def photographs(
    file: str, targets: Iterable[str], root: Path, docs: Path | None
) -> Mapping[str, Photograph]:
    """What the local pictures among `targets`, named in `file`, say of themselves."""
    found: dict[str, Photograph] = {}
    for target in targets:
        if path := _path_of(file, target, root, docs):
            try:
                status = path.stat()
            except OSError:
                continue
            if one := _read(path, status.st_size, status.st_mtime_ns):
                found[target] = one
    return found


@lru_cache(maxsize=512)  # many posts show the same picture
def _read(path: Path, size: int, modified: int) -> Photograph | None:
    return read_photograph(path)


def picture_states(
    file: str, targets: Iterable[str], root: Path, docs: Path | None
) -> Mapping[str, str]:
    """Size and time of each local picture among `targets`, "" for one that is not there."""
    states: dict[str, str] = {}
    for target in sorted(set(targets)):
        if path := _path_of(file, target, root, docs):
            try:
                status = path.stat()
                states[target] = f"{status.st_size} {status.st_mtime_ns}"
            except OSError:
                states[target] = ""
    return states


def _path_of(file: str, target: str, root: Path, docs: Path | None) -> Path | None:
    """The local picture that a text names, None when it is elsewhere or no picture."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.lower().endswith(_ENDINGS):
        return None
    name = unquote(parts.path)
    if name.startswith("/"):
        return docs / name.lstrip("/") if docs else None
    return root / Path(file).parent / name if "\0" not in name else None
