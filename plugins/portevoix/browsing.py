"""The lists of the blog, grouped, as ways in for people who browse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portevoix import addresses
from portevoix.language import say
from portevoix.posts import Post, slugify
from portevoix.site import Site

MOST = 30  # links of a group: the tags of years would hide the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    title: str
    path: str  # below the site root


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    links: tuple[Way, ...]


def ways_in(site: Site, posts: Sequence[Post]) -> tuple[Group, ...]:
    """Years, newest first; then kinds, categories, teams and tags, the most used of each."""
    years = sorted({post.published.year for post in posts}, reverse=True)
    lang = site.lang
    groups = {
        "site.by_year": [
            Way(title=str(year), path=f"{site.blog}archives/{year}/") for year in years[:MOST]
        ],
        "site.by_kind": _most_used(
            (post.kind.label[lang], addresses.kind_path(site, post.kind)) for post in posts
        ),
        "site.by_category": _most_used(
            (name, addresses.category_path(site, name))
            for post in posts
            for name in post.categories
        ),
        "site.by_author": _most_used(
            (author.name, addresses.author_path(site, author))
            for post in posts
            for author in post.authors
        ),
        "site.by_tag": _most_used(
            (name, addresses.tag_path(site, name)) for post in posts for name in post.tags
        ),
    }
    return tuple(
        Group(title=say(lang, key), links=tuple(links)) for key, links in groups.items() if links
    )


def _most_used(named: Iterable[tuple[str, str]]) -> list[Way]:
    """One way per address, in the order of their names."""
    counted: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for title, path in named:
        counted[path] += 1
        titles.setdefault(path, title)
    kept = sorted(counted, key=lambda path: (-counted[path], path))[:MOST]
    ways = [Way(title=titles[path], path=path) for path in kept]
    return sorted(ways, key=lambda way: (slugify(way.title), way.path))
