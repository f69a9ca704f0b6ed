"""Opens a picture from outside: only known kinds, never a bomb, upright, in plain sRGB."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Literal

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MOST_PIXELS = 60_000_000  # more than any telephone's camera; 180 MB once opened
MOST_BYTES = 40_000_000
MOST_SIDE = 20_000

# Brands of ISO 23008-12, Annex B: what telephones write.
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})

Reason = Literal[
    "empty",
    "heic",
    "missing",
    "outside",
    "too_heavy",
    "too_many_pixels",
    "unkept",
    "unknown_kind",
    "unreadable",
    "vector",
]


class Unreadable(Exception):
    """Why a picture cannot be used; `reason` names a wording."""

    def __init__(self, reason: Reason, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


def contents(file: Path) -> bytes:
    """The bytes of a picture's file, never more than MOST_BYTES of them. Raises Unreadable."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable("missing") from error
    if len(content) > MOST_BYTES:
        raise Unreadable("too_heavy", limit=_millions(MOST_BYTES))
    return content


def opened(content: bytes) -> Image.Image:
    """The picture, its header read and its size checked, its pixels not yet.

    Raises Unreadable.
    """
    if not content:
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_heavy", limit=_millions(MOST_BYTES))
    if b"<svg" in content[:4096]:
        raise Unreadable("vector")
    with warnings.catch_warnings():
        # The size is checked below, by a limit of our own; damaged metadata is not published.
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(content), formats=KINDS)
        except UnidentifiedImageError as error:
            heic = content[4:8] == b"ftyp" and content[8:12] in _HEIC
            raise Unreadable("heic" if heic else "unknown_kind") from error
        except Image.DecompressionBombError as error:
            raise Unreadable("too_many_pixels", limit=_millions(MOST_PIXELS)) from error
        except Exception as error:  # a damaged file makes decoders raise almost anything
            raise Unreadable("unreadable") from error
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise Unreadable("too_many_pixels", limit=_millions(MOST_PIXELS))
    return picture


def upright(picture: Image.Image, *, at_least: tuple[int, int] | None = None) -> Image.Image:
    """The first frame turned the way it was held, in sRGB: mode RGB, or RGBA when it lets through.

    A JPEG is decoded no larger than needed to stay above `at_least`. Raises Unreadable.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if at_least:
                side = max(at_least)  # it may lie on its side
                picture.draft("RGB", (side, side))
            picture.load()
            turned = ImageOps.exif_transpose(picture)
            return _plain(turned)
        except Exception as error:  # a damaged file makes decoders raise almost anything
            raise Unreadable("unreadable") from error


def _plain(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    clear = picture.has_transparency_data
    mode = "RGBA" if clear else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            plain = ImageCms.profileToProfile(
                picture,
                source,
                ImageCms.createProfile("sRGB"),
                outputMode=picture.mode if picture.mode == "RGBA" else "RGB",
            )
            if plain is not None:
                return plain if plain.mode == mode else plain.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that nobody can read: its numbers are taken as they stand
    if picture.mode.startswith("I;16"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture if picture.mode == mode else picture.convert(mode)


def _millions(count: int) -> str:
    return f"{count // 1_000_000}"
