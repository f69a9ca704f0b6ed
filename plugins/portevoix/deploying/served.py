"""How each file is served, and in which order files go out.

Types: RFC 2046 and the IANA registry; OPML and WebVTT as their specifications say. Most hosts guess
from the ending, and guess `.opml`, `.ics` or `.webmanifest` wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "xsl": "text/xsl; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "geojson": "application/geo+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
# Feeds by their name: the ending says XML or JSON, and no more.
NAMED: Mapping[str, str] = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json",
}
UNKNOWN = "application/octet-stream"

# A page or a feed is asked for anew each time, by its ETag: what is withdrawn is gone at once.
ASK_AGAIN = "public, max-age=0, must-revalidate"
# Style sheets, scripts and fonts are called with a version (`?v=`); pictures seldom change.
A_DAY = "public, max-age=86400"
_ASKED = frozenset({"html", "xml", "json", "ics", "opml", "txt"})


class Phase(IntEnum):
    """The order of files: what is linked goes before what links to it."""

    ASSETS = 0  # what pages load or lead to
    PAGES = 1
    FEEDS = 2  # they announce pages


def type_of(path: str) -> str:
    name = path.rpartition("/")[2]
    return NAMED.get(name) or TYPES.get(_ending(name), UNKNOWN)


def cache_of(path: str, *, guarded: bool = False) -> str:
    """How long a file may be kept; what is `guarded`, by the reader's own browser alone."""
    said = ASK_AGAIN if _ending(path) in _ASKED else A_DAY
    return said.replace("public", "private") if guarded else said


def phase_of(path: str) -> Phase:
    ending = _ending(path)
    if ending == "html":
        return Phase.PAGES
    return (
        Phase.FEEDS
        if ending in ("xml", "ics", "opml") or path.endswith("feed.json")
        else Phase.ASSETS
    )


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
