"""Which cards people share a post with, and what each is called and weighs in pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from portevoix.cards import FORMATS, path_of
from portevoix.edition import Edition
from portevoix.kits.families import is_public
from portevoix.networks import Network
from portevoix.posts import Post
from portevoix.site import Audience, Site
from portevoix.snippets import boards_of, is_wanted
from portevoix.values import dataclass

ALWAYS = ("og",)
RECENT = timedelta(days=60)  # before the newest post; older ones keep the cards of ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    format: str
    path: str  # below the site root
    width: int
    height: int


def formats_wanted(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The card formats of each post, by slug, worked out here where an edition was made without."""
    return edition.formats or formats_of(edition.site, edition.posts)


def formats_of(site: Site, posts: Sequence[Post]) -> Mapping[str, tuple[str, ...]]:
    """The card formats of each post, by slug, in the order of the formats.

    Staff get all of them for recent posts; readers those that the networks offered to them want.
    """
    if not posts:
        return {}
    since = max(post.published for post in posts) - RECENT
    boards = boards_of(site).values()
    public = [board.network for board in boards if is_public(board.network)]
    internal = site.audience is Audience.INTERNAL
    return {
        post.slug: _wanted(post, public, every=internal) if post.published >= since else ALWAYS
        for post in posts
    }


def _wanted(post: Post, networks: Sequence[Network], *, every: bool) -> tuple[str, ...]:
    if every:
        return tuple(FORMATS)
    asked = {network.card for network in networks if is_wanted(post, network)}
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
