"""A rule is one small function with its article, its reasons and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from portevoix.checks.finding import Severity
from portevoix.language import Words

if TYPE_CHECKING:
    from portevoix.checks.subject import Photograph, Said, Subject

PROFILES = ("fr-CA", "fr-FR", "en")


class Scope(StrEnum):
    TEXT = "text"  # any Markdown file
    POST = "post"  # only what bears a post's front matter


@dataclass(frozen=True, slots=True)
class At:
    """A place: in the body, or below a key of the front matter."""

    offset: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is wrong and what to do; calling it makes the fault."""

    message: Words
    todo: Words

    def __call__(
        self, at: At, excerpt: str = "", severity: Severity | None = None, **values: object
    ) -> Fault:
        return Fault(self, at, excerpt, severity, values)


@dataclass(frozen=True, slots=True)
class Fault:
    wording: Wording
    at: At
    excerpt: str  # "" takes the line of the text
    severity: Severity | None  # None: the rule's own
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that a rule passes or fails, with what surrounds it."""

    text: str
    profile: str = "fr-CA"
    file: str = "exemple.md"
    today: date = date(2026, 3, 1)
    beside: tuple[str, ...] = ()  # other posts of the site
    said: tuple[Said, ...] = ()  # as composed for networks
    photographs: Mapping[str, Photograph] = field(default_factory=dict)  # by target
    house: Mapping[str, object] = field(default_factory=dict)  # fields of House


Check = Callable[["Subject"], Iterator[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    article: str
    severity: Severity
    title: Words
    why: Words
    source: str  # address of the reason
    scope: Scope
    profiles: tuple[str, ...]
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]
    faults: Check


def rule(
    *,
    id: str,
    article: str,
    severity: Severity,
    title: Words,
    why: Words,
    source: str,
    passing: tuple[Example | str, ...],
    failing: tuple[Example | str, ...],
    scope: Scope = Scope.TEXT,
    profiles: tuple[str, ...] = PROFILES,
) -> Callable[[Check], Rule]:
    """Make a Rule of a function that yields the faults of a subject."""

    def make(faults: Check) -> Rule:
        return Rule(
            id=id,
            article=article,
            severity=severity,
            title=title,
            why=why,
            source=source,
            scope=scope,
            profiles=profiles,
            passing=tuple(Example(text=one) if isinstance(one, str) else one for one in passing),
            failing=tuple(Example(text=one) if isinstance(one, str) else one for one in failing),
            faults=faults,
        )

    return make
