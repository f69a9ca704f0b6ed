"""« Vous avez dit, nous avons fait »: what people told us, in our own words, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from portevoix.posts import Post
from portevoix.values import dataclass


class Came(StrEnum):
    """What came of it; the key of what is said stands under heard.came_<came>."""

    DONE = "done"
    NOT_DONE = "not_done"  # and why
    PENDING = "pending"  # an answer is owed


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    file: str
    line: int
    id: str  # its anchor on the page
    on: date  # when it was told
    heard: str  # what people said, told by us, without a name
    did: str = ""
    because: str = ""  # why it was not done
    promised: date | None = None  # by when people are told what came of it
    posts: tuple[str, ...] = ()  # slugs
    link: str = ""
    lang: str = ""

    @property
    def came(self) -> Came:
        if self.did:
            return Came.DONE
        return Came.NOT_DONE if self.because else Came.PENDING

    @property
    def answer(self) -> str:
        return self.did or self.because


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What the house has promised to tell and has not told."""

    why: str  # "results" of a consultation, or an "answer" to what was heard
    title: str
    file: str
    line: int
    due: date
    slug: str = ""  # of the post, for results

    def is_late(self, today: date) -> bool:
        return self.due < today


def owed(posts: Iterable[Post], heard: Iterable[Heard], today: date) -> tuple[Owed, ...]:
    """Results of consultations that are closed, and answers that have a day; the earliest first.

    A consultation without a day for its results owes them from the day on that it closed.
    """
    found = (*_results(posts, today), *_answers(heard))
    return tuple(sorted(found, key=lambda one: (one.due, one.file, one.line)))


def _results(posts: Iterable[Post], today: date) -> Iterator[Owed]:
    for post in posts:
        closes, due = post.details.get("closes"), post.details.get("results_on")
        promises = any(detail.name == "results" for detail in post.kind.details)
        if not (promises and isinstance(closes, datetime)):
            continue  # a closing date of another kind, of a job for one, promises no results
        if post.details.get("results") or post.draft:
            continue
        if closes.date() < today and not post.translation_of:
            yield Owed(
                why="results",
                title=post.title,
                file=post.file,
                line=post.lines.get("consultation.results_on", post.lines.get("consultation", 1)),
                due=due.date() if isinstance(due, datetime) else closes.date(),
                slug=post.slug,
            )


def _answers(heard: Iterable[Heard]) -> Iterator[Owed]:
    for one in heard:
        if one.came is Came.PENDING and one.promised is not None:
            yield Owed(
                why="answer", title=one.heard, file=one.file, line=one.line, due=one.promised
            )
