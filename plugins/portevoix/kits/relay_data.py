"""/relais/<slug>.json: the relay page as data, to the format of relay.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from portevoix.cards import alt_of, path_of
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.kits.families import is_public
from portevoix.kits.pictures import CardFile, card_files, formats_wanted
from portevoix.kits.sharing import is_relayed
from portevoix.posts import Post
from portevoix.publisher import Target
from portevoix.site import Site
from portevoix.snippets import Snippet

VERSION = 1
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def relay_data(edition: Edition) -> Iterator[Target]:
    """The data of each post that may leave the house; an expired one has no texts left.

    A card whose size the edition does not know is not told.
    """
    wanted, weighs = formats_wanted(edition), edition.card_sizes
    for post in filter(is_relayed, edition.posts):
        formats = wanted[post.slug]
        cards = " ".join([f"{one} {weighs.get(path_of(post, one))}" for one in formats])
        yield Target(
            f"{edition.site.names.relays}{post.slug}.json",
            f"data {edition.key_of_post(post)} {cards}",
            partial(_data, edition, post, formats),
            group=post.slug,
        )
    for post in filter(is_relayed, edition.expired):
        yield Target(
            path=f"{edition.site.names.relays}{post.slug}.json",
            key=digest("expired data", edition.key_in_list(post)),
            render=partial(_expired, edition, post),
        )


def _data(edition: Edition, post: Post, formats: tuple[str, ...]) -> bytes:
    site = edition.site
    return _written(
        {
            "version": VERSION,
            "post": post_data(post, site),
            "snippets": [
                snippet_data(snippet, site)
                for snippet in edition.snippets.get(post.slug, ())
                if is_public(snippet.network)
            ],
            "cards": [
                _card(card, post, site, edition.card_sizes)
                for card in card_files(post, formats)
                if card.path in edition.card_sizes
            ],
        }
    )


def _expired(edition: Edition, post: Post) -> bytes:
    about = {**post_data(post, edition.site), "expired": True}
    return _written({"version": VERSION, "post": about, "snippets": [], "cards": []})


def _written(data: Mapping[str, object]) -> bytes:
    """A line for each value, and for each item of a list."""
    lines = ",\n".join(f" {json.dumps(key)}: {_value(value)}" for key, value in data.items())
    return f"{{\n{lines}\n}}\n".encode()


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(_ENCODE(item) for item in value) + "\n ]"
    return _ENCODE(value)


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
    if snippet.subject:
        said["subject"] = snippet.subject
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
