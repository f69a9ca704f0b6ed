"""Whose numbers a row of a results file holds: told by an address, or by a text, never by a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from urllib.parse import unquote, urlsplit

from portevoix.posts import Post
from portevoix.publications import Publication
from portevoix.site import Account, Site
from portevoix.values import dataclass

_ADDRESS = re.compile(r"https?://[^\s<>\"'()]{4,500}")
_TELLING = 40  # letters of a text that nobody else wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    post: str  # slug
    network: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What posts, publications and accounts are told by."""

    site: Site
    by_address: Mapping[str, Found] = field(repr=False)  # of messages on networks
    by_path: Mapping[str, str] = field(repr=False)  # path below the site root → slug
    by_text: Mapping[str, frozenset[Found]] = field(repr=False)  # start of a text → whose it may be

    def of_link(self, address: str) -> Found | None:
        return self.by_address.get(plain_address(address)) if address else None

    def of_text(self, text: str, network: str) -> Found | None:
        """The post that a text links to, or whose text on that network it begins as."""
        for address in _ADDRESS.findall(text):
            if slug := self.of_page(address):
                return Found(post=slug)
        start = start_of(text)
        found = self.by_text.get(start, frozenset()) if start else frozenset()
        some = {one for one in found if network in ("", one.network)}
        return next(iter(some)) if len({one.post for one in some}) == 1 else None

    def of_page(self, address: str) -> str:
        """The slug of the post at an address or a path of the site; "" for any other."""
        said = address.strip()
        root = urlsplit(self.site.url)
        # Matomo writes a page without its scheme: « blog.exemple.org/blog/bancs/ ».
        if said.lower().startswith(f"{root.netloc.lower()}/"):
            said = said[len(root.netloc) :]
        try:
            parts = urlsplit(said if "//" in said else f"//{root.netloc}/{said.lstrip('/')}")
        except ValueError:
            return ""
        if parts.netloc.lower() != root.netloc.lower():
            return ""
        path = unquote(parts.path)
        if not path.startswith(root.path):
            return ""
        return self.by_path.get(_bare(path[len(root.path) :]), "")


def index_of(site: Site, posts: Iterable[Post], publications: Iterable[Publication]) -> Index:
    by_text: dict[str, set[Found]] = {}
    by_address: dict[str, Found] = {}
    for one in publications:
        found = Found(post=one.post, network=one.network, account=one.account)
        if one.address:
            by_address[plain_address(one.address)] = found
        for text in one.texts:
            if start := start_of(text):
                by_text.setdefault(start, set()).add(found)
    by_path: dict[str, str] = {}
    for post in posts:
        for path in (site.path_of(post), *post.aliases):
            by_path[_bare(path)] = post.slug
    return Index(
        site=site,
        by_address=by_address,
        by_path=by_path,
        by_text={start: frozenset(some) for start, some in by_text.items()},
    )


def _bare(path: str) -> str:
    return path.removesuffix("index.html").strip("/")


def plain_address(address: str) -> str:
    """Without scheme, `www.`, `m.`, query nor last slash: as two tools may write the same one."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}"


def start_of(text: str) -> str:
    """The first letters and figures of a text, which tools cut and set in their own way."""
    bare = "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text).casefold()))
    return bare[:_TELLING] if len(bare) >= _TELLING else ""


def account_named(site: Site, network: str, said: str) -> Account | None:
    """The organisation's account of a network that a file calls so, by its name or its address."""
    wanted = _name(said)
    for one in site.organisation.accounts:
        names = {_name(one.name), _name(one.name.split("@")[1] if one.name[:1] == "@" else "")}
        names |= {_name(urlsplit(one.url).path.rsplit("/", 1)[-1]), plain_address(one.url)}
        if one.network == network and wanted and wanted in names:
            return one
    return None


def _name(said: str) -> str:
    apart = unicodedata.normalize("NFKD", said.casefold())
    return "".join(re.findall(r"[a-z0-9]", apart))
