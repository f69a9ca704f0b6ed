"""A picture as lists show it: small and square, cut from its middle."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from portevoix.pictures.opening import opened, upright


def thumbnail(content: bytes, side: int) -> bytes:
    """WebP, `side` pixels each way, without metadata. Raises Unreadable."""
    picture = upright(opened(content), at_least=(side, side))
    small = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
    small.info = {}
    out = io.BytesIO()
    small.save(out, "WEBP", quality=78, method=4)
    return out.getvalue()
