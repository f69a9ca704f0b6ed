"""The lists of the blog's posts: the whole blog, and each family of ways to sort it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from portevoix.addresses import (
    archive_path,
    author_path,
    category_path,
    kind_path,
    language_path,
    tag_path,
)
from portevoix.language import LANGUAGES, say
from portevoix.posts import KINDS, Post
from portevoix.site import Site
from portevoix.text import tidy
from portevoix.tongues import own_name, told_in
from portevoix.values import dataclass

NEWEST = 30  # posts in a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A way to sort posts into lists: what each is filed under, and the name and the path of the list
    of one such thing."""

    key: str  # of the wordings: feeds.<key>, feeds.<key>_group
    filed: Callable[[Post], Iterable[Any]]
    told: Callable[[Site, Any], tuple[str, str]]
    followed: bool = True  # whether its lists have feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    family: str  # key of a Family; empty for the whole blog
    name: str  # of the list: a category, a tag…
    title: str  # as a feed reader shows it, the site's name included
    description: str
    lang: str
    home: str  # page of the list, below the site root
    path: str  # folder of the feeds, below the site root
    posts: tuple[Post, ...]  # newest first
    followed: bool = True  # whether it has feeds

    @property
    def newest(self) -> tuple[Post, ...]:
        return self.posts[:NEWEST]

    @property
    def rss(self) -> str:
        return f"{self.path}feed.xml"

    @property
    def atom(self) -> str:
        return f"{self.path}atom.xml"

    @property
    def json(self) -> str:
        return f"{self.path}feed.json"


def _kind(site: Site, key: str) -> tuple[str, str]:
    kind = KINDS[key]
    return kind.label[site.lang], kind_path(site, kind)


FAMILIES = (
    Family(
        key="language",
        filed=lambda post: (post.lang,),
        told=lambda site, lang: (lang, language_path(site, lang)),
    ),
    Family(
        key="category",
        filed=lambda post: post.categories,
        told=lambda site, name: (name, category_path(site, name)),
    ),
    Family(key="kind", filed=lambda post: (post.kind.key,), told=_kind),
    Family(
        key="author",
        filed=lambda post: post.authors,
        told=lambda site, author: (author.name, author_path(site, author)),
    ),
    Family(
        key="tag",
        filed=lambda post: post.tags,
        told=lambda site, name: (name, tag_path(site, name)),
    ),
    Family(
        key="archive",
        filed=lambda post: (post.published.year,),
        told=lambda site, year: (str(year), archive_path(site, year)),
        followed=False,
    ),
)


def channels(site: Site, posts: Sequence[Post]) -> tuple[Channel, ...]:
    """The whole blog first, then each family in its order, its lists by address.

    Names that share an address share a list, under the name used last.
    """
    found: dict[tuple[int, str], tuple[str, list[Post]]] = {}
    known: dict[tuple[int, Any], list[Post]] = {}  # by what a post is filed under: named once
    for post in posts:
        for rank, family in enumerate(FAMILIES):
            for one in family.filed(post):
                listed = known.get((rank, one))
                if listed is None:
                    name, path = family.told(site, one)
                    listed = known[rank, one] = found.setdefault((rank, path), (name, []))[1]
                if not listed or listed[-1] is not post:
                    listed.append(post)
    if site.host is not None:  # there is no page of a list that the host has at the blog's address
        found = {place: one for place, one in found.items() if place[1] != site.blog}
    return (
        blog_channel(site, posts),
        *(
            _channel(site, FAMILIES[rank], name, path, listed)
            for (rank, path), (name, listed) in sorted(found.items(), key=lambda item: item[0])
        ),
    )


def followed(lists: Iterable[Channel]) -> tuple[Channel, ...]:
    """Those that have feeds."""
    return tuple(one for one in lists if one.followed)


def blog_channel(site: Site, posts: Sequence[Post]) -> Channel:
    name = tidy(site.name)
    return Channel(
        family="",
        name=name,
        title=name,
        description=tidy(site.description) or tidy(site.organisation.tagline) or name,
        lang=site.tongue,
        home=site.blog,
        path="",
        posts=tuple(posts),
    )


def _channel(site: Site, family: Family, name: str, path: str, posts: list[Post]) -> Channel:
    lang = name if family.key == "language" else site.tongue
    told = told_in(lang, site.lang)
    if family.key == "language" and lang not in LANGUAGES:
        title = own_name(lang, site.lang)
    else:
        title = say(told, f"feeds.{family.key}", name=tidy(name)) if family.followed else tidy(name)
    return Channel(
        family=family.key,
        name=title if family.key == "language" else tidy(name),
        title=f"{title} – {tidy(site.name)}",
        description=say(told, "feeds.description", title=title, site=tidy(site.name)),
        lang=lang,
        home=path,
        path=f"{path.removesuffix('.html').rstrip('/')}/",
        posts=tuple(posts),
        followed=family.followed,
    )
