"""Measures and draws a line of text that may mix scripts."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageDraw

from portevoix.cards.direction import in_order
from portevoix.cards.faces import SHAPES, Face, font, runs

_MEASURED_AT = 100  # pixels; advances grow in proportion, so any size would do


@lru_cache(maxsize=16384)
def width(text: str, tried: tuple[Face, ...]) -> float:
    """How wide a text is at a size of one pixel."""
    return sum(
        font(face, _MEASURED_AT).getlength(stretch) for stretch, face in runs(text, tried)
    ) / float(_MEASURED_AT)


def draw_line(
    draw: ImageDraw.ImageDraw,
    text: str,
    *,
    at: tuple[float, float],
    size: int,
    tried: tuple[Face, ...],
    leftwards: bool = False,
    fill: int | tuple[int, int, int] = 255,
) -> None:
    """Draws a line whose left end and baseline are `at`."""
    x, baseline = at
    for ordered, goes_left in in_order(text, leftwards):
        stretches = list(runs(ordered, tried))
        for stretch, face in reversed(stretches) if goes_left else stretches:
            one = font(face, size)
            direction = ("rtl" if goes_left else "ltr") if SHAPES else None
            draw.text((x, baseline), stretch, font=one, fill=fill, anchor="ls", direction=direction)
            x += one.getlength(stretch, direction=direction)
