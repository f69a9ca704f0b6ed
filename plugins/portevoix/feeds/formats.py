"""The formats in which every channel is sent out, in the order in which people are offered them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from portevoix.feeds import atom, json_feed, rss
from portevoix.feeds.head import Head
from portevoix.feeds.item import Item
from portevoix.lists import Channel
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    key: str  # of the wording feeds.<key>
    media_type: str
    path: Callable[[Channel], str]
    render_item: Callable[[Item], bytes]
    render_feed: Callable[[Head, str, Iterable[bytes]], bytes]


RSS = Format(
    key="rss",
    media_type=rss.MEDIA_TYPE,
    path=lambda channel: channel.rss,
    render_item=rss.render_item,
    render_feed=rss.render_rss,
)
ATOM = Format(
    key="atom",
    media_type=atom.MEDIA_TYPE,
    path=lambda channel: channel.atom,
    render_item=atom.render_entry,
    render_feed=atom.render_atom,
)
JSON = Format(
    key="json",
    media_type=json_feed.MEDIA_TYPE,
    path=lambda channel: channel.json,
    render_item=json_feed.render_json_item,
    render_feed=json_feed.render_json_feed,
)
FORMATS = (RSS, ATOM, JSON)
