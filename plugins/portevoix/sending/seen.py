"""Whether pictures answer at their public addresses, as those who will fetch them there find them.

A planning tool is given addresses and takes the pictures from them at its own hour: one that does not
answer leaves a message without its picture, or no message.
"""

from __future__ import annotations

import http.client
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from portevoix.sending.http import AGENT, NetworkError, Rejected, Unsure, never_left, reason_of
from portevoix.sending.web import SCHEMES, on_the_web

AT_ONCE = 6  # addresses
PATIENCE = 60.0  # seconds for all of them
_TIMEOUT = 10.0  # seconds for one
_MISSING = (404, 410)


def check_picture(address: str) -> None:
    """Raises NetworkError unless anybody is given a picture at `address`; no picture is read."""
    try:
        _ask(address, "HEAD")
    except Rejected as refused:
        if refused.status in (0, *_MISSING):
            raise
        _ask(address, "GET")  # some servers know no other method, or refuse this one


def unseen(addresses: Iterable[str], patience: float = PATIENCE) -> Mapping[str, NetworkError]:
    """Of those addresses, the ones at which no picture answers, with what is wrong.

    What was not asked within `patience`, in seconds, has not answered. A host that cannot be reached
    is asked once.
    """
    wanted = tuple(dict.fromkeys(addresses))
    waiting: SimpleQueue[str] = SimpleQueue()
    for address in wanted:
        waiting.put(address)
    found: dict[str, NetworkError | None] = {}
    away: dict[str, Unsure] = {}
    until = time.monotonic() + patience

    def ask() -> None:
        while time.monotonic() < until:
            try:
                address = waiting.get_nowait()
            except Empty:
                return
            found[address] = _wrong(address, away)

    # Daemons: an answer that drips for hours must not keep the command.
    workers = [threading.Thread(target=ask, daemon=True) for _ in wanted[:AT_ONCE]]
    for one in workers:
        one.start()
    for one in workers:
        one.join(max(0.0, until - time.monotonic()))
    told = dict(found)
    return {
        address: wrong
        for address in wanted
        if (wrong := told.get(address, _silent(address, TimeoutError()))) is not None
    }


def _wrong(address: str, away: dict[str, Unsure]) -> NetworkError | None:
    host = urlsplit(address).netloc
    if known := away.get(host):
        return Unsure(known.wording, **{**known.values, "address": address})
    try:
        check_picture(address)
    except NetworkError as error:
        if isinstance(error, Unsure) and error.values.get("away"):
            away[host] = error
        return error
    return None


def _ask(address: str, method: str) -> None:
    if urlsplit(address).scheme not in SCHEMES:
        raise Rejected("picture_not_one", address=address)
    try:
        request = urllib.request.Request(address, headers={"User-Agent": AGENT}, method=method)
        with on_the_web().open(request, timeout=_TIMEOUT) as answer:
            empty = answer.headers.get("Content-Length") == "0"
            kind = answer.headers.get_content_maintype()
    except urllib.error.HTTPError as error:
        with error:
            wording = "picture_missing" if error.code in _MISSING else "picture_refused"
            raise Rejected(wording, address=address, status=error.code) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _silent(address, getattr(error, "reason", "") or error) from None
    if kind != "image" or empty:
        raise Rejected("picture_not_one", address=address)


def _silent(address: str, reason: object) -> Unsure:
    return Unsure("picture_silent", address=address, away=never_left(reason), **reason_of(reason))
