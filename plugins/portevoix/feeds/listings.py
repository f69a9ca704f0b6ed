"""Pages of posts by tag, by kind and by language; Material makes the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from portevoix.artefact import Page
from portevoix.edition import Edition
from portevoix.feeds.channels import Channel, channels
from portevoix.feeds.subscription import announced
from portevoix.language import say
from portevoix.site import Site

OURS = frozenset({"kind", "language", "tag"})
PER_PAGE = 30


def listings(edition: Edition) -> Iterator[Page]:
    for channel in channels(edition):
        if channel.family in OURS:
            yield from _pages(edition.site, channel)


def _pages(site: Site, channel: Channel) -> Iterator[Page]:
    count = -(-len(channel.posts) // PER_PAGE)
    for number in range(1, count + 1):
        title = channel.name
        if number > 1:
            title = say(channel.lang, "feeds.page_of", title=title, page=number, pages=count)
        yield Page(
            path=PurePosixPath(_path(channel, number)) / "index.html",
            template="listing.html",
            title=title,
            lang=channel.lang,
            description=channel.description,
            values={
                "heading": channel.name,
                "intro": _intro(channel),
                "entries": channel.posts[(number - 1) * PER_PAGE : number * PER_PAGE],
                "feeds": announced(site, channel),
                "page_number": number,
                "page_count": count,
                "newer": _path(channel, number - 1) if number > 1 else "",
                "older": _path(channel, number + 1) if number < count else "",
            },
        )


def _path(channel: Channel, number: int) -> str:
    return channel.home if number == 1 else f"{channel.home}page/{number}/"


def _intro(channel: Channel) -> str:
    count = len(channel.posts)
    if count == 1:
        return say(channel.lang, "feeds.intro_one")
    return say(channel.lang, "feeds.intro_many", count=count)
