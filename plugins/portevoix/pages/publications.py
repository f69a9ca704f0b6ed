"""/publications/: the register of what went out to the networks, a page for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.paths import PUBLICATIONS
from portevoix.publications import Publication
from portevoix.publisher import Page, Target
from portevoix.sending import WELL_KNOWN, publication_of
from portevoix.site import Audience


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


def well_known(edition: Edition) -> Iterator[Target]:
    """The site's record on Bluesky's network, named where https://standard.site looks for it; nothing
    below the root of a host, where no site of ours can put a file."""
    site = edition.site
    if site.audience is not Audience.PUBLIC or urlsplit(site.url).path != "/":
        return
    for document in sorted((edition.documents or {}).values())[:1]:
        address = publication_of(document, site.url)
        yield Target(path=WELL_KNOWN, key=digest(address), render=partial(str.encode, address))


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
