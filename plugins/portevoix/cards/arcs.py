"""The figure as a mask of pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import acos, ceil, cos, radians, sin

from PIL import Image, ImageDraw

from portevoix.figure import QUADRANT, Arc, Figure, opacity

_FINER = 2  # drawn this much larger, then reduced: smooth edges in half a millisecond
_PAST = 10.0  # degrees beyond the square, where what is drawn does not show


def mask_of(
    figure: Figure, side: int, *, source: float | None = None, faded: bool = True
) -> Image.Image:
    """The square of the figure, 0 where there is nothing, 255 where its colour is full.

    With `source`, a part of the side, the arcs leave the edge of a disc as large as that, which
    is left empty for a picture.
    """
    large = side * _FINER
    mask = Image.new("L", (large, large))
    draw = ImageDraw.Draw(mask)
    centre = figure.centre[0] * large, figure.centre[1] * large
    start, shrunk = 0.0, 1.0
    if source is None:
        _disc(draw, centre, figure.source * large, 255)
    else:
        shrunk = (1 - source) / (1 - figure.source)
        start = source - figure.source * shrunk
    edge = large * (figure.source if source is None else source)
    # A whole ring, then nothing where it is silent, takes Pillow a fifth of the time of an arc.
    for radius, same in groupby(figure.arcs, key=lambda arc: arc.radius):
        strokes = list(same)
        fill = round(255 * opacity(radius)) if faded else 255
        middle, thick = (start + radius * shrunk) * large, strokes[0].width * shrunk * large
        outer = middle + thick / 2
        draw.ellipse(_around(centre, outer), outline=fill, width=round(thick))
        for silence in _silences(strokes, cut=0.7 / middle):
            _erase(draw, centre, silence, (edge, middle - thick / 2, outer))
        for angle in (end for arc in strokes for end in (arc.start, arc.end)):
            _disc(draw, _at(centre, middle, radians(angle)), thick / 2, fill)
        edge = outer
    return mask.reduce(_FINER)


def _silences(strokes: Sequence[Arc], *, cut: float) -> Iterator[tuple[float, float]]:
    """From which angle to which a ring is not heard, in radians.

    Polygons hold their own edges: each is less wide by `cut` where a stroke ends.
    """
    before = radians(QUADRANT[0] - _PAST)
    for arc in strokes:
        yield before, radians(arc.start) - cut
        before = radians(arc.end) + cut
    yield before, radians(QUADRANT[1] + _PAST)


def _erase(
    draw: ImageDraw.ImageDraw,
    centre: tuple[float, float],
    angles: tuple[float, float],
    radii: tuple[float, float, float],
) -> None:
    """Empties a ring between two angles; `radii` are the edge of what lies within, and its own."""
    first, last = angles
    if last <= first:
        return
    within, inner, outer = radii
    gap = (inner - within) / 3
    low = inner - gap
    half = acos(max(0.9, 1 - gap / low))  # of an angle whose chord stays a gap away from within
    high = (outer + 2) / cos(half)
    steps = max(1, ceil((last - first) / (2 * half)))
    turns = [first + (last - first) * step / steps for step in range(steps + 1)]
    draw.polygon(
        [
            *(_at(centre, low, angle) for angle in turns),
            *(_at(centre, high, angle) for angle in reversed(turns)),
        ],
        fill=0,
    )


def _at(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def _around(centre: tuple[float, float], radius: float) -> tuple[float, float, float, float]:
    x, y = centre
    return x - radius, y - radius, x + radius, y + radius


def _disc(draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, fill: int) -> None:
    draw.ellipse(_around(centre, radius), fill=fill)
