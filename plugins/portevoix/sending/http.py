"""Asking a network over HTTP: JSON in, JSON out, and every way that it can go wrong as one of three.

The standard library is enough for some fifteen endpoints; what matters here is what the libraries
leave open: no redirection with a token, every answer bounded, and for each failure whether the
network may have done what it was asked.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from portevoix import __version__
from portevoix.sending.web import Astray
from portevoix.values import dataclass

TIMEOUT = 30  # seconds
MAX_ANSWER = 8_000_000  # bytes
AGENT = f"porte-voix/{__version__}"


class NetworkError(Exception):
    """`wording` is the key of what to say, below `sending.`; `values` its blanks."""

    def __init__(self, wording: str, /, **values: object) -> None:
        super().__init__(f"{wording} {values}")
        self.wording = wording
        self.values = values


class Rejected(NetworkError):
    """The network said no: nothing was done."""

    def __init__(self, wording: str, /, *, status: int = 0, **values: object) -> None:
        super().__init__(wording, status=status, **values)
        self.status = status


class Later(Rejected):
    """The network said no for now: nothing was done; `delay` is in seconds, 0 where it says none."""

    def __init__(self, wording: str, /, *, delay: float, host: str, said: str) -> None:
        super().__init__(wording, status=429, delay=round(delay), host=host, said=said)
        self.delay = delay


class Unsure(NetworkError):
    """No answer, or one that says nothing: it may have been done."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any  # JSON
    headers: Mapping[str, str] = field(default_factory=dict)


class _Stays(urllib.request.HTTPRedirectHandler):
    """A token goes to the server that it was given for, to no other."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@dataclass(slots=True)
class Http:
    """One server. Raises Rejected, Later or Unsure; a value of the type asked for otherwise."""

    base: str  # https://social.example
    token: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    def get(self, path: str, **query: object) -> Answer:
        asked = {name: value for name, value in query.items() if value is not None}
        return self.ask("GET", f"{path}?{urlencode(asked, doseq=True)}" if asked else path)

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """`body` goes as JSON."""
        if body is None:
            return self.ask(method, path, headers=headers)
        content = json.dumps(body, ensure_ascii=False).encode()
        return self.ask(method, path, content, "application/json", headers)

    def ask(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        type: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        request = urllib.request.Request(self.base.rstrip("/") + path, content, method=method)
        request.add_header("User-Agent", AGENT)
        request.add_header("Accept", "application/json")
        if content is not None:
            request.add_header("Content-Type", type)
        if self.token:
            # Not among the headers that a redirection would carry on.
            request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        host = urlsplit(self.base).netloc
        try:
            with opener().open(request, timeout=self.timeout) as answer:
                return _read(answer, answer.status, host)
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error, host) from None
        except urllib.error.URLError as error:
            if never_left(error.reason):
                raise Rejected("no_server", host=host, **reason_of(error.reason)) from None
            raise Unsure("no_answer", host=host, **reason_of(error.reason)) from None
        except (OSError, http.client.HTTPException) as error:
            raise Unsure("no_answer", host=host, **reason_of(error)) from None


def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Stays)


# What a system says in its own language → `sending.why_<…>`.
_WHY: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "unknown"),
    (ssl.SSLCertVerificationError, "certificate"),
    (ConnectionRefusedError, "refused"),
    (TimeoutError, "silent"),
    (ConnectionError, "cut"),
    (http.client.HTTPException, "cut"),
    (Astray, "astray"),
)


def reason_of(error: object) -> dict[str, Any]:
    """Why a server could not be spoken to, as blanks: `reason` as the system says it, `why` where we
    have words of our own."""
    why = next((key for kind, key in _WHY if isinstance(error, kind)), "")
    return {"reason": str(error) or type(error).__name__, "why": why}


def never_left(reason: object) -> bool:
    """Whether the connection was never made, so that nothing can have been asked."""
    refused = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    return isinstance(reason, refused)


def _read(answer: http.client.HTTPResponse, status: int, host: str) -> Answer:
    content = answer.read(MAX_ANSWER + 1)
    if len(content) > MAX_ANSWER:
        raise Unsure("half_answer", host=host)
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and len(content) < int(length):
        raise Unsure("half_answer", host=host)
    try:
        body = json.loads(content) if content.strip() else None
    except (ValueError, RecursionError):
        raise Unsure("half_answer", host=host) from None
    return Answer(status, body, dict(answer.headers.items()))


def _refusal(error: urllib.error.HTTPError, host: str) -> NetworkError:
    status = error.code
    said = _said(error)
    if status == 429:
        return Later("too_many", delay=delay_of(error.headers), host=host, said=said)
    if status in (401, 403):
        return Rejected("no_right", status=status, host=host, said=said)
    if 300 <= status < 400:
        return Rejected("moved", status=status, host=host, said=error.headers.get("Location", ""))
    if 400 <= status < 500 and status != 408:
        return Rejected("refused", status=status, host=host, said=said)
    return Unsure("server_fault", host=host, status=status, said=said)


def _said(error: urllib.error.HTTPError) -> str:
    """What the server says of its refusal, on one line."""
    try:
        content = error.read(20_000)
        told = json.loads(content)
    except (OSError, http.client.HTTPException, ValueError, RecursionError):
        return ""
    if not isinstance(told, dict):
        return ""
    # Mastodon says `error`; Bluesky a name in `error` and a sentence in `message`.
    said = [told.get(key) for key in ("error", "message", "error_description")]
    return " – ".join(" ".join(one.split())[:300] for one in said if isinstance(one, str))


def delay_of(headers: Any, now: datetime | None = None) -> float:
    """How long to wait, in seconds, as any of three headers says it."""
    now = now or datetime.now(UTC)
    after = headers.get("Retry-After") or ""
    if after.isdigit():
        return float(after[:6])
    for name in ("X-RateLimit-Reset", "RateLimit-Reset"):
        said = headers.get(name) or ""
        try:
            if said.isdigit():  # Bluesky: seconds since 1970
                return max(0.0, int(said[:12]) - now.timestamp())
            if said:  # Mastodon: a moment
                return max(0.0, (datetime.fromisoformat(said) - now).total_seconds())
        except (ValueError, TypeError):
            continue
    try:
        return max(0.0, (parsedate_to_datetime(after) - now).total_seconds()) if after else 0.0
    except (ValueError, TypeError):
        return 0.0
