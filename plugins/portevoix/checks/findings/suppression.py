"""Exceptions that a writer asks for in the text, each with its reason.

`<!-- charte: ignorer R07 – exemple fautif voulu -->` covers the next block, or the whole post when
nothing stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.markdown import Document
from portevoix.values import dataclass

_ASKED = re.compile(
    r"\s*charter?e?\s*:\s*ignore[rz]?\s+((?:[A-Za-z]\d{1,3}[ ,;]*)+)(.*)", re.I | re.S
)
_LONGEST = 500  # characters of a comment that are looked at
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One rule set aside in one stretch of one file."""

    rule: str
    reason: str  # "" is refused
    file: str
    line: int  # of the comment
    column: int
    first: int  # lines covered, in the file
    last: int
    count: int = 0  # findings that it hid


def suppressions(document: Document, file: str, body_line: int) -> Iterator[Suppression]:
    """Every exception asked for, in the order of the text."""
    source, top = document.source, True
    reached = 0
    for comment in document.comments:
        top = top and not source[reached : comment.at].strip()
        reached = comment.end
        if len(comment.text) > _LONGEST or not (asked := _ASKED.fullmatch(comment.text)):
            continue
        line = body_line + document.line_of(comment.at)
        first, last = line, line
        if top:
            first, last = 1, body_line + len(document.line_starts)
        else:
            last = body_line + document.line_of(_end_of_next_block(source, comment.end))
        for rule in dict.fromkeys(asked[1].upper().replace(",", " ").replace(";", " ").split()):
            yield Suppression(
                rule=rule,
                reason=asked[2].strip(" \t\n–—-:"),
                file=file,
                line=line,
                column=document.column_of(comment.at),
                first=first,
                last=last,
            )


def _end_of_next_block(source: str, at: int) -> int:
    while at < len(source) and source[at].isspace():
        at += 1
    blank = _BLANK.search(source, at)
    return blank.start() if blank else len(source)
