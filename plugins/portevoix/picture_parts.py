"""The parts of a picture's file, told from its bytes without decoding it."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

_SIGNS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1"})

# https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1, and what cameras put in APP1.
EOI, SOS, APP0, APP1, APP14, COM = b"\xd9", b"\xda", b"\xe0", b"\xe1", b"\xee", b"\xfe"
SCAN = b""  # the pixels after an SOS


class Part(NamedTuple):
    """A segment of a JPEG, named by its marker, or a chunk of a PNG or a WebP."""

    name: bytes
    start: int  # of its name and length
    body: int
    stop: int  # of its body
    end: int  # of all that belongs to it


class CutShort(ValueError):
    """A file ends before its time, or holds what no such file does."""


def media_type(start: bytes) -> str:
    """What the first 16 bytes of a file say it is; "" for none of ours."""
    for sign, told in _SIGNS.items():
        if start.startswith(sign):
            return told
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    return "image/heif" if start[4:8] == b"ftyp" and start[8:12] in _BRANDS else ""


def parts_of(content: bytes, media: str) -> Iterator[Part]:
    """The parts of a JPEG, PNG or WebP in order, its signature left out.

    Raises CutShort where the file stops being one, KeyError for another media type.
    """
    walk = _WALKS[media]
    try:
        yield from walk(content)
    except (IndexError, ValueError, struct.error) as error:
        raise CutShort from error


def _jpeg(content: bytes) -> Iterator[Part]:
    place = 2
    while True:
        while content[place] == 0xFF and content[place + 1] == 0xFF:  # fill bytes
            place += 1
        if content[place] != 0xFF:
            raise CutShort
        name = content[place + 1 : place + 2]
        if name == EOI:
            yield Part(name, place, place + 2, place + 2, place + 2)
            return
        (length,) = struct.unpack_from(">H", content, place + 2)
        end = place + 2 + length
        yield Part(name, place, place + 4, end, end)
        place = end
        if name == SOS:
            place = _after_scan(content, end)
            yield Part(SCAN, end, end, place, place)


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


def _png(content: bytes) -> Iterator[Part]:
    """https://www.w3.org/TR/png-3/#5DataRep"""
    place, name = 8, b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, place)
        name = content[place + 4 : place + 8]
        stop = place + 8 + length
        yield Part(name, place, place + 8, stop, stop + 4)
        place = stop + 4
    if place > len(content):
        raise CutShort


def _webp(content: bytes) -> Iterator[Part]:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    (size,) = struct.unpack_from("<I", content, 4)
    last = min(len(content), 8 + size)
    place = 12
    while place + 8 <= last:
        (length,) = struct.unpack_from("<I", content, place + 4)
        stop = place + 8 + length
        yield Part(content[place : place + 4], place, place + 8, stop, stop + length % 2)
        place = stop + length % 2


_WALKS: Mapping[str, Callable[[bytes], Iterator[Part]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}
