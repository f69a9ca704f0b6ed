"""Which files are pictures: by their name or by their first bytes, whichever says so."""

from __future__ import annotations

from pathlib import Path

_DRAWINGS = frozenset({".svg", ".svgz"})
# Those that browsers show, and those that cameras and offices write: none goes out as it is.
_NAMED = _DRAWINGS | frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".png", ".apng", ".webp", ".avif", ".gif"}
    | {".heic", ".heif", ".tif", ".tiff", ".bmp", ".dng", ".jp2", ".jxl", ".psd", ".xcf"}
)
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*")
_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1"})


def is_picture(file: Path) -> bool:
    """Whether a file is one, whatever it is called."""
    if file.suffix.lower() in _NAMED:
        return True
    try:
        with file.open("rb") as stream:
            start = stream.read(16)
    except OSError:
        return False
    return (
        start.startswith(_SIGNS)
        or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")
        or (start[4:8] == b"ftyp" and start[8:12] in _BRANDS)
    )


def is_drawing(file: Path, content: bytes) -> bool:
    """Whether it is SVG: said by its name, unless its bytes say otherwise."""
    return file.suffix.lower() in _DRAWINGS and not content.startswith(_SIGNS)
