"""/relais/<slug>.json: the relay page as data, to the format of relay.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from portevoix.artefact import Artefact
from portevoix.cards import alt_of
from portevoix.edition import Edition, key_of
from portevoix.kits.families import is_public
from portevoix.kits.pictures import CardFile, card_files, formats_wanted
from portevoix.kits.sharing import RELAYS, is_relayed
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import Snippet

VERSION = 1
NO_WEIGHTS: Mapping[str, int] = MappingProxyType({})


def relay_data(edition: Edition, weights: Mapping[str, int] = NO_WEIGHTS) -> Iterator[Artefact]:
    """The data of each post that may leave the house; an expired one has no texts left.

    `weights` gives the bytes of each drawn card by its path; a card that is not there is not told.
    """
    wanted = formats_wanted(edition)
    for post in filter(is_relayed, edition.posts):
        cards = [card for card in card_files(post, wanted[post.slug]) if card.path in weights]
        key = key_of(edition.key_of_post(post), *((card, weights[card.path]) for card in cards))
        if edition.kept(_path(post), key):
            continue
        yield _artefact(
            post,
            {
                "version": VERSION,
                "post": post_data(post, edition.site),
                "snippets": [
                    snippet_data(snippet, edition.site)
                    for snippet in edition.snippets.get(post.slug, ())
                    if is_public(snippet.network)
                ],
                "cards": [_card(card, post, edition.site, weights) for card in cards],
            },
            key,
        )
    for post in filter(is_relayed, edition.expired):
        said = {**post_data(post, edition.site), "expired": True}
        yield _artefact(post, {"version": VERSION, "post": said, "snippets": [], "cards": []})


def _path(post: Post) -> str:
    return f"{RELAYS}{post.slug}.json"


def _artefact(post: Post, data: Mapping[str, object], key: str = "") -> Artefact:
    written = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return Artefact(path=PurePosixPath(_path(post)), content=written.encode(), key=key)


def post_data(post: Post, site: Site) -> dict[str, object]:
    """What the data say of a post."""
    said: dict[str, object] = {
        "url": site.address_of(post),
        "title": post.title,
        "lang": post.lang,
        "kind": post.kind.key,
        "published": post.published.isoformat(),
        "updated": post.updated.isoformat(),
    }
    if post.expires:
        said["expires"] = post.expires.isoformat()
    return said


def snippet_data(snippet: Snippet, site: Site) -> dict[str, object]:
    """What the data say of one network's text."""
    said: dict[str, object] = {
        "network": snippet.network.key,
        "label": snippet.network.label[site.lang],
        "parts": list(snippet.parts),
        "lengths": list(snippet.lengths),
        "limit": snippet.limit,
        "unit": snippet.unit["en"],  # one name for programs, whatever the site's language
        "single": snippet.single,
        "link": snippet.link,
        "share_url": snippet.share_url,
        "hashtags": list(snippet.hashtags),
        "card": snippet.network.card,
    }
    if snippet.warning:
        said["warning"] = snippet.warning
    if snippet.first_comment:
        said["first_comment"] = {
            "text": snippet.first_comment.text,
            "comment": snippet.first_comment.comment,
        }
    return said


def _card(card: CardFile, post: Post, site: Site, weights: Mapping[str, int]) -> dict[str, object]:
    return {
        "format": card.format,
        "url": site.absolute(card.path),
        "width": card.width,
        "height": card.height,
        "bytes": weights[card.path],
        "alt": alt_of(post, post.lang),
    }
