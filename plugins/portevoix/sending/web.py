"""Addresses of the web, asked as anybody may ask them: without a key, and led on only where the web is."""

from __future__ import annotations

import ipaddress
import socket
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

SCHEMES = ("http", "https")


class Astray(Exception):
    """A redirection that is not followed: away from the web, or into a network of somebody's own."""


class _OnTheWeb(urllib.request.HTTPRedirectHandler):
    """Who asks an address of its own network is led about there; nobody else is led into one."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        web = urlsplit(newurl).scheme in SCHEMES
        if not web or (_is_private(newurl) and not _is_private(req.full_url)):
            fp.close()
            raise _astray(newurl)
        led = super().redirect_request(req, fp, code, msg, headers, newurl)
        if led is not None and req.get_method() == "HEAD":
            led.method = "HEAD"  # Python 3.11 goes on with GET
        return led


def _astray(to: str) -> urllib.error.URLError:
    host = urlsplit(to).netloc or to  # a server said it: only what any output can carry
    return urllib.error.URLError(Astray(f"→ {host}" if host.isprintable() else "→"))


def on_the_web() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_OnTheWeb)


def _is_private(address: str) -> bool:
    """Whether its host is reached on this machine or in a network of somebody's own alone."""
    try:
        found = socket.getaddrinfo(urlsplit(address).hostname or "", None)
    except (OSError, ValueError):  # nobody has that name: asking says so
        return False
    return any(
        not ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found
    )
