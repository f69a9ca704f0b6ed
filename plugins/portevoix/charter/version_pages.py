"""Pages of versions: what changed, every version as it stood, redlines between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portevoix.charter.addresses import resolver
from portevoix.charter.article_pages import sections
from portevoix.charter.charter import ROOT, Article, Version
from portevoix.charter.edition import CharterEdition
from portevoix.charter.prose import plain_line, render_blocks
from portevoix.charter.redlines import Redline, redlines
from portevoix.charter.rendering import render_article
from portevoix.publisher import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A version and what it changed in the one before it."""

    version: Version
    before: Version | None
    redlines: tuple[Redline, ...]  # none for the first version: everything is new


def version_path(number: str, id: str = "") -> str:
    return f"{ROOT}versions/{number}/{id}/" if id else f"{ROOT}versions/{number}/"


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
    pending: tuple[Redline, ...] = ()
    charter = edition.charter
    if charter.versions and not charter.released:
        pending = redlines(charter.versions[-1].articles, charter.articles, charter.lang)
    yield edition.page(
        "changements/",
        "changes",
        edition.say("changements"),
        steps=steps(edition),
        pending=pending if edition.internal else (),
    )


def versions(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/versions/`, each version's index and articles, and its redline."""
    charter, site = edition.charter, edition.site
    yield edition.page("versions/", "versions", edition.say("versions"), steps=steps(edition))
    newest = charter.versions[-1].number if charter.versions else ""
    for step in steps(edition):
        version = step.version
        below = f"versions/{version.number}/"
        path = f"{ROOT}{below}index.html"
        in_force = tuple(one for one in version.articles if one.repealed is None)
        title = edition.say("version_title", number=version.number)
        yield edition.page(
            below,
            "version",
            title,
            indexed=False,
            step=step,
            newest=newest,
            summary=render_blocks(version.summary, resolver(path, charter, site)),
            sections=sections(edition, in_force),
        )
        if step.before:
            yield edition.page(
                f"{below}changements/",
                "redline",
                edition.say("redline_title", old=step.before.number, new=version.number),
                indexed=False,
                step=step,
            )
        for article in in_force:
            yield _old_article(edition, version, article, newest)


def _old_article(
    edition: CharterEdition, version: Version, article: Article, newest: str
) -> Target:
    there = {one.id for one in version.articles}
    path = f"{version_path(version.number, article.id)}index.html"

    def same_version(id: str) -> str:
        return version_path(version.number, id) if id in there else f"{ROOT}{id}/"

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
        shown=render_article(article, resolve, terms),
        now=now,
    )
