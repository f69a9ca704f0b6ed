"""Files that others publish, fetched politely: only what changed, and never more than we can hold."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request

from portevoix.sending import AGENT, on_the_web
from portevoix.values import dataclass

TIMEOUT = 20  # seconds
MOST = 8_000_000  # bytes


class Unreachable(Exception):
    """`reason` is for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    content: bytes | None  # None: it has not changed
    tag: str = ""
    changed: str = ""


def fetch(url: str, *, tag: str = "", changed: str = "") -> Fetched:
    """Raises Unreachable."""
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})
    if tag:
        request.add_header("If-None-Match", tag)
    if changed:
        request.add_header("If-Modified-Since", changed)
    try:
        with on_the_web().open(request, timeout=TIMEOUT) as answer:
            content = answer.read(MOST + 1)
            if len(content) > MOST:
                raise Unreachable(f"> {MOST} bytes")
            return Fetched(
                content=content,
                tag=answer.headers.get("ETag") or "",
                changed=answer.headers.get("Last-Modified") or "",
            )
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 304:
            return Fetched(content=None, tag=tag, changed=changed)
        raise Unreachable(f"HTTP {error.code}") from None
    except urllib.error.URLError as error:
        raise Unreachable(str(error.reason)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(str(error) or error.__class__.__name__) from None
