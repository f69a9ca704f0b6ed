"""What changed from one version to the next, article by article and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from portevoix.charter.charter import Article, rank
from portevoix.charter.prose import plain, plain_line
from portevoix.language import labelled, say
from portevoix.values import dataclass

MOST_WORDS = 600  # of a paragraph compared word by word; longer ones are replaced whole
NEAR = 0.35  # share of common words from which two paragraphs are one that changed


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REPEALED = "repealed"


class Mark(StrEnum):
    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that share one fate."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of an article and the part that it belongs to ("summary", "do", …)."""

    part: str
    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        return any(run.mark is not Mark.KEPT for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    id: str
    title: str  # the newer title
    change: Change
    lines: tuple[Line, ...]  # changed ones only, in the order of the article


@dataclass(frozen=True, slots=True)
class Paragraph:
    part: str
    text: str


def redlines(before: Iterable[Article], after: Iterable[Article], lang: str) -> tuple[Redline, ...]:
    """The articles that differ, by number."""
    old = {article.id: article for article in before}
    new = {article.id: article for article in after}
    found = (_redline(id, old.get(id), new.get(id), lang) for id in sorted({*old, *new}, key=rank))
    return tuple(redline for redline in found if redline is not None)


def _redline(id: str, old: Article | None, new: Article | None, lang: str) -> Redline | None:
    was = old is not None and old.repealed is None
    is_now = new is not None and new.repealed is None
    if not was and not is_now:
        return None
    named = new or old
    assert named is not None
    lines = tuple(
        compare(
            paragraphs(old, lang) if was and old is not None else (),
            paragraphs(new, lang) if is_now and new is not None else (),
        )
    )
    if was and is_now:
        if not lines:
            return None
        change = Change.CHANGED
    else:
        change = Change.ADDED if is_now else Change.REPEALED
    return Redline(id=id, title=named.title, change=change, lines=lines)


def paragraphs(article: Article, lang: str) -> tuple[Paragraph, ...]:
    """An article as the paragraphs that a reader meets, without marks."""
    return tuple(Paragraph(part, text) for part, text in _paragraphs(article, lang) if text)


def _paragraphs(article: Article, lang: str) -> Iterator[tuple[str, str]]:
    yield "title", article.title
    yield "summary", plain_line(article.summary)
    for text in article.do:
        yield "do", plain_line(text)
    for text in article.avoid:
        yield "avoid", plain_line(text)
    yield "why", plain_line(article.why)
    for text in plain(article.body):
        yield "body", text
    for term in article.terms:
        yield "terms", labelled(lang, term.term, plain_line(term.definition))
    for case in article.cases:
        level = say(lang, f"charter.level_{case.level}")
        yield "cases", f"{plain_line(case.question)} [{level}] {plain_line(case.answer)}"


def compare(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Iterator[Line]:
    """The lines that differ: paragraphs first, then words within those that are near."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield from _blocks(before[i:j], after[k:m])


def _blocks(gone: Sequence[Paragraph], come: Sequence[Paragraph]) -> Iterator[Line]:
    """Pairs each paragraph that came with the next one gone of its part, if they are near."""
    waiting = list(gone)
    coming: list[Line] = []  # what is new stands after what it replaces
    for new in come:
        pair = next(
            (
                number
                for number, old in enumerate(waiting[:8])  # bounded: far ones are not the same
                if old.part == new.part and _near(old.text, new.text)
            ),
            None,
        )
        if pair is None:
            coming.append(Line(part=new.part, runs=(Run(Mark.INSERTED, new.text),)))
            continue
        for old in waiting[:pair]:
            yield Line(part=old.part, runs=(Run(Mark.DELETED, old.text),))
        yield from coming
        coming.clear()
        yield Line(part=new.part, runs=tuple(words(waiting[pair].text, new.text)))
        del waiting[: pair + 1]
    for old in waiting:
        yield Line(part=old.part, runs=(Run(Mark.DELETED, old.text),))
    yield from coming


def _near(old: str, new: str) -> bool:
    a, b = re.findall(r"\w+", old), re.findall(r"\w+", new)
    if max(len(a), len(b)) > MOST_WORDS:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= NEAR


def words(old: str, new: str) -> Iterator[Run]:
    """Runs of words kept, deleted and inserted; kept and inserted ones read as `new`."""
    a, b = _tokens(old), _tokens(new)
    if max(len(a), len(b)) > 2 * MOST_WORDS:
        yield Run(Mark.DELETED, old)
        yield Run(Mark.INSERTED, new)
        return
    pieces: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Run(Mark.KEPT, "".join(a[i:j])))
            continue
        if i < j:
            pieces.append(Run(Mark.DELETED, "".join(a[i:j])))
        if k < m:
            pieces.append(Run(Mark.INSERTED, "".join(b[k:m])))
    yield from _merged(pieces)


def _tokens(text: str) -> list[str]:
    """Words and the blanks or signs between them; joined again they give the text back."""
    return re.findall(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]", text)


def _merged(pieces: list[Run]) -> Iterator[Run]:
    """Joins changes that only a blank parts: two words replaced read as one replacement."""
    fates: list[tuple[str, str]] = []  # deleted and inserted, or the same text twice when kept
    for run in pieces:
        kept = run.mark is Mark.KEPT
        if kept and not (run.text.isspace() and fates and fates[-1][0] != fates[-1][1]):
            fates.append((run.text, run.text))
            continue
        old = run.text if run.mark is not Mark.INSERTED else ""
        new = run.text if run.mark is not Mark.DELETED else ""
        if fates and fates[-1][0] != fates[-1][1]:
            fates[-1] = (fates[-1][0] + old, fates[-1][1] + new)
        else:
            fates.append((old, new))
    for kept, group in groupby(fates, key=lambda fate: fate[0] == fate[1]):
        pairs = list(group)
        old, new = "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)
        if kept:
            yield Run(Mark.KEPT, new)
            continue
        tail = (
            old[len(old.rstrip()) :] if old[len(old.rstrip()) :] == new[len(new.rstrip()) :] else ""
        )
        if tail:
            old, new = old.rstrip(), new.rstrip()
        if old:
            yield Run(Mark.DELETED, old)
        if new:
            yield Run(Mark.INSERTED, new)
        if tail:
            yield Run(Mark.KEPT, tail)


SIGNS = {Mark.KEPT: ("", ""), Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}")}


def render_text(found: Iterable[Redline]) -> str:
    """Redlines as plain text in the signs of wdiff: what golden files and letters show."""
    lines: list[str] = []
    for redline in found:
        lines.append(f"{redline.id} {redline.title} ({redline.change})")
        for line in redline.lines:
            marked = "".join(
                f"{SIGNS[run.mark][0]}{run.text}{SIGNS[run.mark][1]}" for run in line.runs
            )
            lines.append(f"  {line.part}: {marked}")
    return "\n".join(lines) + "\n" if lines else ""
