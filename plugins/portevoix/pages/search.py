"""The search page, and what its script indexes: posts by year, the other pages, the charter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from portevoix.charter import search_documents
from portevoix.digests import digest
from portevoix.edition import Edition, SearchEntry
from portevoix.language import say
from portevoix.posts import Post
from portevoix.publisher import Page, Target

PAGE = "recherche/"
PAGES = f"{PAGE}pages.json"
CHARTER = f"{PAGE}documents.json"


def search(edition: Edition) -> Iterator[Target]:
    years = [
        (year, tuple(posts))
        for year, posts in groupby(edition.posts, lambda post: post.published.year)
    ]
    indexes = [PAGES, *(_of_year(year) for year, _ in years)]
    if edition.charter is not None:
        indexes.insert(1, CHARTER)
        yield Target(
            path=CHARTER,
            key=digest("documents", edition.charter_key),
            render=partial(_charter, edition),
        )
    yield Target(
        path=PAGES,
        key=digest("pages", *edition.page_entries),
        render=partial(_written, edition.page_entries),
    )
    for year, posts in years:
        yield Target(
            path=_of_year(year),
            key=digest("posts", *map(edition.key_of_post, posts)),
            render=partial(_posts, edition, posts),
        )
    path = f"{PAGE}index.html"
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


def _of_year(year: int) -> str:
    return f"{PAGE}{year}.json"


def _page(edition: Edition, path: str, indexes: tuple[str, ...]) -> Page:
    lang = edition.site.lang
    return Page(
        path=path,
        template="search.html",
        title=say(lang, "site.search_title"),
        lang=lang,
        indexed=False,
        values={"indexes": indexes},
    )


def _charter(edition: Edition) -> bytes:
    assert edition.charter is not None
    return _json(search_documents(edition.charter))


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
