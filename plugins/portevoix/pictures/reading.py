"""What a picture's file is, told from its header: feeds, pages and checks ask."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import ExifTags, Image, ImageCms

from portevoix.pictures.opening import Unreadable, contents, opened
from portevoix.pictures.stripping import stripped
from portevoix.values import dataclass

_SIDEWAYS = {5, 6, 7, 8}  # Exif orientations that swap width and height
_UPRIGHT = 1
_PNG_EXIF = (b"eXIf", b"Raw profile type")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """One picture as it lies on the disc."""

    type: str  # media type
    length: int  # bytes
    width: int  # pixels, once turned the way it was held
    height: int
    turned: bool  # its pixels do not lie the way it was held
    has_gps: bool
    has_metadata: bool  # Exif, XMP, IPTC, profile, comments: anything beside the picture itself
    profile: str  # name of its colour profile; "" for none
    animated: bool
    transparent: bool


def read_picture(file: Path) -> PictureFile:
    """What the file of a picture holds. Raises Unreadable."""
    return described(contents(file))


def described(content: bytes) -> PictureFile:
    """What the bytes of a picture hold. Raises Unreadable."""
    picture = opened(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # damaged metadata is metadata still
        try:
            return _described(picture, content)
        except Exception as error:  # decoders raise almost anything
            raise Unreadable("unreadable") from error


def _described(picture: Image.Image, content: bytes) -> PictureFile:
    width, height = picture.size
    gps, orientation, exif = False, _UPRIGHT, "exif" in picture.info
    try:
        # For a PNG, Pillow would decode all its pixels before it says that there is no Exif.
        silent = picture.format == "PNG" and not any(it in content for it in _PNG_EXIF)
        read = Image.Exif() if silent else picture.getexif()
        exif = exif or bool(read)
        orientation = read.get(ExifTags.Base.Orientation, _UPRIGHT)
        gps = bool(read.get_ifd(ExifTags.IFD.GPSInfo))
    except Exception:  # it cannot be read, so it may hold anything
        exif = True
    xmp = _bytes(picture.info.get("xmp")) + _bytes(picture.info.get("XML:com.adobe.xmp"))
    said = {"photoshop", "comment"}
    # Telephones hide a second picture behind some JPEG files; Pillow calls these MPO.
    media = "image/jpeg" if picture.format == "MPO" else Image.MIME[picture.format or ""]
    bare = stripped(content, media)
    return PictureFile(
        type=media,
        length=len(content),
        width=height if orientation in _SIDEWAYS else width,
        height=width if orientation in _SIDEWAYS else height,
        turned=orientation not in (0, _UPRIGHT),
        has_gps=gps or b"GPSLatitude" in xmp or b"GPSLongitude" in xmp,
        has_metadata=exif
        or bool(xmp)
        or bool(said & picture.info.keys())
        or (bare is not None and bare != content),
        profile=_profile_name(picture.info.get("icc_profile")),
        animated=media != "image/jpeg" and bool(getattr(picture, "is_animated", False)),
        transparent=picture.has_transparency_data,
    )


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else b""


def _profile_name(profile: object) -> str:
    if not isinstance(profile, bytes) or not profile:
        return ""
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).strip()
    except (ImageCms.PyCMSError, OSError):
        return "?"
