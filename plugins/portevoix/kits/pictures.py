"""Which cards people share a post with, and what each is called and weighs in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from portevoix.cards import FORMATS, path_of
from portevoix.edition import Edition
from portevoix.kits.families import is_public
from portevoix.posts.post import Post
from portevoix.site import Audience

ALWAYS = ("og",)
RECENT = timedelta(days=60)  # before the newest post; older ones keep the cards of ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    format: str
    path: str  # below the site root
    width: int
    height: int


def formats_wanted(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The card formats of each post, by slug, in the order of the formats.

    Staff get all of them for recent posts; readers those that the networks offered to them want.
    """
    if not edition.posts:
        return {}
    since = max(post.published for post in edition.posts) - RECENT
    return {
        post.slug: _wanted(edition, post, recent=post.published >= since) for post in edition.posts
    }


def _wanted(edition: Edition, post: Post, *, recent: bool) -> tuple[str, ...]:
    if not recent:
        return ALWAYS
    if edition.site.audience is Audience.INTERNAL:
        return tuple(FORMATS)
    asked = {
        one.network.card for one in edition.snippets.get(post.slug, ()) if is_public(one.network)
    }
    return tuple(key for key in FORMATS if key in ALWAYS or key in asked)


def card_files(post: Post, formats: tuple[str, ...]) -> tuple[CardFile, ...]:
    return tuple(
        CardFile(
            format=key,
            path=path_of(post, key),
            width=FORMATS[key].width,
            height=FORMATS[key].height,
        )
        for key in formats
    )
