"""Fits a text into a shape: the largest size that holds it, in balanced lines; pure.

Widths are given for a size of one pixel and grow in proportion, so that each piece is
measured once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

from portevoix.cards.breaking import Piece, broken
from portevoix.values import dataclass

Measure = Callable[[str], float]  # width of a text at a size of one pixel
Room = Callable[[float, float], float]  # width free between two heights below the block's top

LEADING = 1.14  # from one baseline to the next, in sizes
ASCENT = 0.94  # of an accented capital above its baseline, in sizes
DESCENT = 0.27
SMALLER = 0.66  # how far below the largest size that fits one may look for better lines
SIZE_COUNTS = 0.55  # cost of a size, against the unevenness of lines
ORPHAN = 5.0  # cost of a last line that one short word has for itself
SHORT_WORD = 10  # letters
_SLACK = 0.995  # of the room that a line may fill: fractions of pixels add up


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Lines that fit, from the top."""

    size: int
    lines: tuple[str, ...]
    baselines: tuple[float, ...]  # below the block's top

    @property
    def height(self) -> float:
        return self.baselines[-1] + DESCENT * self.size


def fit(
    parts: Sequence[Piece],
    *,
    measure: Measure,
    room: Room,
    height: float,
    sizes: tuple[int, int],
    most_lines: int = 12,
) -> Fitted | None:
    """The text at the largest size that holds it whole, or None."""
    shape = _Shape(room=room, height=height, most_lines=most_lines)
    space = measure("\u00a0")
    words = _Words(parts, [measure(part.text) for part in parts], space)
    largest, smallest = sizes
    best: tuple[float, Fitted] | None = None
    first = 0
    for size in range(largest, smallest - 1, -2):
        smaller = SIZE_COUNTS * log(first / size) if first else 0.0
        if first and (size < first * SMALLER or (best and smaller >= best[0])):
            break  # even lines of one length would not make up for so small a size
        found = _at(size, words, shape)
        if found is None:
            continue
        first = first or size
        cost = found[0] + smaller
        if best is None or cost < best[0]:
            best = (cost, found[1])
    if best:
        return best[1]
    narrow = room(0, smallest * LEADING) * _SLACK / smallest
    split = [part for whole in parts for part in broken(whole, lambda it: measure(it) <= narrow)]
    if len(split) == len(parts):
        return None
    last = _at(smallest, _Words(split, [measure(part.text) for part in split], space), shape)
    return last[1] if last else None


@dataclass(frozen=True, slots=True)
class _Words:
    """The parts of a text, each with its width at a size of one pixel, and that of a space."""

    parts: Sequence[Piece]
    widths: Sequence[float]
    space: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    room: Room
    height: float
    most_lines: int

    def rooms(self, size: int) -> list[float]:
        """How wide each line may be that has its place, at a size of one pixel."""
        step, first = size * LEADING, size * ASCENT
        lines = min(self.most_lines, int((self.height - first - size * DESCENT) / step) + 1)
        return [
            self.room(first + line * step - size * ASCENT, first + line * step + size * DESCENT)
            * _SLACK
            / size
            for line in range(lines)
        ]


def _at(size: int, words: _Words, shape: _Shape) -> tuple[float, Fitted] | None:
    """How uneven the lines of a size are, and the lines; None: too small a shape."""
    rooms = shape.rooms(size)
    needed = _greedy(words, rooms) if rooms else None
    if needed is None:
        return None
    starts = _balanced(words, rooms[:needed])
    if starts is None:
        return None
    spans = list(zip(starts, [*starts[1:], len(words.parts)], strict=True))
    fitted = Fitted(
        size=size,
        lines=tuple(_joined(words.parts[a:b]) for a, b in spans),
        baselines=tuple(size * ASCENT + line * (size * LEADING) for line in range(needed)),
    )
    return _unevenness(words, spans), fitted


def _unevenness(words: _Words, spans: Sequence[tuple[int, int]]) -> float:
    """From 0, for lines of one length, upwards; ends of lines that read badly count too."""
    if len(spans) == 1:
        return 0.0
    parts = words.parts
    long = [
        sum(words.widths[a:b]) + words.space * sum(part.spaced for part in parts[a : b - 1])
        for a, b in spans
    ]
    widest = max(long)
    ragged = sum(((widest - one) / widest) ** 2 for one in long[:-1]) / (len(long) - 1)
    short_end = max(0.0, 0.45 - long[-1] / widest)
    awkward = sum(parts[b - 1].reluctance for _, b in spans[:-1])
    alone = spans[-1][1] - spans[-1][0] == 1 and len(parts[-1].text) < SHORT_WORD
    return ragged * 2.5 + short_end + awkward + (ORPHAN if alone else 0.0)


def _greedy(words: _Words, rooms: Sequence[float]) -> int | None:
    """How many lines the parts need when each line takes all it can; None: too many."""
    line, used = 0, 0.0
    for index, width in enumerate(words.widths):
        gap = words.space if index and words.parts[index - 1].spaced else 0.0
        if used and used + gap + width <= rooms[line]:
            used += gap + width
            continue
        if used:
            line += 1
        while line < len(rooms) and width > rooms[line]:
            return None  # a word wider than its line: a smaller size
        if line >= len(rooms):
            return None
        used = width
    return line + 1


def _balanced(words: _Words, rooms: Sequence[float]) -> list[int] | None:
    """Where each line starts, for the least unevenness."""
    parts, widths, space = words.parts, words.widths, words.space
    count, last = len(parts), len(rooms) - 1
    target = min(max(rooms), (sum(widths) + space * count) / len(rooms) * 1.06)
    states: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line, width in enumerate(rooms):
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, starts) in states.items():
            used = -space
            for end in range(start, count):
                gap = space if end > start and parts[end - 1].spaced else 0.0
                used = widths[end] if end == start else used + gap + widths[end]
                if used > width:
                    break
                if line == last and end < count - 1:
                    continue
                if line < last and end == count - 1:
                    break
                wanted = min(width, target)
                own = ((wanted - used) / wanted) ** 2 + parts[end].reluctance
                if line == last and line and start == end and len(parts[end].text) < SHORT_WORD:
                    own += ORPHAN
                known = following.get(end + 1)
                if known is None or cost + own < known[0]:
                    following[end + 1] = (cost + own, [*starts, start])
        states = following
    return states[count][1] if count in states else None


def _joined(parts: Sequence[Piece]) -> str:
    text = "".join(part.text + (" " if part.spaced else "") for part in parts[:-1])
    return text + parts[-1].text + parts[-1].tail
