"""The search page, and what its script indexes: posts by year, the other pages, the charter."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from itertools import groupby

from portevoix.charter import search_documents
from portevoix.digests import digest
from portevoix.edition import Edition, SearchEntry
from portevoix.language import say
from portevoix.posts import Post
from portevoix.publisher import Page, Target
from portevoix.site import Audience

PAGES = "pages.json"
CHARTER = "documents.json"
MOST = 250  # posts in an index: what one edit makes again
# What a citizen looks for stands on a page of services more often than in the rules of conversation.
_WEIGHTS = {PAGES: 2, CHARTER: 0.4}


def search(edition: Edition) -> Iterator[Target]:
    names = edition.site.names
    parts = tuple(shares(edition.posts))
    indexes = [PAGES, *(name for name, _ in parts)]
    if edition.charter is not None:
        indexes.insert(1, CHARTER)
        yield Target(
            path=f"{names.search}{CHARTER}",
            key=digest("documents", edition.charter_key),
            render=partial(_charter, edition),
        )
    yield Target(
        path=f"{names.search}{PAGES}",
        key=digest("pages", *edition.page_entries),
        render=partial(_written, edition.page_entries),
    )
    near = near_words({edition.site.lang, *(post.lang for post in edition.posts)})
    yield Target(
        path=f"{names.search}{names.near}", key=digest("words", *near), render=partial(_json, near)
    )
    for name, posts in parts:
        yield Target(
            path=f"{names.search}{name}",
            key=digest("posts", *map(edition.key_of_post, posts)),
            render=partial(_posts, edition, posts),
        )
    path = f"{names.search}index.html"
    yield Target(
        path=path,
        key=digest(
            "search",
            *indexes,
            *(f"{one.family} {one.name} {one.home} {len(one.posts)}" for one in edition.lists),
        ),
        framed=True,
        render=partial(_page, edition, path, tuple(indexes)),
    )


def shares(posts: tuple[Post, ...]) -> Iterator[tuple[str, tuple[Post, ...]]]:
    """The name of each index of posts, newest first, and whose it is: a year's, in shares of `MOST`.

    Shares count from the oldest post of a year, so that a new one changes the last share alone.
    """
    for year, group in groupby(posts, lambda post: post.published.year):
        oldest_first = tuple(group)[::-1]
        starts = range(0, len(oldest_first), MOST)
        for number, start in reversed(tuple(enumerate(starts, 1))):
            name = f"{year}-{number}" if number > 1 else f"{year}"
            yield f"{name}.json", oldest_first[start : start + MOST][::-1]


def _page(edition: Edition, path: str, indexes: tuple[str, ...]) -> Page:
    lang, names = edition.site.lang, edition.site.names
    weights = {PAGES: 2, CHARTER: 1.5} if edition.site.audience is Audience.INTERNAL else _WEIGHTS
    return Page(
        path=path,
        template="search.html",
        title=say(lang, "site.search_title"),
        lang=lang,
        indexed=False,
        values={
            "indexes": tuple((f"{names.search}{one}", weights.get(one, 1)) for one in indexes),
            "near": f"{names.search}{names.near}",
        },
    )


def near_words(langs: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of words of which a person types one and a public body writes another, in these languages."""
    return tuple(
        group for lang, groups in _near_words().items() if lang in langs for group in groups
    )


@cache
def _near_words() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    read = tomllib.loads((files("portevoix.pages") / "near_words.toml").read_text("utf-8"))
    return {lang: tuple(tuple(line.split()) for line in lines) for lang, lines in read.items()}


def _charter(edition: Edition) -> bytes:
    assert edition.charter is not None
    return _json(search_documents(edition.charter, edition.site.names))


def _posts(edition: Edition, posts: tuple[Post, ...]) -> bytes:
    return _written(entry for post in posts for entry in edition.entries.get(post.slug, ()))


def _written(entries: Iterable[SearchEntry]) -> bytes:
    documents = []
    for one in entries:
        document: dict[str, object] = {
            "location": one.location,
            "title": one.title,
            "text": one.text,
        }
        if one.tags:
            document["tags"] = list(one.tags)
        documents.append(document)
    return _json(documents)


def _json(documents: object) -> bytes:
    return json.dumps(documents, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
