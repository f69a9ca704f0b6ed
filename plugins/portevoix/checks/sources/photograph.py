"""What a picture's file says of itself, read without decoding it: position, animation."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from portevoix.checks.subject import Photograph
from portevoix.picture_parts import APP1, SOS, CutShort, media_type, parts_of

_MOST = 4_000_000  # bytes that are looked at
_GPS_IFD = 0x8825
_XMP_SIGNS = (b"exif:GPSLatitude", b"exif:GPSLongitude", b"GPSLatitude=")
_MAX_PARTS = 10_000
_NAMES = {  # of the parts that hold metadata
    "image/jpeg": (APP1,),
    "image/png": (b"eXIf", b"iTXt", b"tEXt"),
    "image/webp": (b"EXIF", b"XMP "),
}


def read_photograph(path: Path) -> Photograph | None:
    """What the file says; None when it cannot be read. Unknown formats say nothing."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST)
    except OSError:
        return None
    return photograph(content)


def photograph(content: bytes) -> Photograph:
    if content[:6] in (b"GIF87a", b"GIF89a"):
        seconds, turns = _gif(content)
        return Photograph(seconds=seconds, turns=turns)
    return Photograph(position=any(_located(block) for block in _metadata(content)))


def _metadata(content: bytes) -> Iterator[bytes]:
    """The EXIF (as TIFF) and XMP blocks of a JPEG, PNG, WebP, TIFF, HEIC or AVIF file."""
    media = media_type(content[:16])
    if media in _NAMES:
        yield from _blocks(content, media)
    elif media == "image/tiff":
        yield content
    elif content[4:8] == b"ftyp":
        for start in (b"II*\0", b"MM\0*"):
            at = content.find(start)
            if at >= 0:
                yield content[at:]
        yield b"".join(_xmp(content))


def _blocks(content: bytes, media: str) -> Iterator[bytes]:
    """Those of a file's parts, as far as the file was read."""
    try:
        for part in islice(parts_of(content, media), _MAX_PARTS):
            if part.name == SOS:
                return
            if part.name in _NAMES[media]:
                yield content[part.body : part.stop].removeprefix(b"Exif\0\0")
    except CutShort:
        return


def _xmp(content: bytes) -> Iterator[bytes]:
    start = content.find(b"<x:xmpmeta")
    end = content.find(b"</x:xmpmeta>", start) if start >= 0 else -1
    if end > 0:
        yield content[start:end]


def _located(block: bytes) -> bool:
    """Whether an EXIF or XMP block gives a position."""
    if block[:4] in (b"II*\0", b"MM\0*"):
        return _tiff_located(block)
    return any(sign in block for sign in _XMP_SIGNS)


def _tiff_located(tiff: bytes) -> bool:
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        for tag, _, _, value in _entries(tiff, order, directory):
            if tag == _GPS_IFD:
                # 2 is the latitude, 4 the longitude: a lone version number locates nothing.
                return any(one[0] in (2, 4) for one in _entries(tiff, order, value))
    except struct.error:
        return False
    return False


def _entries(tiff: bytes, order: str, at: int) -> Iterator[tuple[int, int, int, int]]:
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for n in range(min(count, 1000)):
        yield struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * n)


def _gif(content: bytes) -> tuple[float, int]:
    """Seconds of one turn, and how many turns (0: for ever)."""
    if len(content) < 13:
        return 0.0, 1
    at = 13 + (3 << ((content[10] & 7) + 1) if content[10] & 0x80 else 0)
    hundredths, turns, frames = 0, 1, 0
    while at < len(content):
        sign = content[at]
        if sign == 0x21:
            label = content[at + 1 : at + 2]
            block = content[at + 3 : at + 14]
            if label == b"\xf9" and len(block) >= 3:
                hundredths += int.from_bytes(block[1:3], "little")
            elif label == b"\xff" and block == b"NETSCAPE2.0":
                turns = int.from_bytes(content[at + 16 : at + 18], "little")
            at = _past_blocks(content, at + 2)
        elif sign == 0x2C:
            frames += 1
            packed = content[at + 9] if at + 9 < len(content) else 0
            at += 10 + (3 << ((packed & 7) + 1) if packed & 0x80 else 0)
            at = _past_blocks(content, at + 1)
        else:
            break
    return (hundredths / 100, turns) if frames > 1 else (0.0, 1)


def _past_blocks(content: bytes, at: int) -> int:
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1
