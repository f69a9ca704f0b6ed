"""Once a publication is out, those who asked to hear of it are told: hubs of feeds, search engines, a
content network. What they answer changes nothing of the publication, and is waited for in seconds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from portevoix import __version__
from portevoix.deploying.changes import Changes
from portevoix.deploying.manifest import is_draft
from portevoix.deploying.served import NAMED
from portevoix.site import IndexNow, Site
from portevoix.values import dataclass

_TIMEOUT = 10.0  # seconds for one answer
_PATIENCE = 30.0  # for all that is told at once
_URLS = 10_000  # of one call; https://www.indexnow.org/documentation
_PURGED = 30  # of one call: the least of what Cloudflare takes
_MOST_CALLS = 200
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_MOST_SITEMAP = 50_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one announcement, worded under `deploying.told_<to>` and `not_told_<to>`."""

    to: str
    host: str
    count: int
    reason: str = ""  # why not; "" when it was heard


def addresses_of(paths: Sequence[str], site: Site) -> tuple[str, ...]:
    return tuple(site.absolute(quote(path.removesuffix("index.html"))) for path in paths)


def to_purge(changes: Changes, site: Site) -> tuple[str, ...]:
    """What a cache in front of the site may still hold: all that was replaced or left."""
    before = changes.before.files
    gone = [path for path in changes.gone if path in before]
    return addresses_of([*(path for path in changes.sent if path in before), *gone], site)


def announce(changes: Changes, site: Site, source: Path) -> Iterator[Told]:
    """To the hub of the feeds, then to search engines. `source` is the built site."""
    feeds = [path for path in changes.sent if path.rpartition("/")[2] in NAMED]
    if site.hub and feeds:
        # The blog's own first. One address a call: hubs written in PHP hear the last of several.
        shown = addresses_of(sorted(feeds, key=lambda path: (path.count("/"), path)), site)
        bodies = [urlencode({"hub.mode": "publish", "hub.url": one}).encode() for one in shown]
        yield _all("websub", site.hub, bodies, len(feeds), "application/x-www-form-urlencoded")
    if site.indexnow is not None:
        urls = _pages(changes, site, source)
        if urls:
            yield _indexed(site.indexnow, site, urls)


def purge(changes: Changes, site: Site, address: str, token: str) -> Iterator[Told]:
    """Told as Cloudflare hears it: `{"files": […]}` under a bearer's token."""
    urls = to_purge(changes, site)
    if not urls:
        return
    bodies = [
        json.dumps({"files": urls[n : n + _PURGED]}).encode() for n in range(0, len(urls), _PURGED)
    ]
    yield _all("purge", address, bodies, len(urls), "application/json", token)


def _pages(changes: Changes, site: Site, source: Path) -> tuple[str, ...]:
    """Pages for search engines that changed, and those that left; drafts to approve are none."""
    listed = _listed(source / "sitemap.xml")
    sent = [one for one in addresses_of(changes.sent, site) if one in listed]
    gone = [path for path in changes.gone if path.endswith(".html") and not is_draft(path)]
    return (*sent, *addresses_of(gone, site))


def _listed(sitemap: Path) -> frozenset[str]:
    from lxml import etree  # only where search engines are told

    try:
        if sitemap.stat().st_size > _MOST_SITEMAP:
            return frozenset()
        read = etree.parse(sitemap, etree.XMLParser(resolve_entities=False, no_network=True))
    except (OSError, etree.XMLSyntaxError):
        return frozenset()
    return frozenset((one.text or "").strip() for one in read.iter(_SITEMAP))


def _indexed(told: IndexNow, site: Site, urls: Sequence[str]) -> Told:
    who = {
        "host": urlsplit(site.url).hostname,
        "key": told.key,
        "keyLocation": site.absolute(f"{told.key}.txt"),
    }
    bodies = [
        json.dumps({**who, "urlList": urls[n : n + _URLS]}).encode()
        for n in range(0, len(urls), _URLS)
    ]
    return _all("indexnow", told.endpoint, bodies, len(urls), "application/json; charset=utf-8")


def _all(
    to: str, address: str, bodies: Sequence[bytes], count: int, kind: str, token: str = ""
) -> Told:
    """Every body, until one is refused or the time is up."""
    # Only once something is to be told: every publication would pay for these.
    import urllib.error
    import urllib.request

    class Stays(urllib.request.HTTPRedirectHandler):
        """A token goes to the server that it was given for, to no other."""

        def redirect_request(self, *_: object, **__: object) -> None:
            return None

    host = urlsplit(address).hostname or address
    opener = urllib.request.build_opener(Stays)
    headers = {"Content-Type": kind, "User-Agent": f"porte-voix/{__version__}"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    until = time.monotonic() + _PATIENCE
    for n, body in enumerate(bodies[:_MOST_CALLS]):
        left = until - time.monotonic()
        if left <= 0:
            return Told(to=to, host=host, count=count, reason=f"{n}/{len(bodies)}")
        asked = urllib.request.Request(address, data=body, headers=headers, method="POST")
        try:
            with opener.open(asked, timeout=min(_TIMEOUT, left)) as answer:
                answer.read(1_000)
        except urllib.error.HTTPError as refused:
            with refused:
                return Told(to=to, host=host, count=count, reason=f"HTTP {refused.code}")
        except (OSError, ValueError) as lost:
            reason = str(getattr(lost, "reason", "") or lost)
            return Told(to=to, host=host, count=count, reason=reason[:200])
    return Told(to=to, host=host, count=count)
