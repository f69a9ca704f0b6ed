"""A rule is one small function with its article, its reasons and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import NotRequired, TypedDict, Unpack

from portevoix.checks.findings import Severity
from portevoix.checks.rule.fault import Fault
from portevoix.checks.subject import NetworkText, Photograph, Subject
from portevoix.language import Words
from portevoix.posts import Post
from portevoix.profiles import PROFILES
from portevoix.values import dataclass


class Scope(StrEnum):
    TEXT = "text"  # any Markdown file
    POST = "post"  # only what bears a post's front matter


class Beyond(StrEnum):
    """What a rule may look at beside its own text, the site and the settings."""

    TRANSLATIONS = "translations"  # the posts that are its versions in other languages
    PICTURES = "pictures"  # the files of its pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that a rule passes or fails, with what surrounds it."""

    text: str
    profile: str = "fr-CA"
    file: str = "exemple.md"
    today: date = date(2026, 3, 1)
    beside: tuple[str, ...] = ()  # other posts of the site
    network_texts: tuple[NetworkText, ...] = ()
    photographs: Mapping[str, Photograph] = field(default_factory=dict)  # by target
    settings: Mapping[str, object] = field(default_factory=dict)  # fields of CheckSettings


Check = Callable[[Subject], Iterator[Fault]]
Days = Callable[[Post], Iterable[date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    article: str  # of the charter: the one place that ties the two
    severity: Severity
    title: Words
    why: Words
    source: str  # address of the reason
    scope: Scope
    profiles: tuple[str, ...]
    beyond: frozenset[Beyond]  # a rule is not shown what it does not declare
    changes_on: Days | None  # from which days it finds something else; None: it knows no day
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]
    check: Check


class Declaration(TypedDict):
    """What stands between the brackets of `@rule(…)`, as `Rule` says it."""

    id: str
    article: str
    severity: Severity
    title: Words
    why: Words
    source: str
    passing: tuple[Example | str, ...]
    failing: tuple[Example | str, ...]
    scope: NotRequired[Scope]
    profiles: NotRequired[tuple[str, ...]]
    beyond: NotRequired[tuple[Beyond, ...]]
    changes_on: NotRequired[Days]


def rule(**declared: Unpack[Declaration]) -> Callable[[Check], Rule]:
    """Make a Rule of a function that yields the faults of a subject."""

    def make(check: Check) -> Rule:
        return Rule(
            id=declared["id"],
            article=declared["article"],
            severity=declared["severity"],
            title=declared["title"],
            why=declared["why"],
            source=declared["source"],
            scope=declared.get("scope", Scope.TEXT),
            profiles=declared.get("profiles", tuple(PROFILES)),
            beyond=frozenset(declared.get("beyond", ())),
            changes_on=declared.get("changes_on"),
            passing=_examples(declared["passing"]),
            failing=_examples(declared["failing"]),
            check=check,
        )

    return make


def _examples(written: tuple[Example | str, ...]) -> tuple[Example, ...]:
    return tuple(Example(text=one) if isinstance(one, str) else one for one in written)
