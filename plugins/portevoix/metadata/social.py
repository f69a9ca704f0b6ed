"""What networks read when somebody shares a page: Open Graph, Twitter cards, the fediverse."""

from __future__ import annotations

import re

from portevoix.addresses import author_path
from portevoix.metadata.values import Described, Pairs
from portevoix.networks import network_named
from portevoix.posts import Post
from portevoix.profiles import PROFILES, first_profile
from portevoix.site import Site
from portevoix.text import tidy

_FEDIVERSE = re.compile(r"@?([\w.-]+@[\w.-]+\.\w+)")
_SITE = "twitter:site"
_HANDLE = re.compile(r"@?(\w{1,15})")


def open_graph(site: Site, page: Described, title: str, description: str) -> Pairs:
    """og:* of any page, article:* of a post (https://ogp.me/)."""
    pairs = [
        ("og:type", "article" if page.post else "website"),
        ("og:site_name", tidy(site.name)),
        ("og:title", title),
        ("og:description", description),
        ("og:url", page.url),
        ("og:locale", locale(site, page.lang)),
    ]
    pairs += [("og:locale:alternate", locale(site, lang)) for lang in sorted(page.translations)]
    if page.picture:
        pairs += [
            ("og:image", page.picture.url),
            ("og:image:type", page.picture.type),
            ("og:image:width", str(page.picture.width)),
            ("og:image:height", str(page.picture.height)),
            ("og:image:alt", tidy(page.picture.alt)),
        ]
    if page.post:
        pairs += _article(site, page.post)
    return _filled(pairs)


def twitter(site: Site, page: Described, title: str, description: str) -> Pairs:
    """twitter:* of any page, fediverse:creator of a post
    (https://docs.joinmastodon.org/admin/link-previews/)."""
    accounts = site.organisation.accounts
    networks = ((one, network_named(one.network)) for one in accounts)
    handles = [
        _HANDLE.fullmatch(one.name)
        for one, network in networks
        if network and network.account_meta == _SITE
    ]
    pairs = [
        ("twitter:card", "summary_large_image" if page.picture else "summary"),
        *[(_SITE, f"@{handle[1]}") for handle in handles[:1] if handle],
        ("twitter:title", title),
        ("twitter:description", description),
    ]
    if page.picture:
        pairs.append(("twitter:image", page.picture.url))
        pairs.append(("twitter:image:alt", tidy(page.picture.alt)))
    if page.post:
        own = [author.fediverse for author in page.post.authors if author.fediverse]
        ours = [account.name for account in accounts]
        found = [_FEDIVERSE.fullmatch(name) for name in own or ours]
        names = [f"@{name[1]}" for name in found if name]
        pairs += [
            ("fediverse:creator", name) for name in dict.fromkeys(names if own else names[:1])
        ]
    return _filled(pairs)


def locale(site: Site, lang: str) -> str:
    """A locale as Open Graph writes it, with a territory; empty when that is not known.

    The site's profile tells which French is spoken here; of a blog that we are added to nobody did.
    """
    if site.host:
        return lang.replace("-", "_") if "-" in lang else ""
    own = PROFILES[site.profile]
    if own.lang == lang:
        return own.locale
    first = first_profile(lang)
    return lang.replace("-", "_") if "-" in lang else first.locale if first else ""


def _article(site: Site, post: Post) -> list[tuple[str, str]]:
    return [
        ("article:published_time", post.published.isoformat()),
        ("article:modified_time", post.updated.isoformat()),
        *[("article:author", site.absolute(author_path(site, author))) for author in post.authors],
        *[("article:section", tidy(name)) for name in post.categories[:1]],
        *[("article:tag", tidy(name)) for name in post.tags],
    ]


def _filled(pairs: list[tuple[str, str]]) -> Pairs:
    return tuple((name, content) for name, content in pairs if content)
