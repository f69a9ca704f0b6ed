"""Whether the address that a text leads to answers, with our page."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from lxml import html

from portevoix.sending.http import AGENT, Rejected, Unsure, reason_of
from portevoix.sending.web import SCHEMES, on_the_web

_MOST = 4_000_000  # bytes
_TIMEOUT = 20  # seconds


def check_page(link: str, address: str) -> None:
    """Raises NetworkError unless `link` gives the page whose canonical address is `address`."""
    if urlsplit(link).scheme not in SCHEMES:
        raise Rejected("page_not_ours", address=link)
    request = urllib.request.Request(link, headers={"User-Agent": AGENT, "Accept": "text/html"})
    try:
        with on_the_web().open(request, timeout=_TIMEOUT) as answer:
            content = answer.read(_MOST)
    except urllib.error.HTTPError as error:
        with error:
            raise Rejected("page_missing", address=link, status=error.code) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = reason_of(getattr(error, "reason", "") or error)
        raise Unsure("page_silent", address=link, **reason) from None
    if address not in _canonical(content):
        raise Rejected("page_not_ours", address=link)


def _canonical(content: bytes) -> list[str]:
    try:
        page = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, html.etree.LxmlError):
        return []
    links = page.iter("link")
    return [one.get("href", "") for one in links if one.get("rel") == "canonical"]
