"""Takes what is not the picture out of a file, without touching its pixels.

Lists say what stays, so that kinds of metadata yet to be invented go too.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from portevoix.pictures.opening import Unreadable

# https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1. APP0 may hold a thumbnail of what was cut
# away, so only a bare JFIF header stays; APP14 tells how colours are coded.
_SOI, _EOI, _SOS, _APP0, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE, 0xFE
_APPS = range(0xE0, 0xF0)

# https://www.w3.org/TR/png-3/#11Chunks and its animation chunks.
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP"),
    *(b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}

# https://developers.google.com/speed/webp/docs/riff_container
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_VP8X_PROFILE, _VP8X_EXIF, _VP8X_XMP = 0x20, 0x08, 0x04


def _jpeg(content: bytes) -> bytes:
    kept = [content[:2]]
    place = 2
    while True:
        start = place
        while content[place] == 0xFF and content[place + 1] == 0xFF:  # fill bytes
            place += 1
        if content[place] != 0xFF:
            raise Unreadable("unreadable")
        marker = content[place + 1]
        if marker == _EOI:
            return b"".join([*kept, content[place : place + 2]])
        (length,) = struct.unpack_from(">H", content, place + 2)
        end = place + 2 + length
        if marker == _SOS:
            end = _after_scan(content, end)
            kept.append(content[place:end])
        elif _belongs(marker, content[place + 4 : end]):
            kept.append(content[start:end])
        place = end


def _belongs(marker: int, body: bytes) -> bool:
    if marker == _APP0:
        return body.startswith(b"JFIF\0") and len(body) == 14
    return marker == _APP14 or (marker not in _APPS and marker != _COM)


def _after_scan(content: bytes, place: int) -> int:
    """Where the entropy-coded data that starts at `place` ends: at the next true marker."""
    while True:
        place = content.index(b"\xff", place)
        following = content[place + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place


def _png(content: bytes) -> bytes:
    kept = [_PNG_SIGNATURE]
    place = len(_PNG_SIGNATURE)
    while True:
        (length,) = struct.unpack_from(">I", content, place)
        name = content[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(content):
            raise Unreadable("unreadable")
        if name in _PNG_KEPT:
            kept.append(content[place:end])
        if name == b"IEND":
            return b"".join(kept)
        place = end


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    last = min(len(content), 8 + size)
    kept = []
    place = 12
    while place + 8 <= last:
        name = content[place : place + 4]
        (length,) = struct.unpack_from("<I", content, place + 4)
        end = place + 8 + length + length % 2
        chunk = content[place:end]
        if name == b"VP8X":
            flags = chunk[8] & ~(_VP8X_PROFILE | _VP8X_EXIF | _VP8X_XMP) & 0xFF
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if name in _WEBP_KEPT:
            kept.append(chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_BY_TYPE: Mapping[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}


def stripped(content: bytes, type: str) -> bytes | None:
    """The same pixels and nothing else; None for a type whose parts are not known here.

    Raises Unreadable.
    """
    strip = _BY_TYPE.get(type)
    if strip is None:
        return None
    try:
        return strip(content)
    except (IndexError, ValueError, struct.error) as error:  # it ends before its time
        raise Unreadable("unreadable") from error
