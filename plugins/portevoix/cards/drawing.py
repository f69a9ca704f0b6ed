"""Draws a card that is laid out: paper, ink, the colour of its kind, and its picture."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from portevoix.cards.arcs import mask_of
from portevoix.cards.card import Card
from portevoix.cards.faces import Face, Faces, is_plain
from portevoix.cards.formats import Box
from portevoix.cards.layout import HOST, LABEL, NAME, TITLE, Layout, Line
from portevoix.cards.lettering import draw_line, width
from portevoix.cards.palette import (
    LOGO,
    LOGO_COLOURS,
    TABLES,
    Tint,
    first_colours,
)
from portevoix.cards.png import render_flat
from portevoix.contrast import Colour
from portevoix.figure import figure

COLOURS = (256, 96, 64, 32, 16)  # of a picture at most, until the file is light enough
_TINTS = {TITLE: Tint.INK, NAME: Tint.INK, LABEL: Tint.KIND, HOST: Tint.QUIET}  # by role


def draw(
    card: Card, layout: Layout, faces: Faces, logo: Image.Image | None, picture: Image.Image | None
) -> bytes:
    """The card as PNG; `logo` is RGBA, `picture` upright, both in sRGB."""
    shape = card.format
    canvas = Image.new("L", (shape.width, shape.height))
    side = layout.corner.width
    waves = mask_of(
        figure(card.voice), side, source=None if picture is None else layout.picture.width / side
    )
    canvas.paste(
        _turned(waves.point(TABLES[Tint.KIND]), layout), (layout.corner.left, layout.corner.top)
    )
    for role in _TINTS:
        lines = tuple(line for line in layout.lines if line.role == role)
        if lines:
            lettered = _lettered if role == TITLE else _lettered_before
            _lay(canvas, *lettered(lines, faces.title if role == TITLE else faces.text))
    _lay(canvas, _disc(layout.disc.width), (layout.disc.left, layout.disc.top))
    palette = first_colours(card.palette, card.kind)
    if logo is None:
        mark = _house_mark(card.mark, layout.logo.width)
        _lay(canvas, _turned(mark, layout), (layout.logo.left, layout.logo.top))
    else:
        palette += _paste_logo(canvas, logo, layout.logo, palette[0])
    if picture is None:
        return render_flat(canvas, palette)
    content = b""
    ground = _seen(picture, card.focus, layout, palette[0])
    for colours in COLOURS:
        few = _fewer(ground, min(colours, 256 - len(palette)))
        _paste_picture(canvas, few, layout, len(palette))
        content = _grained(canvas, palette + _colours_of(few))
        if len(content) < shape.heaviest:
            break
    return content


def _lettered(
    lines: tuple[Line, ...], tried: tuple[Face, ...]
) -> tuple[Image.Image, tuple[int, int]]:
    """Lines of one role in the numbers of their tint, and where their upper left corner lies."""
    size = lines[0].size
    wide = max(line.x + width(line.text, tried) * size for line in lines)
    # Marks on letters of other scripts may climb.
    above, below = (1.2, 0.5) if all(is_plain(line.text, tried) for line in lines) else (2, 1)
    left = round(min(line.x for line in lines) - size / 2)
    top = round(lines[0].baseline - size * above)
    mask = Image.new(
        "L", (round(wide + size / 2) - left, round(lines[-1].baseline + size * below) - top)
    )
    brush = ImageDraw.Draw(mask)
    for line in lines:
        draw_line(brush, line, tried, origin=(left, top))
    return mask.point(TABLES[_TINTS[lines[0].role]]), (left, top)


_lettered_before = lru_cache(maxsize=64)(_lettered)  # names and kinds come back on each card


def _lay(canvas: Image.Image, numbered: Image.Image, place: tuple[int, int]) -> None:
    """Puts a mask on the canvas; what is there already stays."""
    left, top = place
    where = (left, top, left + numbered.width, top + numbered.height)
    canvas.paste(ImageChops.lighter(canvas.crop(where), numbered), where)


@lru_cache(maxsize=8)
def _house_mark(address: str, side: int) -> Image.Image:
    """What stands for a missing logo."""
    return mask_of(figure(address), side, faded=False).point(TABLES[Tint.SIGNAL])


@lru_cache(maxsize=8)
def _disc(side: int) -> Image.Image:
    """The mark before a kind's name."""
    mask = Image.new("L", (side * 4, side * 4))
    ImageDraw.Draw(mask).ellipse((0, 0, side * 4 - 1, side * 4 - 1), fill=255)
    return mask.reduce(4).point(TABLES[Tint.KIND])


def _turned(mask: Image.Image, layout: Layout) -> Image.Image:
    return mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if layout.leftwards else mask


def _seen(
    picture: Image.Image, focus: tuple[int, int], layout: Layout, paper: Colour
) -> Image.Image:
    """The part of the picture that the corner shows, its edge smooth against the paper."""
    side = layout.picture.width
    fitted = _cropped(picture, focus).resize((side, side), Image.Resampling.BICUBIC)
    mask = Image.new("L", (side * 2, side * 2))
    ImageDraw.Draw(mask).ellipse((0, 0, side * 4, side * 4), fill=255)
    mask = _turned(mask.reduce(2), layout)
    if fitted.mode == "RGBA":
        mask = ImageChops.multiply(mask, fitted.getchannel("A"))
    ground = Image.new("RGB", (side, side), paper)
    ground.paste(fitted, mask=mask)
    return ground


def _cropped(picture: Image.Image, focus: tuple[int, int]) -> Image.Image:
    """The largest square of a picture whose middle is as near to the focus as its edges allow."""
    side = min(picture.size)
    left, top = (
        min(max(round(whole * part / 100 - side / 2), 0), whole - side)
        for whole, part in zip(picture.size, focus, strict=True)
    )
    return picture.crop((left, top, left + side, top + side))


def _fewer(picture: Image.Image, colours: int) -> Image.Image:
    """The picture in so many colours, mixed in fine grain so that skies show no steps.

    The colours are chosen from a small copy: the search is slow, and as good there.
    """
    small = picture.reduce(max(1, picture.width // 160))
    chosen = small.quantize(colours, Image.Quantize.MEDIANCUT, kmeans=1)
    return picture.quantize(palette=chosen, dither=Image.Dither.FLOYDSTEINBERG)


def _paste_picture(canvas: Image.Image, few: Image.Image, layout: Layout, first: int) -> None:
    """Puts the picture on the canvas, its colours numbered from `first`."""
    side = layout.picture.width
    inside = Image.new("L", (side, side))  # beyond the circle's edge the waves stay
    ImageDraw.Draw(inside).ellipse((-1, -1, side * 2 + 1, side * 2 + 1), fill=255)
    canvas.paste(
        _numbered(few, first), (layout.picture.left, layout.picture.top), _turned(inside, layout)
    )


def _numbered(few: Image.Image, first: int) -> Image.Image:
    numbers = Image.frombytes("L", few.size, few.tobytes())
    return numbers.point([min(255, first + it) for it in range(256)])


def _paste_logo(canvas: Image.Image, logo: Image.Image, place: Box, paper: Colour) -> list[Colour]:
    """Puts the logo on the canvas and returns the colours it adds to the palette."""
    sized = logo.resize((place.width, place.height), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", sized.size, paper)
    flat.paste(sized, mask=sized.getchannel("A"))
    few = flat.quantize(LOGO_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    canvas.paste(_numbered(few, LOGO), (place.left, place.top))
    return _colours_of(few)


def _colours_of(few: Image.Image) -> list[Colour]:
    flat = few.getpalette() or []
    return [(flat[it], flat[it + 1], flat[it + 2]) for it in range(0, len(flat) - 2, 3)]


def _grained(canvas: Image.Image, palette: list[Colour]) -> bytes:
    coloured = canvas.copy()
    coloured.putpalette([channel for one in palette for channel in one])
    out = io.BytesIO()
    coloured.save(out, "PNG", compress_level=6)
    return out.getvalue()
