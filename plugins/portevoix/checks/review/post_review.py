"""What the rules find on one post: a value that can be stored as JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypedDict

from portevoix.checks.findings import Finding, RuleFailure, Severity, Suppression
from portevoix.values import dataclass


class StoredReview(TypedDict):
    """A review as JSON: one row a value, in the order of its fields, the file left out."""

    findings: list[list[str | int]]
    suppressions: list[list[str | int]]
    pictures: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReview:
    """All that was found on one file, in the order of its lines."""

    file: str
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict, hash=False)  # as they lay then
    failures: tuple[RuleFailure, ...] = ()  # never stored: the next run may do better

    def to_json(self) -> StoredReview:
        """What `from_json` reads back. Raises ValueError for a review with failures."""
        if self.failures:
            raise ValueError(f"a rule failed on {self.file}")
        return StoredReview(
            findings=[_row_of_finding(one) for one in self.findings],
            suppressions=[_row_of_suppression(one) for one in self.suppressions],
            pictures=dict(self.pictures),
        )

    @classmethod
    def from_json(cls, file: str, stored: object) -> PostReview:
        """The review of `file` that was stored. Raises ValueError for anything else."""
        if not isinstance(stored, Mapping):
            raise ValueError("no review")
        return cls(
            file=file,
            findings=tuple([_finding(file, row) for row in _list(stored.get("findings"))]),
            suppressions=tuple(
                [_suppression(file, row) for row in _list(stored.get("suppressions"))]
            ),
            pictures=_texts(stored.get("pictures")),
        )


def _row_of_finding(one: Finding) -> list[str | int]:
    place = (one.line, one.column)
    return [one.rule, one.article, one.severity, *place, one.excerpt, one.message, one.todo]


_FINDING = (str, str, str, int, int, str, str, str)  # the types of a row
_SEVERITIES = {one.value: one for one in Severity}


def _finding(file: str, row: object) -> Finding:
    if type(row) is not list or tuple(map(type, row)) != _FINDING or row[2] not in _SEVERITIES:
        raise ValueError("no finding")
    rule, article, severity, line, column, excerpt, message, todo = row
    level = _SEVERITIES[severity]
    return Finding(rule, article, level, file, line, column, excerpt, message, todo)


def _row_of_suppression(one: Suppression) -> list[str | int]:
    return [one.rule, one.reason, one.line, one.column, one.first, one.last, one.count]


def _suppression(file: str, row: object) -> Suppression:
    rule, reason, line, column, first, last, count = _list(row)
    return Suppression(
        rule=_text(rule),
        reason=_text(reason),
        file=file,
        line=_number(line),
        column=_number(column),
        first=_number(first),
        last=_number(last),
        count=_number(count),
    )


def _list(value: object) -> list[object]:
    if type(value) is not list:
        raise ValueError("no list")
    return value


def _texts(value: object) -> dict[str, str]:
    if type(value) is not dict:
        raise ValueError("no mapping")
    return {_text(name): _text(one) for name, one in value.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError("no number")
    return value
