"""A position is found in the files that cameras and editors write."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from portevoix.checks.sources import photograph

_GPS_IFD, _LATITUDE, _LONGITUDE, _ORIENTATION, _MAKER = 0x8825, 2, 4, 0x0112, 0x010F
_XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="46,30.0N"/></x:xmpmeta>'


def written(form: str, *, located: bool, xmp: bytes = b"") -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKER] = 6, "Appareil"
    if located:
        exif.get_ifd(_GPS_IFD).update(
            {1: "N", _LATITUDE: (46.0, 30.0, 0.0), 3: "W", _LONGITUDE: (72.0, 0.0, 0.0)}
        )
    file = BytesIO()
    more = {"xmp": xmp} if xmp else {}
    Image.new("RGB", (8, 8), "teal").save(file, form, exif=exif, **more)
    return file.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_position_is_found_and_its_absence_too(form: str) -> None:
    """In each format that people publish, with the same picture without position."""
    assert photograph(written(form, located=True)).position
    assert not photograph(written(form, located=False)).position


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_position_in_xmp_is_found(form: str) -> None:
    """Editors keep it there when they rewrite the rest."""
    assert photograph(written(form, located=False, xmp=_XMP)).position


def test_an_animation_says_its_length_and_turns() -> None:
    """Read from the file's own blocks."""
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "teal", "gold")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=400, loop=0)
    moving = photograph(file.getvalue())
    assert (moving.seconds, moving.turns) == (1.2, 0)
    still = BytesIO()
    frames[0].save(still, "GIF")
    assert photograph(still.getvalue()).seconds == 0


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"GIF89a", b"II*\0"]))
def test_no_content_breaks_the_reading(content: bytes, start: bytes) -> None:
    """Cut short, looped or wrong: nothing is found, nothing is raised."""
    photograph(start + content)
