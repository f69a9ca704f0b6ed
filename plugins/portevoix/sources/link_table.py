"""Where links lead: the addresses of pages, files and posts, and why some of these are withheld."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from portevoix.language import say
from portevoix.posts import (
    Post,
    Shelf,
)
from portevoix.site import Audience, Site
from portevoix.sources.links import LinkTable
from portevoix.sources.tree import DocFile, url_of


def uris_of(shelf: Shelf, folder: Path, blog: str) -> dict[str, str]:
    """Slug → where a post's file lies below docs/, or would if the folder were that of docs/."""
    start = len(str(folder / "posts")) + 1
    found = {post.slug: f"{blog}posts/{shelf.files[post.file][start:]}" for post in shelf.posts}
    return {
        slug: uri if uri.isascii() else unicodedata.normalize("NFC", uri)
        for slug, uri in found.items()
    }


def link_table(
    ordinary: Mapping[str, str],
    media: Mapping[str, DocFile],
    posts: Mapping[str, str],
    withheld: Mapping[str, tuple[str, str]],
    site: Site,
) -> LinkTable:
    blog = site.blog
    at = {
        f"{blog}posts/{place.removeprefix(blog)}": place
        for place in media
        if place.startswith(blog)
    }
    addresses = {
        f"{blog}index.md": blog,
        **ordinary,
        **{place: place for place in media},
        **at,
        **posts,
    }
    return LinkTable(
        addresses={uri: url_of(place) for uri, place in addresses.items()},
        withheld={uri: address for uri, (address, _) in withheld.items()},
        reasons=dict(withheld.values()),
        places=frozenset(addresses.values()),
        root=site.url,
    )


def why_withheld(post: Post, now: datetime, site: Site) -> str:
    """Why readers do not see a post."""
    if post.draft:
        return say(site.lang, "posts.why_draft")
    if post.audience == Audience.INTERNAL and site.audience is Audience.PUBLIC:
        return say(site.lang, "posts.why_internal")
    day, hour = f"{post.published:%Y-%m-%d}", f"{post.published:%H:%M}"
    return say(site.lang, "posts.why_later", day=day, hour=hour)
