"""Addresses of the old site: read from links, compared, given to posts as aliases."""

from __future__ import annotations

import posixpath
import unicodedata
from urllib.parse import unquote, urlsplit

_INDEX = ("index.html", "index.htm", "index.php")


def path_of(address: str) -> str:
    """The decoded path of an address below its host, without a leading slash."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return tidy_path(unquote(path, errors="replace"))


def tidy_path(path: str) -> str:
    """A path from the root without a leading slash; `.`, `..` and doubled slashes go."""
    ends = path.endswith("/")
    path = posixpath.normpath("/" + path.strip()).strip("/")
    if path in ("", "."):
        return ""
    return f"{path}/" if ends else path


def key_of(path: str) -> str:
    """What two writings of one address share: `a/b`, `a/b/`, `a/b/index.html`, `A/B.html`."""
    path = unicodedata.normalize("NFC", path).strip("/")
    for name in _INDEX:
        if path == name or path.endswith(f"/{name}"):
            path = path[: -len(name)].strip("/")
    path = path.removesuffix(".html").removesuffix(".htm")
    return path.casefold()


def end_of(path: str) -> str:
    """The last words of an address: what a post may be called."""
    path = path.strip("/")
    for name in _INDEX:
        path = path.removesuffix(name).strip("/")
    return path.rpartition("/")[2].removesuffix(".html").removesuffix(".htm")


def same_host(address: str, home: str) -> bool:
    """Whether an address lies on the host of `home`, with or without www."""
    try:
        one, other = urlsplit(address).hostname or "", urlsplit(home).hostname or ""
    except ValueError:
        return False
    return bool(one) and one.removeprefix("www.") == other.removeprefix("www.")
