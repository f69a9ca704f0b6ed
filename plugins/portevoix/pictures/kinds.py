"""Which files are pictures: by their name or by their first bytes, whichever says so."""

from __future__ import annotations

from pathlib import Path

from portevoix.picture_parts import media_type

_DRAWINGS = frozenset({".svg", ".svgz"})
# Those that browsers show, and those that cameras and offices write: none goes out as it is.
_NAMED = _DRAWINGS | frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".png", ".apng", ".webp", ".avif", ".gif"}
    | {".heic", ".heif", ".tif", ".tiff", ".bmp", ".dng", ".jp2", ".jxl", ".psd", ".xcf"}
)


def is_picture(file: Path) -> bool:
    """Whether a file is one, whatever it is called."""
    if file.suffix.lower() in _NAMED:
        return True
    try:
        with file.open("rb") as stream:
            start = stream.read(16)
    except OSError:
        return False
    return bool(media_type(start))


def is_drawing(file: Path, content: bytes) -> bool:
    """Whether it is SVG: said by its name, unless its bytes say otherwise."""
    return file.suffix.lower() in _DRAWINGS and not media_type(content[:16])
