"""Former addresses in the files of servers that can lead on by themselves, and the key of IndexNow.

The pages at those addresses stay: they serve where nobody reads these files. None is written for the
staff site: most servers lead on before they ask for a password.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote, urlsplit

from portevoix.digests import digest
from portevoix.edition import Edition, public
from portevoix.paths import NOT_FOUND, file_of
from portevoix.publisher import Target

Lead = tuple[
    str, str
]  # from (decoded, below the host) to (percent-encoded), both with a slash first

# developers.cloudflare.com/pages/configuration/redirects, read 2026-11-28: 2,000 without a wildcard.
_CLOUDFLARE = 2_000
_BUCKET = 64  # bytes of a name that nginx takes without being told


def redirects(edition: Edition) -> Iterator[Target]:
    """One file for each server that mkdocs.yml names."""
    if not public(edition):
        return
    key = digest(*(edition.key_in_list(post) for post in edition.posts if post.aliases))
    for server in edition.site.redirects:
        name, render = SERVERS[server]
        yield Target(path=name, key=key, render=partial(_rendered, render, edition))


def indexnow_key(edition: Edition) -> Iterator[Target]:
    told = edition.site.indexnow
    if told is not None and public(edition):
        yield Target(path=f"{told.key}.txt", key=told.key, render=told.key.encode)


def leads(edition: Edition) -> Sequence[Lead]:
    """From each former address, newest posts first."""
    site = edition.site
    root = urlsplit(site.url).path
    found: dict[str, str] = {}
    for post in edition.posts:
        to = f"/{site.address_of(post).split('/', 3)[3]}".replace("$", "%24")
        for alias in post.aliases:
            found.setdefault(root + file_of(alias).removesuffix("index.html"), to)
    return tuple(found.items())


def _rendered(render: Callable[[Sequence[Lead], str], str], edition: Edition) -> bytes:
    return render(leads(edition), urlsplit(edition.site.url).path).encode()


def _netlify(some: Sequence[Lead], root: str) -> str:
    """`!`: before the page that stands there. docs.netlify.com/manage/routing/redirects/rewrites-proxies."""
    return "".join(f"{_spelled(there)} {to} 301!\n" for there, to in some)


def _cloudflare(some: Sequence[Lead], root: str) -> str:
    """Exact addresses, so each with and without its closing slash; the newest where there are too many."""
    lines = [
        f"{_spelled(one)} {to} 301\n" for there, to in some for one in dict.fromkeys(_both(there))
    ]
    return "".join(lines[:_CLOUDFLARE])


def _apache(some: Sequence[Lead], root: str) -> str:
    """`.htaccess`: also the types that Apache does not know, and the page of what is not found."""
    kinds = "".join(f"AddType {kind} {ends}\n" for kind, ends in _TYPES.items())
    said = f"{kinds}ErrorDocument 404 {root}{NOT_FOUND}\n"
    return said + "".join(f'RedirectMatch 301 "^{_pattern(there)}$" "{to}"\n' for there, to in some)


def _nginx(some: Sequence[Lead], root: str) -> str:
    """Included where `http {` stands; nginx refuses a name longer than it was told."""
    names = [(one, to) for there, to in some for one in dict.fromkeys(_both(there))]
    longest = max((len(one.encode()) for one, _ in names), default=0) + 32
    size = _BUCKET
    while size < longest:
        size *= 2
    lines = "".join(f'    "{one}" "{to}";\n' for one, to in names)
    return (
        f"map_hash_bucket_size {size};\nmap_hash_max_size {max(2048, 4 * len(names))};\n"
        f'map $uri $portevoix_redirect {{\n    default "";\n{lines}}}\n'
    )


def _caddy(some: Sequence[Lead], root: str) -> str:
    """Imported in the site's block. Braces mean something there."""
    return "".join(
        f'redir "{one}" "{to}" 301\n'
        for there, to in some
        if not set("{}") & set(there)
        for one in dict.fromkeys(_both(there))
    )


_TYPES: Mapping[str, str] = {
    "text/calendar": ".ics",
    "text/x-opml": ".opml",
    "application/manifest+json": ".webmanifest",
    "image/avif": ".avif",
    "font/woff2": ".woff2",
}
SERVERS: Mapping[str, tuple[str, Callable[[Sequence[Lead], str], str]]] = {
    "netlify": ("_redirects", _netlify),
    "cloudflare": ("_redirects", _cloudflare),
    "apache": (".htaccess", _apache),
    "nginx": ("redirections.nginx", _nginx),
    "caddy": ("redirections.caddy", _caddy),
}


def _both(there: str) -> tuple[str, ...]:
    return (there, there.rstrip("/")) if there.endswith("/") else (there,)


def _spelled(there: str) -> str:
    """As these two read it: percent-encoded, without a space."""
    return quote(there, safe="/-._~!&'(),;=@+")


def _pattern(there: str) -> str:
    return re.escape(there.rstrip("/")) + "/?" if there.endswith("/") else re.escape(there)
