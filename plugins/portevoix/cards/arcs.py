"""The figure as a mask of pixels."""

from __future__ import annotations

from math import cos, radians, sin

from PIL import Image, ImageDraw

from portevoix.figure import Figure, opacity

_FINER = 3  # drawn this much larger, then reduced: smooth edges in 2 ms for a link preview


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
    x, y = (large * part for part in figure.centre)
    start, shrunk = 0.0, 1.0
    if source is None:
        _disc(draw, x, y, figure.source * large, 255)
    else:
        shrunk = (1 - source) / (1 - figure.source)
        start = source - figure.source * shrunk
    for arc in figure.arcs:
        fill = round(255 * opacity(arc.radius)) if faded else 255
        middle, thick = (start + arc.radius * shrunk) * large, arc.width * shrunk * large
        outer = middle + thick / 2
        draw.arc(
            (x - outer, y - outer, x + outer, y + outer),
            arc.start,
            arc.end,
            fill=fill,
            width=round(thick),
        )
        for angle in (arc.start, arc.end):
            end_x, end_y = x + middle * cos(radians(angle)), y + middle * sin(radians(angle))
            _disc(draw, end_x, end_y, thick / 2, fill)
    return mask.reduce(_FINER)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: int) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
