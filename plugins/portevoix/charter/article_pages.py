"""Pages of articles: the index, the list, each article, every case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from portevoix.charter.addresses import mail, resolver
from portevoix.charter.charter import Article
from portevoix.charter.edition import CharterEdition
from portevoix.charter.prose import plain_line, render_blocks
from portevoix.charter.rendering import AnsweredCase, render_article
from portevoix.charter.reply_pages import frequent_steps
from portevoix.publisher import Target
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Articles that share a first number; `title` is empty when they need none."""

    number: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOfArticle:
    article: Article
    cases: tuple[AnsweredCase, ...]


def sections(edition: CharterEdition, articles: Sequence[Article]) -> tuple[Section, ...]:
    numbers = list(dict.fromkeys(article.id.partition(".")[0] for article in articles))
    return tuple(
        Section(
            number=number,
            title=edition.charter.sections.get(number, ""),
            articles=tuple(one for one in articles if one.id.partition(".")[0] == number),
        )
        for number in numbers
    )


def index(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/`: the summary, then the ways in."""
    charter = edition.charter
    path = edition.site.names.charter_page("index.html")
    yield edition.page(
        "",
        "index",
        charter.title,
        description=plain_line(charter.summary)[:300],
        summary=partial(render_blocks, charter.summary, resolver(path, charter, edition.site)),
        last=charter.versions[-1] if charter.versions else None,
        sections=sections(edition, charter.in_use),
        frequent=frequent_steps(edition),
    )


def listing(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/articles/`: every article, those repealed apart."""
    charter = edition.charter
    yield edition.page(
        "articles/",
        "articles",
        edition.say("articles"),
        sections=sections(edition, charter.in_use),
        repealed=tuple(article for article in charter.articles if article.repealed),
        summaries={one.id: plain_line(one.summary) for one in charter.articles},
    )


def articles(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/<id>/`: each article; a repealed one keeps a page that says so."""
    charter, site = edition.charter, edition.site
    in_use = charter.in_use
    for number, article in enumerate(in_use):
        path = f"{article.path}index.html"
        yield edition.page(
            f"{article.id}/",
            "article",
            article.title,
            description=plain_line(article.summary),
            shown=partial(
                render_article,
                article,
                resolver(path, charter, site),
                charter.terms,
                dial=edition.dial,
            ),
            before=in_use[number - 1] if number else None,
            after=in_use[number + 1] if number + 1 < len(in_use) else None,
            propose=_propose(edition, article),
            overdue=edition.overdue(article),
        )
    for article in charter.articles:
        if article.repealed:
            yield edition.page(
                f"{article.id}/",
                "repealed",
                article.title,
                indexed=False,
                article=article,
                heir=charter.article(article.replaced_by) if article.replaced_by else None,
                last=_last_in_force(edition, article.id),
            )


def _last_in_force(edition: CharterEdition, id: str) -> str:
    """The newest version in which the article still held."""
    for version in reversed(edition.charter.versions):
        if any(one.id == id and one.repealed is None for one in version.articles):
            return version.number
    return ""


def _propose(edition: CharterEdition, article: Article) -> str:
    version = edition.charter.version
    subject = edition.say("propose_subject", id=article.id, title=article.title, version=version)
    address = edition.site.absolute(article.path)
    body = edition.say("propose_body", id=article.id, version=version, address=address)
    return mail(edition.charter.contact, subject, body)


def cases(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/puis-je/`: the cases of every article in force, by section."""
    yield edition.page(
        "puis-je/",
        "cases",
        edition.say("puis-je"),
        description=edition.say("cases_lead"),
        groups=partial(_cases, edition),
    )


def _cases(edition: CharterEdition) -> tuple[CasesOfArticle, ...]:
    charter = edition.charter
    resolve = resolver(edition.site.names.charter_page("puis-je/index.html"), charter, edition.site)
    return tuple(
        CasesOfArticle(
            article=article, cases=render_article(article, resolve, (), dial=edition.dial).cases
        )
        for article in charter.in_use
        if article.cases
    )
