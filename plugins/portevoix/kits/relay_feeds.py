"""/relais/<network>.xml and .json: feeds whose items are that network's ready texts.

Any automation can publish from them without a password of ours. An item keeps its identifier and its
date when its post changes, so that nothing goes out twice; it appears from the moment that the
calendar gives it (`planning/`), never during a pause. What was withdrawn or corrected is for people: `withdrawals.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from portevoix.approvals import Approval, picture_digest
from portevoix.cards import alt_of, path_of
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds.head import Head, head_of
from portevoix.feeds.identity import moments_of
from portevoix.feeds.json_feed import render_json_feed
from portevoix.feeds.rss import render_rss
from portevoix.kits.families import is_public
from portevoix.kits.pictures import CardFile, card_files, formats_wanted
from portevoix.kits.ready import Illustration, Ready, render_json_item, render_rss_item
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.lists import blog_channel
from portevoix.networks import Network
from portevoix.posts import Post
from portevoix.publisher import Target
from portevoix.site import Site
from portevoix.snippets import Snippet, boards_of, compose_for_tools, is_wanted
from portevoix.text import tidy
from portevoix.tongues import own_name, told_in
from portevoix.values import dataclass

NEWEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """What one network's feed offers in one language, newest first."""

    network: Network
    lang: str
    shown: tuple[tuple[datetime, Post], ...]

    def path(self, site: Site) -> str:
        """Without its extension."""
        folder = "" if self.lang == site.tongue else f"{self.lang}/"
        return f"{folder}{site.names.relays}{self.network.key}"


def relay_feeds(edition: Edition) -> Iterator[Target]:
    """The feeds of each network that readers are offered, those of another language apart.

    A card whose size the edition does not know is no item's picture.
    """
    site, sizes, wanted = edition.site, edition.card_sizes, formats_wanted(edition)
    head = head_of(site, blog_channel(site, ()), moments_of(edition))
    for feed in _feeds(edition):
        key = digest(
            *(head, feed.network.key, feed.lang),
            *(f"{edition.key_of_post(post)} {moment}" for moment, post in feed.shown),
            *(sizes.get(path_of(post, one)) for _, post in feed.shown for one in wanted[post.slug]),
        )
        for suffix, render in (("xml", _rss), ("json", _json)):
            yield Target(
                path=f"{feed.path(site)}.{suffix}",
                key=key,
                group="relay feeds",
                render=partial(render, edition, feed, head),
            )


def _feeds(edition: Edition) -> Iterator[_Feed]:
    site = edition.site
    networks = [board.network for board in boards_of(site).values() if is_public(board.network)]
    relayed: dict[str, list[Post]] = {site.tongue: []}
    for post in edition.posts:
        if is_relayed(post):
            relayed.setdefault(post.lang, []).append(post)
    for lang, posts in sorted(relayed.items()):
        # Of the others none is new; a moment of its own can make any new.
        later = edition.plan.apart
        offered = (
            *posts[: NEWEST * 2],
            *(one for one in posts[NEWEST * 2 :] if one.slug in later or _is_planned(one)),
        )
        for network in networks:
            yield _Feed(network=network, lang=lang, shown=_shown(offered, network, edition))


def _is_planned(post: Post) -> bool:
    return any(share.at for share in post.share.values())


def _shown(
    posts: Sequence[Post], network: Network, edition: Edition
) -> tuple[tuple[datetime, Post], ...]:
    now, plan = edition.now, edition.plan
    due = [
        (moment, post)
        for post in posts
        if is_wanted(post, network)
        and (moment := plan.offered_from(post, network.key)) is not None
        and moment <= (now or moment)
        and not _is_held(edition, post, network)
    ]
    return tuple(sorted(due, key=lambda one: (-one[0].timestamp(), one[1].slug))[:NEWEST])


def _is_held(edition: Edition, post: Post, network: Network) -> bool:
    """Whether somebody has to agree first, where no calendar holds the text: the organisation may
    have an account there that it does not name."""
    approvals = edition.approvals
    if edition.plan.of(post.slug, network.key):  # the plan says it already
        return False
    if not approvals.speaks_of(post.slug, network.key):
        return approvals.unheard(post) is Approval.WANTED
    picture = picture_digest(edition.originals.get(post.slug))
    return any(
        approvals.holds(approvals.of(post, one, picture), post)
        for one in edition.snippets.get(post.slug, ())
        if one.network.key == network.key
    )


def _rss(edition: Edition, feed: _Feed, head: Head) -> bytes:
    items = (render_rss_item(one) for one in _ready(edition, feed))
    address = edition.site.absolute(f"{feed.path(edition.site)}.xml")
    return render_rss(_head(head, feed, edition.site), address, items)


def _json(edition: Edition, feed: _Feed, head: Head) -> bytes:
    items = (render_json_item(one) for one in _ready(edition, feed))
    address = edition.site.absolute(f"{feed.path(edition.site)}.json")
    return render_json_feed(_head(head, feed, edition.site), address, items)


def _head(head: Head, feed: _Feed, site: Site) -> Head:
    told = told_in(feed.lang, site.lang)
    label = feed.network.label[told]
    title = say(told, "relays.feed_title", site=tidy(site.name), label=label)
    if feed.lang != site.tongue:
        title = f"{title} ({own_name(feed.lang, site.lang)})"
    return replace(
        head,
        title=title,
        description=say(told, "relays.feed_description", label=label),
        lang=head.lang if feed.lang == site.tongue else feed.lang,
        updated=max((moment for moment, _ in feed.shown), default=head.updated),
    )


def _ready(edition: Edition, feed: _Feed) -> Iterator[Ready]:
    site, wanted, sizes = edition.site, formats_wanted(edition), edition.card_sizes
    for moment, post in feed.shown:
        for one in edition.snippets.get(post.slug, ()):
            if one.network.key == feed.network.key:
                card = _suited(post, one, wanted[post.slug], sizes)
                yield _ready_of(site, post, compose_for_tools(post, one, site), moment, card, sizes)


def _ready_of(
    site: Site,
    post: Post,
    snippet: Snippet,
    moment: datetime,
    card: CardFile | None,
    weights: Mapping[str, int],
) -> Ready:
    link = snippet.link
    # Its identifier is what some tools send as its address. Untagged, it would be every network's.
    tagged = link if "?" in link else f"{link}#{snippet.network.key}"
    return Ready(
        guid=tagged,
        link=link,
        text=snippet.single,
        fallback=tidy(post.title),
        lang=post.lang,
        moment=moment,
        hashtags=snippet.hashtags,
        warning=snippet.warning,
        data=site.absolute(f"{site.names.relays}{post.slug}.json"),
        picture=Illustration(
            url=site.absolute(card.path),
            length=weights[card.path],
            width=card.width,
            height=card.height,
            alt=alt_of(post, post.told_in),
        )
        if card
        else None,
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
