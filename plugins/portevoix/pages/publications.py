"""/publications/: the register of what went out to the networks, a page for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.paths import PUBLICATIONS
from portevoix.publications import Publication
from portevoix.publisher import Page, Target


def register_pages(edition: Edition) -> Iterator[Target]:
    """Nothing while nothing went out, or where the organisation keeps its register to itself."""
    zone = edition.site.zone
    years = [
        (year, tuple(some))
        for year, some in groupby(edition.publications, lambda one: one.at.astimezone(zone).year)
    ]
    titles = {post.slug: edition.key_in_list(post) for post in (*edition.posts, *edition.expired)}
    for place, (year, some) in enumerate(years):
        path = f"{PUBLICATIONS}{f'{year}/' if place else ''}index.html"
        yield Target(
            path=path,
            key=digest(some, [one for one, _ in years], [titles.get(one.post) for one in some]),
            framed=True,
            render=partial(_page, edition, path, year, some, tuple(one for one, _ in years)),
        )


def _page(
    edition: Edition, path: str, year: int, some: Sequence[Publication], years: Sequence[int]
) -> Page:
    lang, zone = edition.site.lang, edition.site.zone
    posts = {post.slug: post for post in (*edition.posts, *edition.expired)}
    return Page(
        path=path,
        template="publications.html",
        title=say(lang, "register.title_of", year=year),
        lang=lang,
        description=say(lang, "register.description"),
        indexed=False,
        values={
            "year": year,
            "years": [
                (one, f"{PUBLICATIONS}{f'{one}/' if place else ''}")
                for place, one in enumerate(years)
            ],
            "rows": [
                {
                    "said": one,
                    "post": posts.get(one.post),
                    "at": one.at.astimezone(zone),
                    "corrected": one.corrected and one.corrected.astimezone(zone),
                    "removed": one.removed and one.removed.astimezone(zone),
                    "texts": [
                        [part.split("\n") for part in text.split("\n\n")] for text in one.texts
                    ],
                }
                for one in some
            ],
        },
    )
