"""Draws a card that is laid out: paper, ink, the colour of its kind, and its picture."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw, ImageOps

from portevoix.cards.arcs import mask_of
from portevoix.cards.card import Card
from portevoix.cards.contrast import Colour
from portevoix.cards.faces import Faces
from portevoix.cards.formats import Box
from portevoix.cards.layout import HOST, LABEL, NAME, TITLE, Layout, Line
from portevoix.cards.lettering import draw_line
from portevoix.cards.palette import (
    LOGO,
    LOGO_COLOURS,
    TABLES,
    Tint,
    first_colours,
)
from portevoix.figure import figure

# Flat colours come in long runs: counting these alone takes half the time of zlib's usual search
# for a seventh more weight, and gives the same bytes on every processor.
FLAT = {"compress_type": 3}  # zlib's Z_RLE
GRAINED = {"compress_level": 6}
COLOURS = (256, 96, 64, 32, 16)  # of a picture at most, until the file is light enough
_TINTS = {TITLE: Tint.INK, NAME: Tint.INK, LABEL: Tint.KIND, HOST: Tint.QUIET}


def draw(
    card: Card, layout: Layout, faces: Faces, logo: Image.Image | None, picture: Image.Image | None
) -> bytes:
    """The card as PNG; `logo` is RGBA, `picture` upright, both in sRGB."""
    shape = card.format
    canvas = _lettered(
        [line for line in layout.lines if _TINTS[line.role] is Tint.INK],
        faces,
        Box(left=0, top=0, right=shape.width, bottom=shape.height),
    ).point(TABLES[Tint.INK])
    for line in layout.lines:
        if _TINTS[line.role] is not Tint.INK:
            strip = Box(
                left=0,
                top=round(line.baseline - line.size * 1.2),
                right=shape.width,
                bottom=round(line.baseline + line.size * 0.4),
            )
            _lay(canvas, _lettered([line], faces, strip), _TINTS[line.role], strip)
    _lay(canvas, _disc(layout.disc.width), Tint.KIND, layout.disc)
    palette = first_colours(card.palette, card.kind)
    if logo is None:
        mark = mask_of(figure(card.mark), layout.logo.width, faded=False)
        _lay(canvas, _turned(mark, layout), Tint.SIGNAL, layout.logo)
    else:
        palette += _paste_logo(canvas, logo, layout.logo, palette[0])
    voice = figure(card.voice)
    if picture is None:
        _lay(canvas, _turned(mask_of(voice, layout.corner.width), layout), Tint.KIND, layout.corner)
        return _png(canvas, palette, FLAT)
    side = layout.corner.width
    waves = mask_of(voice, side, source=layout.picture.width / side)
    _lay(canvas, _turned(waves, layout), Tint.KIND, layout.corner)
    content = b""
    ground = _seen(picture, layout, palette[0])
    for colours in COLOURS:
        few = _fewer(ground, min(colours, 256 - len(palette)))
        _paste_picture(canvas, few, layout, len(palette))
        content = _png(canvas, palette + _colours_of(few), GRAINED)
        if len(content) < shape.heaviest:
            break
    return content


def _lettered(lines: Iterable[Line], faces: Faces, place: Box) -> Image.Image:
    mask = Image.new("L", (place.width, place.height))
    brush = ImageDraw.Draw(mask)
    for line in lines:
        draw_line(
            brush,
            line.text,
            at=(line.x - place.left, line.baseline - place.top),
            size=line.size,
            tried=faces.title if line.role == TITLE else faces.text,
            leftwards=line.leftwards,
        )
    return mask


def _lay(canvas: Image.Image, mask: Image.Image, tint: Tint, place: Box) -> None:
    """Puts a mask on the canvas in the colours of a tint; what is there already stays."""
    where = (place.left, place.top, place.right, place.bottom)
    canvas.paste(ImageChops.lighter(canvas.crop(where), mask.point(TABLES[tint])), where)


def _disc(side: int) -> Image.Image:
    """The mark before a kind's name."""
    mask = Image.new("L", (side * 4, side * 4))
    ImageDraw.Draw(mask).ellipse((0, 0, side * 4 - 1, side * 4 - 1), fill=255)
    return mask.reduce(4)


def _turned(mask: Image.Image, layout: Layout) -> Image.Image:
    return mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if layout.leftwards else mask


def _seen(picture: Image.Image, layout: Layout, paper: Colour) -> Image.Image:
    """The part of the picture that the corner shows, its edge smooth against the paper."""
    side = layout.picture.width
    fitted = ImageOps.fit(picture, (side, side), Image.Resampling.BICUBIC)
    mask = Image.new("L", (side * 2, side * 2))
    ImageDraw.Draw(mask).ellipse((0, 0, side * 4, side * 4), fill=255)
    mask = _turned(mask.reduce(2), layout)
    if fitted.mode == "RGBA":
        mask = ImageChops.multiply(mask, fitted.getchannel("A"))
    ground = Image.new("RGB", (side, side), paper)
    ground.paste(fitted, mask=mask)
    return ground


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


def _png(canvas: Image.Image, palette: list[Colour], packing: dict[str, int]) -> bytes:
    coloured = canvas.copy()
    coloured.putpalette([channel for one in palette for channel in one])
    out = io.BytesIO()
    coloured.save(out, "PNG", **packing)
    return out.getvalue()
