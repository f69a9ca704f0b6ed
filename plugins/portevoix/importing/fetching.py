"""Pictures and feeds fetched from the web, only from hosts that the person named.

Bounded in size, time, redirections and kind: an export may name any address at all.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Collection
from dataclasses import field
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlsplit

from portevoix import __version__
from portevoix.values import dataclass

MOST_BYTES = 40_000_000
TIMEOUT = 20  # seconds without an answer
TOGETHER = 120  # seconds for one file
MOST_IN_ALL = 2_000_000_000
_CHUNK = 1 << 16


class NotFetched(Exception):
    """Why; `reason` is a short text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Followed only to hosts that were named."""

    max_redirections = 5

    def __init__(self, hosts: Collection[str]) -> None:
        self.hosts = hosts

    def redirect_request(self, *args: Any) -> urllib.request.Request | None:
        if not allowed(args[-1], self.hosts):
            raise NotFetched(f"→ {urlsplit(args[-1]).netloc}")
        return super().redirect_request(*args)


def allowed(address: str, hosts: Collection[str]) -> bool:
    """Whether an address lies on one of the hosts, port included when it has one."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and parts.netloc.lower() in hosts
    except ValueError:
        return False


@dataclass(slots=True)
class Web:
    """What may be asked of the web during one import."""

    hosts: frozenset[str] = frozenset()
    left: int = MOST_IN_ALL
    kept: dict[str, bytes | NotFetched] = field(default_factory=dict, repr=False)

    def may(self, address: str) -> bool:
        return allowed(address, self.hosts)

    def get(self, address: str, *, most: int = MOST_BYTES) -> bytes:
        """The bytes at an address; each is asked once. Raises NotFetched."""
        if address not in self.kept:
            try:
                self.kept[address] = self._get(address, most)
            except NotFetched as error:
                self.kept[address] = error
        found = self.kept[address]
        if isinstance(found, NotFetched):
            raise found
        return found

    def _get(self, address: str, most: int) -> bytes:
        if not self.may(address):
            raise NotFetched(urlsplit(address).netloc)
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(), _Redirections(self.hosts)
        )
        request = urllib.request.Request(
            quote(address, safe="%/:?#[]@!$&'()*+,;=~-._"),
            headers={"User-Agent": f"porte-voix/{__version__}"},
        )
        started = time.monotonic()
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                parts, size = [], 0
                while chunk := answer.read(_CHUNK):
                    size += len(chunk)
                    if size > min(most, self.left):
                        raise NotFetched(f"> {min(most, self.left) // 1_000_000} Mo")
                    if time.monotonic() - started > TOGETHER:
                        raise NotFetched(f"> {TOGETHER} s")
                    parts.append(chunk)
        except (HTTPException, OSError, ValueError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            raise NotFetched(str(getattr(error, "reason", error))[:120]) from None
        self.left -= size
        return b"".join(parts)
