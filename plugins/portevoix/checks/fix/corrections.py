"""A Markdown body → the same words, better set: typography, heading levels, characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from portevoix.checks.detection import false_letters, sound_sign, unsound
from portevoix.checks.findings import suppressions
from portevoix.checks.fix.sameness import render, shape
from portevoix.checks.markdown import Document, read_document
from portevoix.typography import edits

TYPOGRAPHY, HEADINGS, CHARACTERS = "R25", "R15", "R10"
FIXED = (TYPOGRAPHY, HEADINGS, CHARACTERS)
_RENDERINGS = 200  # of one text, to find which corrections would change more than spaces
_ROUNDS = 4  # one correction may show another; then all is still
_PARTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_LEVEL = re.compile(r"#{1,6}")


class _Edit(NamedTuple):
    start: int  # in the body
    end: int
    new: str
    is_space: bool = False


def corrected(
    body: str,
    profile: str,
    *,
    titled: bool,
    rules: Collection[str] = FIXED,
    render: Callable[[str], str] = render,
) -> str:
    """`body` set as `profile` wants; `titled` says that its title stands elsewhere.

    Correcting twice changes nothing more. Code, addresses, tags and exceptions stay as they are:
    what `render` makes of the text differs by its spaces alone, beside levels of headings and signs
    that only look like letters. A correction that would change more is left out.
    """
    for _ in range(_ROUNDS):
        document = read_document(body)
        wanted = _wanted(document, profile, titled, rules)
        kept = _harmless(body, wanted, render) if wanted else []
        if not kept:
            break
        body = _applied(body, kept)
    return body


def _harmless(body: str, wanted: list[_Edit], render: Callable[[str], str]) -> list[_Edit]:
    """Those of the corrections that leave all but spaces, levels and signs as they were."""
    spaces = all(edit.is_space for edit in wanted)

    def shape_of(text: str) -> list[str]:
        return shape(render(text), levels=spaces, letters=spaces)

    before = shape_of(body)
    renderings = _RENDERINGS

    def tried(kept: list[_Edit], some: list[_Edit]) -> list[_Edit]:
        nonlocal renderings
        if not some or renderings <= 0:
            return kept
        renderings -= 1
        more = sorted([*kept, *some])
        if shape_of(_applied(body, more)) == before:
            return more
        if len(some) == 1:
            return kept
        half = len(some) // 2
        return tried(tried(kept, some[:half]), some[half:])

    return tried([], sorted(wanted))


def _wanted(document: Document, profile: str, titled: bool, rules: Collection[str]) -> list[_Edit]:
    found: list[tuple[str, _Edit]] = []
    if CHARACTERS in rules:
        found += [(CHARACTERS, edit) for edit in _characters(document)]
    if TYPOGRAPHY in rules:
        found += [(TYPOGRAPHY, edit) for edit in _typography(document, profile)]
    if HEADINGS in rules:
        found += [(HEADINGS, edit) for edit in _headings(document, titled)]
    excepted = [
        (asked.rule, asked.first, asked.last)
        for asked in suppressions(document, "", 0)
        if asked.reason
    ]
    wanted = []
    for rule, edit in found:
        line = document.line_of(edit.start)
        if not any(rule == one and first <= line <= last for one, first, last in excepted):
            wanted.append(edit)
    return wanted


def _applied(body: str, wanted: list[_Edit]) -> str:
    pieces: list[str] = []
    reached = 0
    for edit in sorted(wanted):
        if edit.start < reached:
            continue
        pieces += (body[reached : edit.start], edit.new)
        reached = edit.end
    return "".join((*pieces, body[reached:]))


def _span(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Where characters of the visible text were written, when they were written so."""
    source, text = document.source, document.text
    at = document.origin(start)
    if start == end or source[at : at + end - start] == text[start:end]:
        return (at, at + end - start) if at >= 0 else None
    if end - start == 1 and source[at : at + 1] == "\n":
        # A line that breaks where no break may come: joined, unless its next one bears a mark.
        return (at, at + 1) if source[at + 1 : at + 2] == text[end : end + 1] else None
    if end - start == 1 and source[at : at + 1] == "&":  # &nbsp;
        stop = source.find(";", at, at + 32)
        return (at, stop + 1) if stop > 0 else None
    return None


def _typography(document: Document, profile: str) -> Iterator[_Edit]:
    for edit in edits(document.text, profile):
        if edit.start == edit.end and edit.start:
            span = _beside_sign(document, edit.start)
        else:
            span = _span(document, edit.start, edit.end)
        if span:
            yield _Edit(*span, edit.new, True)


def _beside_sign(document: Document, at: int) -> tuple[int, int] | None:
    """Where a space that is missing at a place of the visible text goes: against the sign that asks
    for it, so that no mark of emphasis, link or code comes to stand between them."""
    if document.text[at - 1] == "«":
        place = document.origin(at - 1) + 1
        return (place, place) if document.source[place - 1 : place] == "«" else None
    span = _span(document, at, at)
    if span and document.source[span[0] : span[0] + 1] != document.text[at : at + 1]:
        return None
    return span


def _headings(document: Document, titled: bool) -> Iterator[_Edit]:
    """One level down when the body holds a first level that is not its title, then no gap."""
    headings = document.headings
    firsts = [n for n, one in enumerate(headings) if one.level == 1 and (titled or n)]
    shift = 1 if firsts else 0
    before = 1
    for n, heading in enumerate(headings):
        if n == 0 and heading.level == 1 and not titled:
            continue
        if heading.html:
            before = heading.level
            continue
        level = min(heading.level + shift, before + 1, 6)
        level = max(level, 2)
        before = level
        if level != heading.level:
            yield from _relevelled(document, heading.at, heading.level, level)


def _relevelled(document: Document, at: int, old: int, new: int) -> Iterator[_Edit]:
    source = document.source
    line = document.line_starts[document.line_of(at)]
    marks = _LEVEL.search(source, line, at)
    if marks and len(marks[0]) == old:
        yield _Edit(marks.start(), marks.end(), "#" * new)
        return
    below = source.find("\n", at)
    if below < 0:
        return
    end = source.find("\n", below + 1)
    end = len(source) if end < 0 else end
    underline = source[below + 1 : end].strip()
    if not underline or underline.strip("=-"):
        return
    if new == 2:
        yield _Edit(below + 1, end, "-" * max(len(underline), 3))
    else:
        yield _Edit(at, at, "#" * new + " ")
        yield _Edit(below, end, "")


def _characters(document: Document) -> Iterator[_Edit]:
    text = document.text
    if text.isascii():
        return
    places = [
        (at + n, sign)
        for at, run in false_letters(text)
        for n, sign in enumerate(run)
        if sound_sign(sign) != sign and sign not in " \u00a0"
    ]
    places += unsound(text)
    for at, sign in places:
        if span := _span(document, at, at + 1):
            yield _Edit(*span, sound_sign(sign))
    if not unicodedata.is_normalized("NFC", text):
        for found in _PARTED.finditer(text):
            joined = unicodedata.normalize("NFC", found[0])
            if joined != found[0] and (span := _span(document, found.start(), found.end())):
                yield _Edit(*span, joined)
