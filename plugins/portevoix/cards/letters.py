"""Letters of one face drawn once each, then set side by side where the shaper puts them.

Pillow loads each letter four times to draw it once, and a letter of a variable face costs. It also
places letters on whole pixels: those drawn before give the same picture at a quarter of the cost, as
long as none takes another form beside its neighbour, which `_joined` asks of the shaper itself.
"""

from __future__ import annotations

from functools import lru_cache
from math import modf

from PIL import Image, ImageDraw

from portevoix.cards.faces import PROBE, SHAPES, Face, font

_DIRECTION = "ltr" if SHAPES else None
_LARGE = 100  # pixels: a pair that is not kerned at this size is kerned at none
_FRACTION = 64  # of a pixel: the grain in which FreeType and HarfBuzz place letters


def length(text: str, face: Face, size: int) -> float:
    """How wide a text is, in pixels."""
    total, before = 0, ""
    for unit in _units(text, face):
        total += _advance(unit, face, size) + (_kerning(before, unit, face, size) if before else 0)
        before = unit
    return total / _FRACTION


def put(
    brush: ImageDraw.ImageDraw, text: str, *, at: tuple[float, float], size: int, face: Face
) -> None:
    """Draws a text that runs rightwards in one face; its left end and baseline are `at`."""
    part, left = modf(at[0])
    below, baseline = modf(at[1])
    top = int(baseline) + (round(below * _FRACTION) > _FRACTION // 2)
    pen, before = round(part * _FRACTION), ""
    for unit in _units(text, face):
        pen += _kerning(before, unit, face, size) if before else 0
        if drawn := _drawn(unit, face, size):
            x = int(left) + ((pen + _FRACTION // 2) // _FRACTION)
            brush.bitmap((x + drawn[1], top + drawn[2]), drawn[0], fill=255)
        pen += _advance(unit, face, size)
        before = unit


@lru_cache(maxsize=64)
def _units(text: str, face: Face) -> tuple[str, ...]:
    """The letters of a text; those that the face joins, such as « fi », count as one."""
    found: list[str] = []
    for letter in text:
        if found and _joined(found[-1], letter, face):
            found[-1] += letter
        else:
            found.append(letter)
    return tuple(found)


@lru_cache(maxsize=4096)
def _joined(first: str, second: str, face: Face) -> bool:
    """Whether two units side by side look otherwise than each alone."""
    size = (round(_shaped(first + second, face, PROBE)) + PROBE * 3, PROBE * 3)
    start = (PROBE, PROBE * 2)
    shaped, apart = Image.new("L", size), Image.new("L", size)
    ImageDraw.Draw(shaped).text(
        start, first + second, font=font(face, PROBE), fill=255, anchor="ls", direction=_DIRECTION
    )
    brush = ImageDraw.Draw(apart)
    pen = _advance(first, face, PROBE) + _kerning(first, second, face, PROBE)
    for unit, x in ((first, 0), (second, (pen + _FRACTION // 2) // _FRACTION)):
        if drawn := _drawn(unit, face, PROBE):
            brush.bitmap((start[0] + x + drawn[1], start[1] + drawn[2]), drawn[0], fill=255)
    return shaped.tobytes() != apart.tobytes()


def _shaped(text: str, face: Face, size: int) -> float:
    """How wide the shaper sets a text, in pixels."""
    return font(face, size).getlength(text, direction=_DIRECTION)


@lru_cache(maxsize=4096)
def _advance(unit: str, face: Face, size: int) -> int:
    return round(_shaped(unit, face, size) * _FRACTION)


@lru_cache(maxsize=16384)
def _kerning(first: str, second: str, face: Face, size: int) -> int:
    if size != _LARGE and not _kerning(first, second, face, _LARGE):
        return 0  # as most pairs, at any size
    together = round(_shaped(first + second, face, size) * _FRACTION)
    return together - _advance(first, face, size) - _advance(second, face, size)


@lru_cache(maxsize=2048)  # 5 kB each at the sizes of titles
def _drawn(unit: str, face: Face, size: int) -> tuple[Image.Image, int, int] | None:
    """The letter, and where its left and top lie from the pen; None when nothing shows."""
    one = font(face, size)
    left, top, right, bottom = (
        round(edge) for edge in one.getbbox(unit, anchor="ls", direction=_DIRECTION)
    )
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text(
        (-left, -top), unit, font=one, fill=255, anchor="ls", direction=_DIRECTION
    )
    box = mask.getbbox()
    return (mask.crop(box), left + box[0], top + box[1]) if box else None
