"""/relais/<network>.xml: a feed whose items are that network's ready texts.

Any automation can publish from it without a password of ours. An item keeps its identifier when
its post changes or expires, so that nothing goes out twice; its text then says what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.utils import format_datetime
from functools import partial
from html import escape
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from portevoix.cards import alt_of, path_of
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds.head import Head, head_of
from portevoix.feeds.identity import moments_of
from portevoix.feeds.rss import render_rss, unmistakable
from portevoix.kits.families import is_public
from portevoix.kits.pictures import CardFile, card_files, formats_wanted
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.lists import blog_channel
from portevoix.networks import Network
from portevoix.paths import RELAYS
from portevoix.posts import Post
from portevoix.publisher import Target
from portevoix.site import Site
from portevoix.snippets import Snippet, boards_of
from portevoix.text import tidy

NEWEST = 30
EXPIRED = 10
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_MEDIA = "http://search.yahoo.com/mrss/"
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = {"content": _CONTENT, "media": _MEDIA, "atom": _ATOM}


def relay_feeds(edition: Edition) -> Iterator[Target]:
    """One feed for each network that readers are offered, newest posts first.

    A card whose size the edition does not know is no item's picture.
    """
    site, sizes = edition.site, edition.card_sizes
    posts = [post for post in edition.posts if is_relayed(post)]
    head = head_of(site, blog_channel(site, edition.posts), moments_of(edition))
    wanted = formats_wanted(edition)
    offered = tuple(posts[: NEWEST * 2])  # what a network may show, those kept off it aside
    gone = tuple(post for post in edition.expired if is_relayed(post))[:EXPIRED]
    base = digest(
        head,
        *(f"{edition.key_of_post(post)} {wanted[post.slug]}" for post in offered),
        *(sizes.get(path_of(post, one)) for post in offered for one in wanted[post.slug]),
        *map(edition.key_in_list, gone),
    )
    for network in _networks(site):
        yield Target(
            path=f"{RELAYS}{network.key}.xml",
            key=digest(base, network.key),
            group="relay feeds",
            render=partial(_feed, edition, network, head, offered, gone),
        )


def _feed(
    edition: Edition,
    network: Network,
    head: Head,
    offered: tuple[Post, ...],
    gone: tuple[Post, ...],
) -> bytes:
    site, wanted, sizes = edition.site, formats_wanted(edition), edition.card_sizes
    texts = (
        (post, one)
        for post in offered
        for one in edition.snippets.get(post.slug, ())
        if one.network.key == network.key
    )
    items = [
        _item(site, post, one, _suited(post, one, wanted[post.slug], sizes), sizes)
        for post, one in islice(texts, NEWEST)
    ]
    items += (_withdrawal(site, post, network) for post in gone)
    address = site.absolute(f"{RELAYS}{network.key}.xml")
    return render_rss(_head(head, network, site), address, items)


def _networks(site: Site) -> tuple[Network, ...]:
    """The networks that readers are offered, in the site's order."""
    return tuple(board.network for board in boards_of(site).values() if is_public(board.network))


def _head(head: Head, network: Network, site: Site) -> Head:
    label = network.label[site.lang]
    return replace(
        head,
        title=say(site.lang, "relays.feed_title", site=tidy(site.name), label=label),
        description=say(site.lang, "relays.feed_description", label=label),
    )


def _suited(
    post: Post, snippet: Snippet, formats: tuple[str, ...], weights: Mapping[str, int]
) -> CardFile | None:
    """The drawn card that the network wants, else the usual one."""
    drawn = [card for card in card_files(post, formats) if card.path in weights]
    return next(
        (card for card in drawn if card.format == snippet.network.card),
        drawn[0] if drawn else None,
    )


def _item(
    site: Site, post: Post, snippet: Snippet, card: CardFile | None, weights: Mapping[str, int]
) -> bytes:
    revised = post.updated.date() != post.published.date()
    item = _start(site, post, snippet.network, "relays.updated_title" if revised else "")
    _put(item, "link", snippet.link)
    _put(item, "description", escape(snippet.single, quote=False))
    _put(item, f"{{{_CONTENT}}}encoded", _paragraphs(snippet.single))
    for hashtag in snippet.hashtags:
        _put(item, "category", hashtag)
    if snippet.warning:
        _put(item, "category", snippet.warning, domain="content-warning")
    if revised:
        _put(item, "category", "updated", domain="status")
    if card:
        url, length = site.absolute(card.path), str(weights[card.path])
        _put(item, "enclosure", "", url=url, length=length, type="image/png")
        picture = _put(
            item,
            f"{{{_MEDIA}}}content",
            "",
            url=url,
            type="image/png",
            medium="image",
            fileSize=length,
            width=str(card.width),
            height=str(card.height),
        )
        _put(picture, f"{{{_MEDIA}}}description", alt_of(post, post.lang), type="plain")
    return _written(item)


def _withdrawal(site: Site, post: Post, network: Network) -> bytes:
    """What an expired post leaves: the same identifier, and what to do with what was sent."""
    item = _start(site, post, network, "relays.expired_title")
    _put(item, "link", site.address_of(post))
    text = say(post.lang, "relays.expired_text", title=post.title, url=site.address_of(post))
    _put(item, "description", escape(text, quote=False))
    _put(item, "category", "expired", domain="status")
    return _written(item)


def _start(site: Site, post: Post, network: Network, wording: str) -> etree._Element:
    item = etree.Element("item", nsmap=_NAMES)
    title = say(post.lang, wording, title=post.title) if wording else post.title
    _put(item, "title", unmistakable(tidy(title)))
    identity = uuid5(NAMESPACE_URL, f"{site.address_of(post)}#{network.key}").urn
    _put(item, "guid", identity, isPermaLink="false")
    _put(item, "pubDate", format_datetime(post.published))
    _put(item, f"{{{_ATOM}}}updated", post.updated.isoformat())
    return item


def _put(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _paragraphs(text: str) -> str:
    """The text as HTML: a paragraph for each of its own, a break for each line."""
    return "".join(
        f"<p>{escape(paragraph, quote=False).replace(chr(10), '<br>')}</p>"
        for paragraph in text.split("\n\n")
    )


def _written(item: etree._Element) -> bytes:
    return etree.tostring(item, encoding="UTF-8")
