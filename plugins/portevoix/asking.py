"""Whether addresses of elsewhere answer: asked once each, politely, and never of this network.

A server that refuses `HEAD` is asked for the page; nothing of it is read. One host is asked one
thing at a time, a second apart.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urljoin, urlsplit

from portevoix import __version__

TIMEOUT = 15  # seconds without an answer
APART = 1.0  # seconds between two questions to one host
TOGETHER = 8  # hosts at once
REDIRECTIONS = 5
OK, NO_HOST, NO_ANSWER, NOT_ASKED = "ok", "no-host", "no-answer", "not-asked"
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def answers_of(addresses: Sequence[str], *, here: bool = False) -> dict[str, str]:
    """Address → « ok », an HTTP status, or why nothing came. `here` lets this machine be asked, for
    trials."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for one in addresses:
        by_host[_host(one)].append(one)
    with ThreadPoolExecutor(TOGETHER) as pool:
        found = pool.map(lambda some: list(_of_host(some, here)), by_host.values())
    return {address: answer for some in found for address, answer in some}


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.casefold()
    except ValueError:
        return ""


def _of_host(addresses: Iterable[str], here: bool) -> Iterable[tuple[str, str]]:
    for n, address in enumerate(addresses):
        if n:
            time.sleep(0 if here else APART)
        yield address, _answer(address, here)


def _answer(address: str, here: bool) -> str:
    for _ in range(REDIRECTIONS + 1):
        status, place = _asked(address, "HEAD", here)
        if status in ("403", "404", "405", "406", "500", "501"):
            status, place = _asked(address, "GET", here)
        if not place:
            return status
        address = place
    return "redirections"


def _asked(address: str, method: str, here: bool) -> tuple[str, str]:
    """The answer, and where it leads on."""
    try:
        parts = urlsplit(quote(address, safe=_SAFE))
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return NO_HOST, ""
    if parts.scheme not in ("http", "https") or not host:
        return NOT_ASKED, ""
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return NO_HOST, ""
    ours = [one for *_, one in known if not _is_public(str(one[0]))]
    if ours and not here:
        return NOT_ASKED, ""
    opened: Callable[..., http.client.HTTPConnection] = (
        http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    )
    connection = opened(host, port, timeout=TIMEOUT)
    try:
        path = parts.path or "/"
        connection.request(
            method,
            f"{path}?{parts.query}" if parts.query else path,
            headers={
                "User-Agent": f"porte-voix/{__version__} (links)",
                "Accept": "*/*",
                "Connection": "close",
            },
        )
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError):
        return NO_ANSWER, ""
    finally:
        connection.close()
    if answer.status in (301, 302, 303, 307, 308) and (place := answer.getheader("Location")):
        return str(answer.status), urljoin(address, place)
    return (OK, "") if answer.status < 400 else (str(answer.status), "")


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.split("%", 1)[0]).is_global
    except ValueError:
        return False
