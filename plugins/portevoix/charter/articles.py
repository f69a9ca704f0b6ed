"""Reading one article's file, and every article of a folder."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from portevoix.charter.charter import Article, Case, Level, Source, Term, rank
from portevoix.charter.documents import audience, needed, only, read_document
from portevoix.charter.fields import ARTICLE
from portevoix.charter.wording import Wording
from portevoix.fields import below
from portevoix.form import Form
from portevoix.profiles import PROFILES
from portevoix.site import Audience

ID = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}")
INDEX = "index.md"
LONGEST_SUMMARY = 30  # words
MOST_ARTICLES = 500
# What an article was made of, its variables and its file → the article.
Known = dict[tuple[object, bytes], Article]


def read_articles(
    folder: Path, shown_as: str, wording: Wording, known: Known
) -> tuple[Article, ...]:
    """Every article of a folder by number; mistakes are noted, faulty files left out.

    An article that another folder has word for word is `known`: a charter is mostly that of its last
    version. Those of this folder join them.
    """
    paths = sorted(path for path in folder.glob("*.md") if path.name != INDEX)
    if len(paths) > MOST_ARTICLES:
        wording.diagnostics.mistake(
            shown_as, 0, "charter.too_many_articles", count=len(paths), most=MOST_ARTICLES
        )
        paths = paths[:MOST_ARTICLES]
    filled = tuple(tuple(sorted(some.items())) for some in (wording.variables, wording.internal))
    articles: list[Article] = []
    read: Known = {}
    for path in paths:
        file = f"{shown_as}/{path.name}"
        key = filled, _content(path)
        if key in known:
            articles.append(replace(known[key], file=file))
        elif article := read_article(path, file, wording):
            articles.append(article)
            read[key] = article
    known.update(read)
    return tuple(sorted(articles, key=lambda article: (rank(article.id), article.file)))


def _content(path: Path) -> bytes:
    """Nothing of what cannot be read: who reads it says so."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def read_article(path: Path, file: str, wording: Wording) -> Article | None:
    document = read_document(path, file, wording.diagnostics)
    if document is None:
        return None
    form = document.form
    only(form, ARTICLE.names)
    id = needed(form, "id")
    if id and not ID.fullmatch(id):
        form.wrong("id", "charter.bad_id", value=id)
    in_force = form.day("in_force")
    if not form.has("in_force"):
        form.wrong("in_force", "charter.missing")
    if not ID.fullmatch(id) or in_force is None:
        return None
    repealed = form.day("repealed")
    asked = _Settling(form, wording, audience(form))
    summary = asked.text("summary", wanted=repealed is None)
    words = len(summary.split())
    if words > LONGEST_SUMMARY:
        form.wrong("summary", "charter.long_summary", words=words, most=LONGEST_SUMMARY)
    do, avoid = asked.texts("do"), asked.texts("avoid")
    if len(avoid) > len(do):
        form.wrong("avoid", "charter.avoid_without_do", avoid=len(avoid), do=len(do))
    review_by = form.day("review_by")
    if review_by is None and repealed is None and not form.has("review_by"):
        form.wrong("review_by", "charter.missing")
    if review_by and review_by < in_force:
        form.wrong("review_by", "charter.review_before_force", review=review_by, force=in_force)
    return Article(
        file=file,
        lines=form.lines,
        id=id,
        title=asked.text("title", wanted=True),
        audience=asked.audience,
        owner=asked.text("owner", wanted=True),
        in_force=in_force,
        review_by=review_by,
        repealed=repealed,
        replaced_by=form.text("replaced_by"),
        summary=summary,
        do=do,
        avoid=avoid,
        why=asked.text("why"),
        cases=_cases(form, wording, asked.audience),
        keywords=form.texts("keywords"),
        sources=_sources(form, wording),
        terms=tuple(_term(one, wording, asked.audience) for one in form.forms("terms")),
        body=wording.settle(document.body, file, document.body_line, asked.audience).strip(),
    )


class _Settling:
    """Texts of a form with their variables filled, for readers of one audience."""

    def __init__(self, form: Form, wording: Wording, audience: Audience) -> None:
        self.form = form
        self.wording = wording
        self.audience = audience

    def text(self, key: str, *, wanted: bool = False) -> str:
        text = needed(self.form, key) if wanted else self.form.text(key)
        return self.wording.settle(text, *self.form.place(key), self.audience)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(
            self.wording.settle(text, *self.form.place(f"{key}.{number}"), self.audience)
            for number, text in enumerate(self.form.texts(key))
        )


def _cases(form: Form, wording: Wording, whole: Audience) -> tuple[Case, ...]:
    cases = []
    for one in form.forms("cases"):
        only(one, below(ARTICLE, "cases"))
        asked = _Settling(one, wording, audience(one, whole))
        level = one.choice("level", tuple(Level))
        if not one.has("level"):
            one.wrong("level", "charter.missing")
        question, answer = asked.text("question", wanted=True), asked.text("answer", wanted=True)
        if question and answer and level and _is_for(one, wording):
            cases.append(
                Case(
                    question=question,
                    answer=answer,
                    level=Level(level),
                    audience=asked.audience,
                    question_line=one.line("question"),
                    answer_line=one.line("answer"),
                )
            )
    return tuple(cases)


def _sources(form: Form, wording: Wording) -> tuple[Source, ...]:
    sources = []
    for one in form.forms("sources"):
        only(one, below(ARTICLE, "sources"))
        source = Source(title=needed(one, "title"), url=one.address("url", local=False))
        if _is_for(one, wording):
            sources.append(source)
    return tuple(sources)


def _is_for(form: Form, wording: Wording) -> bool:
    """Whether what one country's law or usage asks for concerns this site; all do by default."""
    return form.choice("profile", tuple(PROFILES), wording.profile) == wording.profile


def _term(form: Form, wording: Wording, whole: Audience) -> Term:
    only(form, below(ARTICLE, "terms"))
    asked = _Settling(form, wording, whole)
    return Term(
        term=asked.text("term", wanted=True),
        abbreviation=form.text("abbreviation"),
        definition=asked.text("definition", wanted=True),
        forms=form.texts("forms"),
    )
