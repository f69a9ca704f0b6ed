"""The geometry of the figure, drawn from an address and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from portevoix.values import dataclass

QUADRANT = (180.0, 270.0)  # what the square shows of a circle around its lower right corner
BEYOND = 12.0  # degrees by which an arc that reaches an edge of the square passes it
SMALLEST_SWEEP = 17.0  # degrees; a shorter arc reads as a dot at 48 pixels

COUNTS = (4, 5, 5, 6, 6, 7)  # more than seven run together at 48 pixels
GROWTHS = (0.80, 0.90, 1.0, 1.12, 1.25)  # ratio of each gap to the gap before it
BOLDNESSES = (0.34, 0.44, 0.54, 0.64)  # part of a gap that its stroke fills


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One stroke of a circle, round at both ends; lengths in sides of the unit square."""

    radius: float
    width: float
    start: float  # degrees, clockwise from the right as in SVG; start < end
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Concentric arcs in a unit square whose y axis points down; nearest the source first."""

    centre: tuple[float, float] = (1.0, 1.0)
    source: float  # radius of the disc from which the voice leaves
    arcs: tuple[Arc, ...]


def figure(address: str) -> Figure:
    """The figure of `address`, such as a post's path below the site root: the same for ever."""
    draw = _Draws(address)
    count = COUNTS[draw(len(COUNTS))]
    growth = GROWTHS[draw(len(GROWTHS))]
    boldness = BOLDNESSES[draw(len(BOLDNESSES))]
    axis = 203.0 + draw(45)  # where the voice is turned
    opening = 34.0 + draw(22)  # half of its spread near the source
    source = 0.085 + draw(4) * 0.012
    gaps = [growth**step for step in range(count)]
    unit = (0.955 - source - 0.03) / sum(gaps)
    arcs: list[Arc] = []
    edge = source + 0.03
    for gap in gaps:
        room = gap * unit
        weight = min(max(boldness + (draw(5) - 2) * 0.07, 0.22), 0.74)
        radius = edge + room / 2
        lean = axis + draw(29) - 14
        start, end = lean - opening - draw(16), lean + opening + draw(16)
        arcs += _strokes(radius, room * weight, start, end, draw(7), draw(60))
        edge += room
    return Figure(source=round(source, 4), arcs=tuple(arcs))


def _strokes(
    radius: float, width: float, start: float, end: float, breaks: int, place: int
) -> Iterator[Arc]:
    """One arc, or two with a silence between when `breaks` is 0, 1 or 2."""
    low = start if start > QUADRANT[0] + 6 else QUADRANT[0] - BEYOND
    high = end if end < QUADRANT[1] - 6 else QUADRANT[1] + BEYOND
    parts = [(low, high)]
    if breaks < 3:
        silence = 57.3 * (width * 2.1) / radius  # degrees: wider than its two round ends
        middle = QUADRANT[0] + 15 + place
        parts = [(low, middle - silence / 2), (middle + silence / 2, high)]
    for first, last in parts:
        if min(last, QUADRANT[1]) - max(first, QUADRANT[0]) >= SMALLEST_SWEEP:
            yield Arc(
                radius=round(radius, 4),
                width=round(width, 4),
                start=round(first, 2),
                end=round(last, 2),
            )


class _Draws:
    """Whole numbers drawn one after the other from the digest of a text."""

    def __init__(self, text: str) -> None:
        self._rest = int.from_bytes(blake2b(text.encode(), digest_size=64).digest())

    def __call__(self, sides: int) -> int:
        self._rest, drawn = divmod(self._rest, sides)
        return drawn
