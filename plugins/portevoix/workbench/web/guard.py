"""Who may ask the workbench anything: the person who has its address, from its own pages alone."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portevoix.values import dataclass

MOST = 6_000_000  # bytes of a body, unless a door takes more
PATIENCE = 60  # seconds that a body may take to come
_READ = frozenset({"GET", "HEAD"})
_REFUSED = "Ouvrez l’adresse que « porte-voix atelier » a affichée.\nOpen the address that “porte-voix atelier” printed.\n"
_TOO_LARGE = "Trop volumineux.\nToo large.\n"
_SLOW = "Trop lent.\nToo slow.\n"


class TooLarge(Exception):
    """A body went on beyond what its door takes; one that does not come raises TimeoutError."""


def refused(error: TooLarge | TimeoutError) -> Response:
    """What is answered to a body that was not read whole."""
    if isinstance(error, TooLarge):
        return PlainTextResponse(_TOO_LARGE, 413)
    return PlainTextResponse(_SLOW, 408)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Asks before anything else: the host by which it is reached, the secret in the path, the page
    that a change comes from, the size of what is sent."""

    app: ASGIApp = field(repr=False)
    secret: str = field(repr=False)
    port: int
    pages: Callable[[], str]  # the origin that the pages of the site are served at
    most: Mapping[str, int]  # path → bytes of a body, where a door takes more than others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # nothing here speaks websocket
            return
        scope["portevoix.nonce"] = nonce = secrets.token_urlsafe(12)
        send = self._dressed(send, nonce)
        if not self._is_ours(scope):
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send)
            return
        inside = scope["path"][len(self.secret) + 1 :]
        scope = {**scope, "path": inside, "raw_path": inside.encode(), "root_path": ""}
        most = self.most.get(inside, MOST)
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length[:18]) > most:
            await refused(TooLarge())(scope, receive, send)
            return
        await self.app(scope, _bounded(receive, most), send)

    def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        own = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if len(hosts) != 1 or hosts[0] not in own:
            return False
        given, slash, _ = scope["path"].removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(given.encode(), self.secret.encode()):
            return False
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origins = headers.getlist("origin")
        if origins and origins != [f"http://{hosts[0]}"]:
            return False
        # Browsers name the page behind each change; what is no browser shows that it means it.
        return scope["method"] in _READ or bool(origins)

    def _dressed(self, send: Send, nonce: str) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers(nonce).items():
                    headers.setdefault(name, value)
            await send(message)

        return dressed

    def _headers(self, nonce: str) -> dict[str, str]:
        policy = {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": f"'self' 'nonce-{nonce}'",  # the editor writes its own style sheet
            "img-src": "'self' blob: data:",
            "font-src": "'self'",
            "connect-src": "'self'",
            "frame-src": self.pages() or "'none'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
        }
        return {
            "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in policy.items()),
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            # The address is the key: it is told to nobody else, and to ourselves with each change.
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        }


def _bounded(receive: Receive, most: int) -> Receive:
    seen, done = 0, False

    async def bounded() -> Message:
        nonlocal seen, done
        if done:  # what comes now is that the browser went away
            return await receive()
        message: dict[str, Any] = dict(await asyncio.wait_for(receive(), PATIENCE))
        seen += len(message.get("body", b""))
        done = not message.get("more_body", False)
        if seen > most:
            raise TooLarge
        return message

    return bounded
