"""The copies of a picture that go out: upright, in sRGB, of a width for screens, and silent.

No copy says where, when or with what a picture was taken. Originals are never written to.
"""

from __future__ import annotations

import io

from PIL import Image, ImageSequence, features

from portevoix.pictures.opening import MOST_PIXELS, Unreadable, opened, upright
from portevoix.pictures.reading import PictureFile, described
from portevoix.pictures.stripping import stripped
from portevoix.values import dataclass

WIDEST = 1600  # pixels: twice the width of a text column, for fine screens
GAIN = 0.9  # a sibling is worth a file when it weighs at most this part of the picture

_Options = dict[str, object]  # of a writer of Pillow

# How each type is written anew, when its pixels must change.
_WRITTEN: dict[str, tuple[str, _Options]] = {
    "image/jpeg": ("JPEG", {"quality": 85, "optimize": True, "progressive": True}),
    "image/png": ("PNG", {"optimize": False, "compress_level": 9}),
    "image/webp": ("WEBP", {"quality": 84, "method": 4}),
    "image/avif": ("AVIF", {"quality": 65, "speed": 6, "max_threads": 1}),
    "image/gif": ("GIF", {}),
}
# On photographs AVIF at this speed weighs a tenth to a quarter less than WebP of quality 80, in
# half the time; drawings and screenshots must lose nothing, and there WebP is the smaller.
_PHOTOGRAPH: _Options = {"quality": 60, "speed": 9, "max_threads": 1}
_PHOTOGRAPH_WEBP: _Options = {"quality": 80, "method": 4}
_DRAWING: _Options = {"lossless": True, "method": 4}
_MOST_WEBP = 16_383  # pixels of a side, https://developers.google.com/speed/webp/faq
_DEEP = frozenset({"CMYK", "YCCK"})  # inks: browsers and WebP do not agree on how they look


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A copy to publish under the picture's own name."""

    content: bytes
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """The same picture, lighter, for browsers that read its type."""

    content: bytes
    type: str
    suffix: str  # after the whole name of the picture: x.png → x.png.webp


def published(content: bytes, *, widest: int = WIDEST) -> Published:
    """The copy of a picture that goes out. Publishing a copy again changes nothing.

    Pixels are left as they are where only metadata must go. Raises Unreadable.
    """
    found = described(content)
    clean = None
    if not found.turned and found.width <= widest and _plain_colours(content, found):
        _read_to_the_end(content)
        clean = stripped(content, found.type)
    if clean is None and found.animated:
        clean = _animated_anew(content, found, widest)
    if clean is None:
        clean = _still_anew(content, found, widest)
    after = described(clean)
    if after.has_metadata or after.has_gps or after.profile:  # a promise, so it is looked at
        clean = _still_anew(content, found, widest)
        after = described(clean)
    return Published(content=clean, type=after.type, width=after.width, height=after.height)


def smaller_sibling(copy: Published) -> Sibling | None:
    """The same as AVIF or WebP when that gains, to stand beside the copy in a `picture` element."""
    if copy.type in ("image/webp", "image/avif") or described(copy.content).animated:
        return None
    photograph = copy.type == "image/jpeg"
    avif = photograph and features.check("avif")
    if not avif and max(copy.width, copy.height) > _MOST_WEBP:
        return None
    picture = upright(opened(copy.content))
    picture.info = {}
    options = _PHOTOGRAPH if avif else _PHOTOGRAPH_WEBP if photograph else _DRAWING
    content = _written(picture, "AVIF" if avif else "WEBP", options)
    if len(content) > len(copy.content) * GAIN:
        return None
    name = "avif" if avif else "webp"
    return Sibling(content=content, type=f"image/{name}", suffix=f".{name}")


def _plain_colours(content: bytes, found: PictureFile) -> bool:
    name = found.profile.lower()
    return (not name or name.startswith("srgb")) and opened(content).mode not in _DEEP


def _read_to_the_end(content: bytes) -> None:
    """A picture whose header is sound may be cut short after it. Raises Unreadable."""
    upright(opened(content))


def _still_anew(content: bytes, found: PictureFile, widest: int) -> bytes:
    picture = _narrowed(upright(opened(content)), widest)
    kind, options = _WRITTEN[found.type]
    if picture.mode == "RGBA" and kind == "JPEG":
        picture = picture.convert("RGB")
    picture.info = {}
    return _written(picture, kind, options)


def _animated_anew(content: bytes, found: PictureFile, widest: int) -> bytes:
    picture = opened(content)
    count = getattr(picture, "n_frames", 1)
    if count * picture.width * picture.height > MOST_PIXELS * 4:
        raise Unreadable("too_many_pixels", limit=f"{MOST_PIXELS * 4 // 1_000_000}")
    frames, times = [], []
    try:
        loop = picture.info.get("loop")
        for frame in ImageSequence.Iterator(picture):
            times.append(int(frame.info.get("duration", 100)))
            one = _narrowed(frame.convert("RGBA"), widest)
            one.info = {}
            frames.append(one)
    except Exception as error:  # decoders raise almost anything
        raise Unreadable("unreadable") from error
    kind, options = _WRITTEN[found.type]
    more = {} if loop is None else {"loop": loop}
    several = {"save_all": True, "append_images": frames[1:], "duration": times}
    return _written(frames[0], kind, several | more | options)


def _written(picture: Image.Image, kind: str, options: _Options) -> bytes:
    out = io.BytesIO()
    try:
        picture.save(out, kind, **options)
    except (OSError, ValueError, MemoryError) as error:  # more than the format can hold
        raise Unreadable("unreadable") from error
    return out.getvalue()


def _narrowed(picture: Image.Image, widest: int) -> Image.Image:
    if picture.width <= widest:
        return picture
    height = max(1, round(picture.height * widest / picture.width))
    return picture.resize((widest, height), Image.Resampling.LANCZOS)
