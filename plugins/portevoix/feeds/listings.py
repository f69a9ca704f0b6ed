"""Pages of posts by tag, by kind and by language; Material makes the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from portevoix.artefact import Page
from portevoix.edition import Edition, key_of
from portevoix.feeds.channels import Channel, channels
from portevoix.feeds.subscription import announced
from portevoix.language import say

OURS = frozenset({"kind", "language", "tag"})
PER_PAGE = 30


def listings(edition: Edition) -> Iterator[Page]:
    for channel in channels(edition):
        if channel.family in OURS:
            yield from _pages(edition, channel)


def _pages(edition: Edition, channel: Channel) -> Iterator[Page]:
    site = edition.site
    count = -(-len(channel.posts) // PER_PAGE)
    for number in range(1, count + 1):
        title = channel.name
        if number > 1:
            title = say(channel.lang, "feeds.page_of", title=title, page=number, pages=count)
        entries = channel.posts[(number - 1) * PER_PAGE : number * PER_PAGE]
        path = f"{_path(channel, number)}index.html"
        key = key_of(
            title,
            channel.name,
            channel.description,
            _intro(channel),
            *(number, count),
            *map(edition.key_in_list, entries),
        )
        if edition.kept(path, key):
            continue
        yield Page(
            path=PurePosixPath(path),
            template="listing.html",
            title=title,
            lang=channel.lang,
            description=channel.description,
            values={
                "heading": channel.name,
                "intro": _intro(channel),
                "entries": entries,
                "feeds": announced(site, channel),
                "page_number": number,
                "page_count": count,
                "newer": _path(channel, number - 1) if number > 1 else "",
                "older": _path(channel, number + 1) if number < count else "",
            },
            key=key,
        )


def _path(channel: Channel, number: int) -> str:
    return channel.home if number == 1 else f"{channel.home}page/{number}/"


def _intro(channel: Channel) -> str:
    count = len(channel.posts)
    if count == 1:
        return say(channel.lang, "feeds.intro_one")
    return say(channel.lang, "feeds.intro_many", count=count)
