"""Pictures made on the spot, with what a telephone would write into them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image

PLACE = "46.8139"


def a_picture(width: int = 60, height: int = 40) -> Image.Image:
    """Red above, blue below, so that one sees how it lies."""
    picture = Image.new("RGB", (width, height), "#d01010")
    picture.paste("#1010d0", (0, height // 2, width, height))
    return picture


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def from_a_telephone(kind: str = "JPEG", orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "Appareil personnel"
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (46.0, 48.0, 50.0), 3: "W", 4: (71.0, 12.0, 30.0)}
    xmp = f"<x:xmpmeta><exif:GPSLatitude>{PLACE}</exif:GPSLatitude></x:xmpmeta>".encode()
    return saved(a_picture(), kind, exif=exif, xmp=xmp)


def a_bomb() -> bytes:
    """A few hundred bytes that would open into ten thousand million pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )
