"""Pages of versions: what changed, every version as it stood, redlines between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from portevoix.charter.addresses import resolver
from portevoix.charter.article_pages import sections
from portevoix.charter.charter import Article, Version
from portevoix.charter.edition import CharterEdition
from portevoix.charter.prose import plain_line, render_blocks
from portevoix.charter.redlines import Redline, redlines
from portevoix.charter.rendering import render_article
from portevoix.publisher import Target
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A version and what it changed in the one before it."""

    version: Version
    before: Version | None
    redlines: tuple[Redline, ...]  # none for the first version: everything is new


def version_path(site: Site, number: str, id: str = "") -> str:
    return site.names.charter_page(f"versions/{number}/{id}/" if id else f"versions/{number}/")


def steps(edition: CharterEdition) -> tuple[Step, ...]:
    """Every version, newest first."""
    return _steps(edition.charter.versions, edition.charter.lang)


@lru_cache(maxsize=4)
def _steps(versions: tuple[Version, ...], lang: str) -> tuple[Step, ...]:
    found = [
        Step(
            version=version,
            before=versions[number - 1] if number else None,
            redlines=redlines(versions[number - 1].articles, version.articles, lang)
            if number
            else (),
        )
        for number, version in enumerate(versions)
    ]
    return tuple(reversed(found))


def changes(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/changements/`: each version's note and the articles that it touched."""
    yield edition.page(
        "changements/",
        "changes",
        edition.say("changements"),
        steps=partial(steps, edition),
        pending=partial(_pending, edition),
    )


def _pending(edition: CharterEdition) -> tuple[Redline, ...]:
    """What the staff see of the next version."""
    charter = edition.charter
    if charter.released or not charter.versions or not edition.internal:
        return ()
    return redlines(charter.versions[-1].articles, charter.articles, charter.lang)


def versions(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/versions/`, each version's index and articles, and its redline."""
    charter, site = edition.charter, edition.site
    title = edition.say("versions")
    yield edition.page("versions/", "versions", title, steps=partial(steps, edition))
    newest = charter.versions[-1].number if charter.versions else ""
    before: Version | None = None
    for place, version in enumerate(charter.versions):
        below = f"versions/{version.number}/"
        path = site.names.charter_page(f"{below}index.html")
        in_force = tuple(one for one in version.articles if one.repealed is None)
        yield edition.page(
            below,
            "version",
            edition.say("version_title", number=version.number),
            indexed=False,
            step=partial(_step, edition, place),
            newest=newest,
            summary=partial(render_blocks, version.summary, resolver(path, charter, site)),
            sections=partial(sections, edition, in_force),
        )
        if before:
            yield edition.page(
                f"{below}changements/",
                "redline",
                edition.say("redline_title", old=before.number, new=version.number),
                indexed=False,
                step=partial(_step, edition, place),
            )
        for article in in_force:
            yield _old_article(edition, version, article, newest)
        before = version


def _step(edition: CharterEdition, place: int) -> Step:
    """The version at a place of the charter's, the oldest first."""
    return steps(edition)[-1 - place]


def _old_article(
    edition: CharterEdition, version: Version, article: Article, newest: str
) -> Target:
    there = {one.id for one in version.articles}
    path = f"{version_path(edition.site, version.number, article.id)}index.html"

    def same_version(id: str) -> str:
        if id in there:
            return version_path(edition.site, version.number, id)
        return edition.site.names.charter_page(f"{id}/")

    resolve = resolver(path, edition.charter, edition.site, same_version)
    terms = tuple(term for one in version.articles for term in one.terms)
    now = edition.charter.article(article.id)
    return edition.page(
        f"versions/{version.number}/{article.id}/",
        "old_article",
        edition.say("old_article_title", title=article.title, number=version.number),
        description=plain_line(article.summary),
        indexed=False,
        frozen=version,
        newest=newest,
        shown=partial(render_article, article, resolve, terms),
        now=now,
    )
