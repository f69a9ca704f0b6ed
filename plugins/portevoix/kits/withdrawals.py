"""/relais/retraits.xml: what whoever relayed our posts should take back or say again.

For people: an automation would publish the notice itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from html import escape
from uuid import NAMESPACE_URL, uuid5

from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds.head import head_of
from portevoix.feeds.identity import moments_of
from portevoix.feeds.rss import render_rss, unmistakable
from portevoix.kits.ready import DC, put, start_item, written
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.lists import blog_channel
from portevoix.posts import Post, State, until_of
from portevoix.publisher import Target
from portevoix.site import Site
from portevoix.text import tidy
from portevoix.values import dataclass

NEWEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    what: str  # "expired", "lifted" or "updated": of the wordings relays.<what>_title and _text
    post: Post
    moment: datetime


def withdrawals(edition: Edition) -> Iterator[Target]:
    site = edition.site
    notices = sorted(
        _notices(edition), key=lambda one: (-one.moment.timestamp(), one.post.slug, one.what)
    )[:NEWEST]
    key = digest(site.url, *(f"{one.what} {edition.key_in_list(one.post)}" for one in notices))
    yield Target(
        path=site.names.withdrawals, key=key, render=partial(_feed, edition, tuple(notices))
    )


def _notices(edition: Edition) -> Iterator[Notice]:
    for post in filter(is_relayed, edition.expired):
        assert post.expires is not None
        yield Notice(what="expired", post=post, moment=post.expires)
    for post in edition.posts:
        if post.state is State.LIFTED and is_relayed(post) and (end := until_of(post)):
            yield Notice(what="lifted", post=post, moment=end)
        if post.updated != post.published and is_relayed(post) and not _same_day(post):
            yield Notice(what="updated", post=post, moment=post.updated)


def _same_day(post: Post) -> bool:
    return post.updated.date() == post.published.date()


def _feed(edition: Edition, notices: tuple[Notice, ...]) -> bytes:
    site = edition.site
    head = head_of(site, blog_channel(site, ()), moments_of(edition))
    head = replace(
        head,
        title=say(site.lang, "relays.withdrawals_title", site=tidy(site.name)),
        description=say(site.lang, "relays.withdrawals_description"),
        updated=max((one.moment for one in notices), default=head.updated),
    )
    items = (_item(site, one) for one in notices)
    return render_rss(head, site.absolute(site.names.withdrawals), items)


def _item(site: Site, notice: Notice) -> bytes:
    post, what, address = notice.post, notice.what, site.address_of(notice.post)
    told = post.told_in
    relay = site.absolute(site.relay_path(post))
    item = start_item({"dc": DC})
    put(item, "title", unmistakable(tidy(say(told, f"relays.{what}_title", title=post.title))))
    put(item, "link", address if what == "expired" else relay)
    # Each change is news of its own.
    identity = uuid5(NAMESPACE_URL, f"{address}#{what} {notice.moment.isoformat()}").urn
    put(item, "guid", identity, isPermaLink="false")
    text = say(told, f"relays.{what}_text", url=address, relay=relay)
    put(item, "description", escape(text, quote=False))
    put(item, "pubDate", format_datetime(notice.moment))
    put(item, f"{{{DC}}}language", post.lang)
    return written(item)
