"""The pictures of posts as lists show them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.paths import THUMBNAIL_SIDE
from portevoix.pictures import contents, thumbnail
from portevoix.publisher import Target


def thumbnails(edition: Edition) -> Iterator[Target]:
    """One for each post that has a picture."""
    for post in edition.posts:
        if picture := edition.pictures.get(post.slug):
            yield Target(
                path=edition.site.thumbnail_path(post),
                key=digest("thumbnail", picture.digest),
                group=post.slug,
                render=partial(_drawn, picture.copy),
            )


def _drawn(copy: Path) -> bytes:
    return thumbnail(contents(copy), THUMBNAIL_SIDE)
