"""An article as HTML, ready for a template: its own page, a version's, the whole charter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portevoix.charter.charter import Article, Case, Source, Term
from portevoix.charter.prose import Resolve, render_blocks, render_line, slug
from portevoix.charter.terms import Glossary, anchor
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    anchor: str
    term: str
    abbreviation: str
    definition: str  # HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCase:
    anchor: str
    question: str  # HTML
    answer: str  # HTML
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What to do and, when there is one, the fault that it replaces; both HTML."""

    do: str
    avoid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedArticle:
    article: Article
    anchor: str  # on a page that holds several
    summary: str
    pairs: tuple[Pair, ...]
    why: str
    body: str
    cases: tuple[AnsweredCase, ...]
    sources: tuple[Source, ...]
    terms: tuple[Explained, ...]  # that the article itself defines
    met: tuple[Explained, ...]  # that it uses, explained elsewhere


def article_anchor(id: str) -> str:
    return f"article-{id.replace('.', '-')}"


def case_anchor(article: Article, case: Case) -> str:
    """Lasting as long as the question: cases may come and go around it."""
    return f"{article_anchor(article.id)}-{slug(case.question)[:48].strip('-')}"


def render_article(
    article: Article,
    resolve: Resolve,
    terms: Sequence[Term],
    *,
    top: int = 2,
    apart: bool = False,
    dial: Callable[[str], str] = str,
) -> RenderedArticle:
    """The HTML of an article; `apart` keeps the ids of several on one page from meeting, `dial` makes
    links of telephones."""
    own = set(article.terms)
    glossary = Glossary([term for term in terms if term not in own])

    def line(text: str) -> str:
        return dial(glossary.mark(render_line(text, resolve)))

    avoid = (*article.avoid, *[""] * (len(article.do) - len(article.avoid)))
    prefix = f"{article_anchor(article.id)}-" if apart else ""
    summary = line(article.summary)
    pairs = tuple(
        Pair(do=line(do), avoid=line(dont)) for do, dont in zip(article.do, avoid, strict=False)
    )
    why = line(article.why)
    body = dial(glossary.mark(render_blocks(article.body, resolve, top=top, prefix=prefix)))
    cases = tuple(
        AnsweredCase(
            anchor=case_anchor(article, case),
            question=render_line(case.question),
            answer=line(case.answer),
            level=case.level.value,
        )
        for case in article.cases
    )
    return RenderedArticle(
        article=article,
        anchor=article_anchor(article.id),
        summary=summary,
        pairs=pairs,
        why=why,
        body=body,
        cases=cases,
        sources=article.sources,
        terms=tuple(_explained(term, resolve) for term in article.terms),
        met=tuple(
            _explained(term, resolve)
            for term in sorted(glossary.met, key=lambda term: slug(term.term))
        ),
    )


def _explained(term: Term, resolve: Resolve) -> Explained:
    return Explained(
        anchor=anchor(term),
        term=term.term,
        abbreviation=term.abbreviation,
        definition=render_line(term.definition, resolve),
    )
