"""The channels that people can follow: the whole blog, and each list of its posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portevoix.addresses import author_path, category_path, kind_path, language_path, tag_path
from portevoix.edition import Edition
from portevoix.language import LANGUAGES, say
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.text import tidy

NEWEST = 30  # posts in a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A way to sort posts into lists; `lists` tells those of one post, by name and path."""

    key: str  # of the wordings: feeds.<key>, feeds.<key>_group
    lists: Callable[[Site, Post], Iterable[tuple[str, str]]]


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


def _languages(site: Site, post: Post) -> Iterator[tuple[str, str]]:
    yield post.lang, language_path(site, post.lang)


def _categories(site: Site, post: Post) -> Iterator[tuple[str, str]]:
    return ((name, category_path(site, name)) for name in post.categories)


def _kinds(site: Site, post: Post) -> Iterator[tuple[str, str]]:
    yield post.kind.label[site.lang], kind_path(site, post.kind)


def _authors(site: Site, post: Post) -> Iterator[tuple[str, str]]:
    return ((author.name, author_path(site, author)) for author in post.authors)


def _tags(site: Site, post: Post) -> Iterator[tuple[str, str]]:
    return ((name, tag_path(site, name)) for name in post.tags)


FAMILIES = (
    Family(key="language", lists=_languages),
    Family(key="category", lists=_categories),
    Family(key="kind", lists=_kinds),
    Family(key="author", lists=_authors),
    Family(key="tag", lists=_tags),
)


def channels(edition: Edition) -> tuple[Channel, ...]:
    """The whole blog first, then each family in its order, its lists by address.

    Names that share an address share a list, under the name used last.
    """
    site = edition.site
    found: dict[tuple[int, str], tuple[str, list[Post]]] = {}
    for post in edition.posts:
        for rank, family in enumerate(FAMILIES):
            for name, path in family.lists(site, post):
                posts = found.setdefault((rank, path), (name, []))[1]
                if not posts or posts[-1] is not post:
                    posts.append(post)
    return (
        blog_channel(edition),
        *(
            _channel(site, FAMILIES[rank], name, path, posts)
            for (rank, path), (name, posts) in sorted(found.items(), key=lambda item: item[0])
        ),
    )


def blog_channel(edition: Edition) -> Channel:
    site = edition.site
    name = tidy(site.name)
    return Channel(
        family="",
        name=name,
        title=name,
        description=tidy(site.description) or tidy(site.organisation.tagline) or name,
        lang=site.lang,
        home=site.blog,
        path="",
        posts=edition.posts,
    )


def _channel(site: Site, family: Family, name: str, path: str, posts: list[Post]) -> Channel:
    lang, key = site.lang, family.key
    if key == "language":
        lang = name
        key = "language" if lang[:2] in LANGUAGES else "language_other"
    title = say(lang, f"feeds.{key}", name=tidy(name))
    return Channel(
        family=family.key,
        name=title if family.key == "language" else tidy(name),
        title=f"{title} – {tidy(site.name)}",
        description=say(lang, "feeds.description", title=title, site=tidy(site.name)),
        lang=lang,
        home=path,
        path=path,
        posts=tuple(posts),
    )
