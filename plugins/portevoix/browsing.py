"""The lists of the blog, grouped, as ways in for people who browse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portevoix.language import say
from portevoix.lists import Channel
from portevoix.posts import slugify
from portevoix.values import dataclass

BROWSED = ("kind", "category", "author", "tag")  # families, in order
MOST = 30  # links of a group: the tags of years would hide the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    title: str
    path: str  # below the site root


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    links: tuple[Way, ...]


def ways_in(lang: str, lists: Sequence[Channel]) -> tuple[Group, ...]:
    """Years, newest first; then kinds, categories, teams and tags, the most used of each."""
    groups = {
        "site.by_year": [
            _way(one) for one in sorted(_of("archive", lists), key=_by_name, reverse=True)[:MOST]
        ],
        **{f"site.by_{family}": _most_used(_of(family, lists)) for family in BROWSED},
    }
    return tuple(
        Group(title=say(lang, key), links=tuple(links)) for key, links in groups.items() if links
    )


def _of(family: str, lists: Iterable[Channel]) -> list[Channel]:
    return [one for one in lists if one.family == family]


def _by_name(one: Channel) -> str:
    return one.name


def _most_used(lists: Iterable[Channel]) -> list[Way]:
    """In the order of their names."""
    kept = sorted(lists, key=lambda one: (-len(one.posts), one.home))[:MOST]
    return [_way(one) for one in sorted(kept, key=lambda one: (slugify(one.name), one.home))]


def _way(one: Channel) -> Way:
    return Way(title=one.name, path=one.home)
