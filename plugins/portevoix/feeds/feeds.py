"""Every channel in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.feeds.formats import FORMATS
from portevoix.feeds.head import Head, head_of
from portevoix.feeds.identity import moments_of
from portevoix.feeds.item import Enclosure, tell
from portevoix.feeds.style import OURS, render_words
from portevoix.lists import Channel, followed
from portevoix.posts import Post
from portevoix.publisher import Target


def blog_feeds(edition: Edition) -> Iterator[Target]:
    """The feeds of every list that has some, and the words of the page that explains them."""
    site = edition.site
    yield Target(path=OURS, key=digest(site.lang, site.url), render=partial(render_words, site))
    updated = moments_of(edition)
    items = Items(edition, updated)
    for channel in followed(edition.lists):
        head = head_of(site, channel, updated)
        key = digest(
            head, *(f"{edition.key_of_post(post)} {updated[post.slug]}" for post in channel.newest)
        )
        for place, form in enumerate(FORMATS):
            yield Target(
                path=form.path(channel),
                key=key,
                group="feeds",
                render=partial(_feed, items, channel, head, place),
            )


def _feed(items: Items, channel: Channel, head: Head, place: int) -> bytes:
    form = FORMATS[place]
    shown = (items.rendered(post)[place] for post in channel.newest)
    return form.render_feed(head, items.edition.site.absolute(form.path(channel)), shown)


class Items:
    """The posts of an edition as items, each rendered once per format, whatever the number of
    feeds that show it."""

    def __init__(self, edition: Edition, updated: Mapping[str, datetime]) -> None:
        self.edition = edition
        self._updated = updated
        self._rendered: dict[str, tuple[bytes, ...]] = {}

    def rendered(self, post: Post) -> tuple[bytes, ...]:
        """One post in each of FORMATS."""
        if post.slug not in self._rendered:
            edition, slug = self.edition, post.slug
            item = tell(
                edition.site,
                post,
                edition.bodies[slug],
                self._updated[slug],
                _enclosed(edition, post),
            )
            self._rendered[slug] = tuple(form.render_item(item) for form in FORMATS)
        return self._rendered[post.slug]


def _enclosed(edition: Edition, post: Post) -> Enclosure | None:
    picture = edition.pictures.get(post.slug)
    if picture is None:
        return None
    url = edition.site.absolute(picture.path)
    return Enclosure(url=url, length=picture.length, type=picture.type)
