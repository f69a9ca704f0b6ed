"""Two texts that both began with a third: what each changed, and one text of both.

Lines are compared; what only one of the two changed needs nobody, the rest is for the person to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, takewhile

from portevoix.values import dataclass

MOST = (
    3_000  # lines that are compared, what all begin and end with left out: a second or two at worst
)
_Span = tuple[int, int]


class Sort(StrEnum):
    """Worded under `workbench.passage_<sort>`."""

    SAME = "same"
    MINE = "mine"  # changed here alone
    THEIRS = "theirs"  # changed there alone
    BOTH = "both"  # changed on both sides, each in its way


class Choice(StrEnum):
    """Worded under `workbench.choose_<choice>`."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # mine, then theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    sort: Sort
    mine: str  # with its line ends
    theirs: str

    @property
    def proposed(self) -> Choice | None:
        """What nobody has to choose; None where both changed."""
        return {Sort.MINE: Choice.MINE, Sort.THEIRS: Choice.THEIRS}.get(self.sort)


def passages(base: str | None, mine: str, theirs: str) -> tuple[Passage, ...]:
    """The two texts from top to bottom, in turns the same and not. Where nobody knows what they began
    with, all that differs is for the person to choose."""
    one, other = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    begun = base.splitlines(keepends=True) if base is not None else None
    texts = [one, other] if begun is None else [one, other, begun]
    first = _alike(texts)
    last = _alike([text[first:][::-1] for text in texts])
    one, other, *rest = [text[first : len(text) - last] for text in texts]
    if max(map(len, (one, other, *rest))) > MOST:
        found = iter([Passage(sort=Sort.BOTH, mine="".join(one), theirs="".join(other))])
    else:
        found = _of_three(rest[0], one, other) if rest else _of_two(one, other)
    start, end = "".join(texts[0][:first]), "".join(texts[0][len(texts[0]) - last :])
    around = [Passage(sort=Sort.SAME, mine=text, theirs=text) for text in (start, end)]
    whole = chain(around[:1] if start else (), found, around[1:] if end else ())
    return tuple(_joined(whole))


def _alike(texts: Sequence[Sequence[str]]) -> int:
    """How many lines all begin with."""
    alike = takewhile(lambda lines: len(set(lines)) == 1, zip(*texts, strict=False))
    return sum(1 for _ in alike)


def _of_two(one: Sequence[str], other: Sequence[str]) -> Iterator[Passage]:
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        sort = Sort.SAME if tag == "equal" else Sort.BOTH
        yield Passage(sort=sort, mine="".join(one[a:b]), theirs="".join(other[c:d]))


def _of_three(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[Passage]:
    begin = a = b = 0
    for start, length, mine, theirs in _kept_by_both(base, one, other):
        yield from _between(base[begin:start], one[a:mine], other[b:theirs])
        same = "".join(one[mine : mine + length])
        if same:
            yield Passage(sort=Sort.SAME, mine=same, theirs=same)
        begin, a, b = start + length, mine + length, theirs + length


def _between(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[Passage]:
    if not one and not other:
        return
    if one == other:
        sort = Sort.SAME
    elif one == base:
        sort = Sort.THEIRS
    else:
        sort = Sort.MINE if other == base else Sort.BOTH
    yield Passage(sort=sort, mine="".join(one), theirs="".join(other))


def _kept_by_both(
    base: Sequence[str], one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of the base that stand in both: where, how long, where in each; an empty one at the end."""
    first = SequenceMatcher(None, base, one, autojunk=False).get_matching_blocks()
    second = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    n = m = 0
    while n < len(first) and m < len(second):
        here, there = first[n], second[m]
        start = max(here.a, there.a)
        end = min(here.a + here.size, there.a + there.size)
        if start < end:
            yield start, end - start, here.b + start - here.a, there.b + start - there.a
        if here.a + here.size < there.a + there.size:
            n += 1
        else:
            m += 1
    yield len(base), 0, len(one), len(other)


def _joined(found: Iterator[Passage]) -> Iterator[Passage]:
    """Neighbours of one sort as one."""
    last: Passage | None = None
    for one in found:
        if last is not None and last.sort is one.sort and one.sort is Sort.SAME:
            last = Passage(
                sort=one.sort, mine=last.mine + one.mine, theirs=last.theirs + one.theirs
            )
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def merged(some: Sequence[Passage], chosen: Mapping[int, Choice]) -> str:
    """One text; `chosen` says which, by the rank of a passage. Raises KeyError where nothing is chosen
    of what both changed."""
    return "".join(_told(one, chosen.get(n) or one.proposed, n) for n, one in enumerate(some))


def _told(one: Passage, choice: Choice | None, rank: int) -> str:
    if one.sort is Sort.SAME or choice is Choice.MINE:
        return one.mine
    if choice is Choice.THEIRS:
        return one.theirs
    if choice is None:
        raise KeyError(rank)
    ends = one.mine.endswith(("\n", "\r")) or not one.mine
    return f"{one.mine}{'' if ends else chr(10)}{one.theirs}"
