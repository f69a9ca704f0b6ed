"""Whether an address asks who one is before it shows anything: looked at from outside, without a
password, before what is internal goes there."""

from __future__ import annotations

import secrets
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from portevoix import __version__

_TIMEOUT = 10.0  # seconds
_ASKS = frozenset({401, 403, 407})
_LEADS = frozenset({301, 302, 303, 307, 308})
_MOST = 4  # times that an address leads on to itself, by another scheme or host


class Door(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    AWAY = "away"  # nobody answers from here


def door_of(address: str) -> Door:
    """A closed one asks at its first page and at an address where nothing is: an open server says
    « not found » there. One that leads to another page asks who one is."""
    seen = [_answer(address), _answer(f"{address}porte-voix-{secrets.token_hex(8)}")]
    if Door.OPEN in seen:
        return Door.OPEN
    return Door.AWAY if Door.AWAY in seen else Door.CLOSED


def _answer(address: str) -> Door:
    from http.client import HTTPException

    for _ in range(_MOST):
        try:
            status, to = _asked(address)
        except (OSError, HTTPException, ValueError):
            return Door.AWAY
        if status in _ASKS:
            return Door.CLOSED
        if status not in _LEADS:
            return Door.OPEN if status < 500 else Door.AWAY
        there = urljoin(address, to)
        if urlsplit(there).path != urlsplit(address).path or there == address:
            return Door.CLOSED
        address = there
    return Door.CLOSED


def _asked(address: str) -> tuple[int, str]:
    import http.client  # only where the staff's site goes: every publication would pay for it
    import ssl

    parts = urlsplit(address)
    host = parts.hostname or ""
    line: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        context.check_hostname = False  # only the status is read, and nothing is told
        context.verify_mode = ssl.CERT_NONE
        line = http.client.HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=context)
    else:
        line = http.client.HTTPConnection(host, parts.port, timeout=_TIMEOUT)
    try:
        line.request("GET", parts.path or "/", headers={"User-Agent": f"porte-voix/{__version__}"})
        answer = line.getresponse()
        return answer.status, answer.getheader("Location", "")
    finally:
        line.close()
