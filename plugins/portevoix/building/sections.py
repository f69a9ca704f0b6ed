"""A page's text in parts that the search finds by themselves: what stands below each heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.body import plain
from portevoix.edition import SearchEntry

_HEADING = re.compile(
    r'<h([1-6])(?:\s[^<>]*?\bid="([^"]*)"[^<>]*|\s[^<>]*)?>(.*?)</h\1>', re.DOTALL
)


def search_entries(
    html: str, url: str, title: str, tags: tuple[str, ...] = ()
) -> Iterator[SearchEntry]:
    """What stands before the first heading is found under the page's own title.

    `html` is clean, `url` the address of the page below the site root.
    """
    found = _HEADING.split(html)
    first = plain(found[0])
    rest = list(zip(found[2::4], found[3::4], found[4::4], strict=True))
    opens_on_title = not first and rest and found[1] == "1"
    if not opens_on_title:
        yield SearchEntry(location=url, title=title, text=first, tags=tags)
    for place, (anchor, heading, text) in enumerate(rest):
        top = opens_on_title and not place
        location = url if top or not anchor else f"{url}#{anchor}"
        yield SearchEntry(
            location=location,
            title=plain(heading) or title,
            text=plain(text),
            tags=tags,
        )
