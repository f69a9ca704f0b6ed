"""Takes what is not the picture out of a file, without touching its pixels.

Lists say what stays, so that kinds of metadata yet to be invented go too.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from portevoix.picture_parts import APP0, APP14, COM, CutShort, parts_of
from portevoix.pictures.opening import Unreadable

# APP0 may hold a thumbnail of what was cut away, so only a bare JFIF header stays; APP14 tells how
# colours are coded.
_APPS = frozenset(bytes([marker]) for marker in range(0xE0, 0xF0))

# https://www.w3.org/TR/png-3/#11Chunks and its animation chunks.
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP"),
    *(b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}

# https://developers.google.com/speed/webp/docs/riff_container
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_VP8X_PROFILE, _VP8X_EXIF, _VP8X_XMP = 0x20, 0x08, 0x04


def _jpeg(content: bytes) -> bytes:
    kept = [content[:2]]
    kept += [
        content[part.start : part.end]
        for part in parts_of(content, "image/jpeg")
        if _belongs(part.name, content[part.body : part.stop])
    ]
    return b"".join(kept)


def _belongs(marker: bytes, body: bytes) -> bool:
    if marker == APP0:
        return body.startswith(b"JFIF\0") and len(body) == 14
    return marker == APP14 or (marker not in _APPS and marker != COM)


def _png(content: bytes) -> bytes:
    kept = [content[:8]]
    kept += [
        content[part.start : part.end]
        for part in parts_of(content, "image/png")
        if part.name in _PNG_KEPT
    ]
    return b"".join(kept)


def _webp(content: bytes) -> bytes:
    kept = [b"WEBP"]
    for part in parts_of(content, "image/webp"):
        chunk = content[part.start : part.end]
        if part.name == b"VP8X":
            flags = chunk[8] & ~(_VP8X_PROFILE | _VP8X_EXIF | _VP8X_XMP) & 0xFF
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if part.name in _WEBP_KEPT:
            kept.append(chunk)
    body = b"".join(kept)
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
    except (CutShort, IndexError) as error:
        raise Unreadable("unreadable") from error
