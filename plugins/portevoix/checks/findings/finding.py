"""What a check finds, for people and for machines."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from portevoix.language import Words


class Severity(StrEnum):
    BLOCK = "block"  # stops a public build
    REVIEW = "review"  # a person looks again
    NOTE = "note"  # good to know

    @property
    def weight(self) -> int:
        return _ORDER.index(self)

    @property
    def label(self) -> Words:
        return _LABELS[self]


_ORDER = (Severity.BLOCK, Severity.REVIEW, Severity.NOTE)
_LABELS = {
    Severity.BLOCK: Words("bloque", "blocks"),
    Severity.REVIEW: Words("à revoir", "to review"),
    Severity.NOTE: Words("pour information", "for information"),
}


class Finding(NamedTuple):
    """One fault of a text: where it stands, what is wrong, what to do; a tuple, since all are read at
    each build."""

    rule: str
    article: str
    severity: Severity
    file: str
    line: int  # from 1
    column: int  # from 1
    excerpt: str
    message: str  # starts with the article: « Art. 6.2 – … »
    todo: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return (self.file, self.line, self.column, self.rule, self.message)
