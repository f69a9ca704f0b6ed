"""What stays the same about a post whatever else changes, and when it last changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from portevoix.edition import Edition
from portevoix.posts import Post
from portevoix.site import Site

_SECOND = 1_000_000  # microseconds
# The bits of a UUID that tell its variant and its version: RFC 9562, sections 4.1 and 5.5.
_FIXED = 0xC000 << 48 | 0xF000 << 64
_VERSION_5 = 0x8000 << 48 | 0x5000 << 64


def guid(site: Site, post: Post) -> str:
    """A post's permanent identifier: it changes with its address only, never with its title."""
    return uuid5(NAMESPACE_URL, site.address_of(post)).urn


def _fraction(slug: str) -> int:
    """Drawn from a UUID of version 5, put together here: a value for each post costs three times that."""
    named = hashlib.sha1(NAMESPACE_URL.bytes + slug.encode(), usedforsecurity=False).digest()
    drawn = int.from_bytes(named[:16], "big") & ~_FIXED | _VERSION_5
    return drawn % (_SECOND - 1) + 1


def moments(posts: Iterable[Post]) -> Mapping[str, datetime]:
    """Slug → when the post was last changed, no two alike.

    Posts dated by day only share a second, and the W3C feed validator complains of entries that
    share an `updated`. The second is the author's; its fraction is drawn from the post's address,
    so that it stays the same whatever other posts come and go.
    """
    taken: set[datetime] = set()
    found = {}
    for post in posts:
        fraction = _fraction(post.slug)
        moment = post.updated.replace(microsecond=fraction)
        while moment in taken:
            moment += timedelta(microseconds=1)
        taken.add(moment)
        found[post.slug] = moment
    return found


def moments_of(edition: Edition) -> Mapping[str, datetime]:
    """The moments of an edition's posts, worked out here where it was made without them."""
    return edition.moments or moments(edition.posts)
