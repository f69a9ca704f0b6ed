"""Measures and draws a line of text that may mix scripts."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageDraw

from portevoix.cards import letters
from portevoix.cards.direction import in_order
from portevoix.cards.faces import SHAPES, Face, font, is_plain, runs
from portevoix.cards.layout import Line

_MEASURED_AT = 100  # pixels; advances grow in proportion, so any size would do


@lru_cache(maxsize=8192)
def width(text: str, tried: tuple[Face, ...]) -> float:
    """How wide a text is at a size of one pixel."""
    if is_plain(text, tried):
        return letters.length(text, tried[0], _MEASURED_AT) / _MEASURED_AT
    return sum(
        font(face, _MEASURED_AT).getlength(stretch) for stretch, face in runs(text, tried)
    ) / float(_MEASURED_AT)


def draw_line(
    brush: ImageDraw.ImageDraw, line: Line, tried: tuple[Face, ...], *, origin: tuple[int, int]
) -> None:
    """Draws a line on a mask whose upper left corner lies at `origin` of the card."""
    x, baseline = line.x - origin[0], line.baseline - origin[1]
    if not line.leftwards and is_plain(line.text, tried):
        letters.put(brush, line.text, at=(x, baseline), size=line.size, face=tried[0])
        return
    for ordered, goes_left in in_order(line.text, line.leftwards):
        stretches = list(runs(ordered, tried))
        for stretch, face in reversed(stretches) if goes_left else stretches:
            one = font(face, line.size)
            direction = ("rtl" if goes_left else "ltr") if SHAPES else None
            brush.text((x, baseline), stretch, font=one, fill=255, anchor="ls", direction=direction)
            x += one.getlength(stretch, direction=direction)
