"""Pages that help to take the charter in: the quiz, the attestation. Neither records anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from portevoix.charter.addresses import mail, resolver
from portevoix.charter.charter import Article, Level
from portevoix.charter.edition import CharterEdition
from portevoix.charter.rendering import AnsweredCase, render_article
from portevoix.charter.whole import text_of
from portevoix.publisher import Target
from portevoix.values import dataclass

QUESTIONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    article: Article
    case: AnsweredCase


def quiz(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/quiz/`: a dozen cases from as many articles, in an order that content decides."""
    if not edition.internal:
        return
    charter = edition.charter
    resolve = resolver(edition.site.names.charter_page("quiz/index.html"), charter, edition.site)
    drawn: list[tuple[str, Question]] = []
    for article in charter.in_use:
        rendered = render_article(article, resolve, ()).cases
        found = sorted((_lot(case.anchor), number) for number, case in enumerate(rendered))
        drawn.extend(
            (lot, Question(article=article, case=rendered[number])) for lot, number in found[:1]
        )
    drawn.sort(key=lambda pair: (pair[0], pair[1].case.anchor))
    yield edition.page(
        "quiz/",
        "quiz",
        edition.say("quiz"),
        indexed=False,
        questions=tuple(question for _, question in drawn[:QUESTIONS]),
        levels=tuple(level.value for level in Level),
    )


def _lot(name: str) -> str:
    """A place in the draw that depends on the question alone."""
    return hashlib.sha256(name.encode()).hexdigest()


def attestation(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/attestation/`: which text one attests to have read; a form to print or to send."""
    if not edition.internal:
        return
    charter, site = edition.charter, edition.site
    digest = hashlib.sha256(text_of(edition).encode()).hexdigest()
    subject = edition.say("attest_subject", version=charter.version)
    body = edition.say(
        "attest_body",
        organisation=site.organisation.name,
        version=charter.version,
        digest=digest,
        address=site.absolute(site.names.charter),
    )
    yield edition.page(
        "attestation/",
        "attestation",
        edition.say("attestation"),
        indexed=False,
        digest=digest,
        send=mail(charter.contact, subject, body),
    )
