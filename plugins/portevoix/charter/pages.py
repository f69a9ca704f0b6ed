"""Everything below `/charte/`: the table of makers."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.charter.account_pages import accounts
from portevoix.charter.article_pages import articles, cases, index, listing
from portevoix.charter.edition import CharterEdition, CharterMaker
from portevoix.charter.feed import feed
from portevoix.charter.learning_pages import attestation, quiz
from portevoix.charter.reply_pages import replies, tree
from portevoix.charter.review_calendar import review_calendar
from portevoix.charter.version_pages import changes, versions
from portevoix.charter.whole import offline, printable, text
from portevoix.publisher import Target

MAKERS: tuple[CharterMaker, ...] = (
    index,
    tree,
    cases,
    replies,
    listing,
    articles,
    changes,
    versions,
    accounts,
    quiz,
    attestation,
    printable,
    offline,
    text,
    feed,
    review_calendar,
)


def charter_pages(edition: CharterEdition) -> Iterator[Target]:
    """Every page and file of the charter."""
    for make in MAKERS:
        yield from make(edition)
