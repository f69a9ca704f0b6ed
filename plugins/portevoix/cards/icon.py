"""The icon of the site as a picture, for phones that take no drawing."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from portevoix.site import Palette

_FINER = 4  # drawn larger, so that edges are smooth
_VIEW = 64  # the side of the drawing in `palette.render_icon`


def draw_icon(palette: Palette, side: int) -> bytes:
    """A PNG, opaque to its edges: a phone cuts it to its own shape. `side` is in pixels."""
    whole = side * _FINER
    picture = Image.new("RGB", (whole, whole), palette.paper)
    pencil = ImageDraw.Draw(picture)

    def at(*places: float) -> list[float]:
        # Within the middle of the picture, which every shape leaves.
        return [whole * (0.14 + 0.72 * place / _VIEW) for place in places]

    pencil.pieslice(at(2, 2, 126, 126), 180, 270, fill=palette.signal)
    width = round(whole * 0.72 * 6 / _VIEW)
    for radius in (16, 31, 46):
        reach = radius + 3
        pencil.arc(
            at(62 - reach, 62 - reach, 62 + reach, 62 + reach), 180, 270, palette.paper, width
        )
    held = io.BytesIO()
    picture.resize((side, side), Image.Resampling.BOX).quantize(64).save(held, "PNG", optimize=True)
    return held.getvalue()
