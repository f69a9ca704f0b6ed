"""Logs of web servers, in the « combined » format of Apache and nginx: pages sent, robots left out.

https://httpd.apache.org/docs/2.4/logs.html#combined
Addresses of visitors are read over, never kept: pages sent say nothing of how many people came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import unquote, urlsplit

from portevoix.values import dataclass

_LINE = re.compile(
    r"\S+ \S+ [^\[]{0,200}\[(\d{2})/(\w{3})/(\d{4}):[^\]]{0,40}\] "
    r'"(\w{1,10}) (\S{1,2000})[^"]{0,20}" (\d{3}) \S+(?: "[^"]{0,4000}" "([^"]{0,2000}))?'
)
_MONTHS = {
    name: n
    for n, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java/|go-http|headless|feed|rss",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Pages sent, by slug and month; the first and the last day that each month was counted on."""

    pages: Counter[tuple[str, int, int]]  # slug, year, month
    days: dict[tuple[int, int], tuple[date, date]]
    lines: int
    unread: tuple[int, ...]  # of the lines that are none of such a log, the first ones


def looks_like_log(head: str) -> bool:
    return any(_LINE.match(line) for line in head.splitlines()[:5])


def read_log(lines: Iterable[str], slug_of: Callable[[str], str]) -> Hits:
    """`slug_of` gives the post of a path, or nothing."""
    pages: Counter[tuple[str, int, int]] = Counter()
    days: dict[tuple[int, int], tuple[date, date]] = {}
    unread: list[int] = []
    count = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        count += 1
        found = _LINE.match(line)
        if found is None or found[2] not in _MONTHS:
            if len(unread) < 5:
                unread.append(number)
            continue
        try:
            day = date(int(found[3]), _MONTHS[found[2]], int(found[1]))
        except ValueError:
            continue
        month = day.year, day.month
        first, last = days.get(month, (day, day))
        days[month] = min(first, day), max(last, day)
        if found[4] != "GET" or found[6] not in ("200", "304"):
            continue
        if not found[7] or _ROBOT.search(found[7]):
            continue
        if slug := slug_of(unquote(urlsplit(found[5]).path)):
            pages[slug, *month] += 1
    return Hits(pages=pages, days=days, lines=count, unread=tuple(unread))
