"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from portevoix.feeds.head import Head
from portevoix.feeds.item import Item

MEDIA_TYPE = "application/feed+json"
_VERSION = "https://jsonfeed.org/version/1.1"


def render_json_item(item: Item) -> bytes:
    written: dict[str, object] = {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": author.name, "url": author.url} for author in item.authors],
        "tags": list(dict.fromkeys(subject.name for subject in item.subjects)),
        "language": item.lang,
    }
    if item.enclosure:
        written["image"] = item.enclosure.url
        written["attachments"] = [
            {
                "url": item.enclosure.url,
                "mime_type": item.enclosure.type,
                "size_in_bytes": item.enclosure.length,
            }
        ]
    return _render({key: value for key, value in written.items() if value})


def render_json_feed(head: Head, self_url: str, items: Iterable[bytes]) -> bytes:
    written: dict[str, object] = {
        "version": _VERSION,
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": self_url,
        "description": head.description,
        "language": head.lang,
        "icon": head.image,
        "authors": [{"name": head.organisation, "url": head.site}],
        "hubs": [{"type": "WebSub", "url": head.hub}] if head.hub else [],
    }
    start = _render({key: value for key, value in written.items() if value})
    return start[:-1] + b', "items": [\n' + b",\n".join(items) + b"\n]}\n"


def _render(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
