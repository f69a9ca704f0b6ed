from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageCms, PngImagePlugin

from portevoix.pictures import (
    Unreadable,
    described,
    published,
    read_picture,
    smaller_sibling,
    unusable,
)
from tests.pictures.samples import PLACE, a_bomb, a_picture, from_a_telephone, saved

TYPES = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


@pytest.mark.parametrize("kind", ("JPEG", "PNG", "WEBP", "AVIF"))
def test_a_published_copy_says_nothing_of_where_it_was_taken(kind: str) -> None:
    """Exif, XMP and GPS are told by the reader and gone from the copy."""
    original = from_a_telephone(kind)
    before = described(original)
    assert before.has_gps and before.has_metadata
    copy = published(original)
    after = described(copy.content)
    assert (after.has_gps, after.has_metadata, after.profile) == (False, False, "")
    for trace in (b"GPS", b"Appareil", PLACE.encode(), b"Exif", b"xmpmeta"):
        assert trace not in copy.content
    assert Image.open(io.BytesIO(copy.content)).size == (60, 40)


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_copy_stands_upright(orientation: int) -> None:
    """The turn that Exif asks for is made before Exif goes."""
    copy = published(from_a_telephone(orientation=orientation))
    seen = Image.open(io.BytesIO(copy.content))
    shown = Image.open(io.BytesIO(from_a_telephone(orientation=orientation)))
    methods = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    expected = shown.transpose(methods[orientation])
    assert seen.size == expected.size == (copy.width, copy.height)
    for x, y in ((8, 8), (seen.width - 9, seen.height - 9)):
        for one, other in zip(pixel(seen, x, y), pixel(expected, x, y), strict=True):
            assert abs(one - other) < 24


@pytest.mark.parametrize("kind", ("JPEG", "PNG", "WEBP"))
def test_pixels_stay_as_they_are_when_only_metadata_goes(kind: str) -> None:
    """A copy of an upright picture loses no quality."""
    original = from_a_telephone(kind)
    copy = published(original).content
    assert list(pixels(copy)) == list(pixels(original))


@pytest.mark.parametrize("kind", TYPES)
def test_publishing_a_copy_again_changes_nothing(kind: str) -> None:
    """What is fit to publish goes through byte for byte, unless the format knows no bare form."""
    copy = published(saved(a_picture(), kind))
    assert (copy.width, copy.height) == (60, 40)
    if kind != "AVIF":
        assert published(copy.content) == copy


def test_what_hides_behind_the_end_of_a_picture_does_not_go_out() -> None:
    """Telephones append films and second pictures, with their own places."""
    for kind in ("JPEG", "PNG", "WEBP"):
        original = saved(a_picture(), kind) + from_a_telephone()
        assert b"GPS" not in published(original).content
        assert b"Appareil" not in published(original).content


def test_a_second_picture_within_a_jpeg_does_not_go_out() -> None:
    """Some telephones keep two shots in one file; only the one that is seen is published."""
    other = Image.new("RGB", (60, 40), "#10d010")
    original = saved(a_picture(), "MPO", save_all=True, append_images=[other])
    read = described(original)
    assert (read.type, read.animated, read.has_metadata) == ("image/jpeg", False, True)
    copy = published(original)
    assert copy.type == "image/jpeg" and copy.content.count(b"\xff\xd8\xff") == 1
    assert pixels(copy.content) == pixels(original)


def test_words_in_a_file_are_metadata_too() -> None:
    """Comments and text chunks often hold names."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Une employée", zip=False)
    for original in (
        saved(a_picture(), "PNG", pnginfo=texts),
        saved(a_picture(), "JPEG", comment=b"Une employ\xc3\xa9e"),
        saved(a_picture(), "GIF", comment=b"Une employ\xc3\xa9e"),
    ):
        assert described(original).has_metadata
        assert b"Une employ" not in published(original).content


def test_colours_are_turned_into_srgb_before_their_profile_goes() -> None:
    """A profile that swaps red and green is obeyed, not just dropped."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack_from(">I", profile, 128)[0]
    for entry in range(132, 132 + 12 * count, 12):
        name = bytes(profile[entry : entry + 4])
        profile[entry : entry + 4] = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}.get(name, name)
        if name == b"desc":
            place, length = struct.unpack_from(">II", profile, entry + 4)
            text = bytes(profile[place : place + length])
            text = text.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
            profile[place : place + length] = text.replace(b"sRGB", b"swap")
    red = Image.new("RGB", (20, 20), (200, 20, 20))
    original = saved(red, "PNG", icc_profile=bytes(profile))
    assert described(original).profile.startswith("swap")
    copy = published(original)
    assert described(copy.content).profile == ""
    seen = pixel(Image.open(io.BytesIO(copy.content)), 10, 10)
    assert seen[1] > 180 > 60 > seen[0]


def test_a_wide_picture_is_narrowed_in_proportion() -> None:
    """1,600 pixels by default; a narrower one keeps its size."""
    copy = published(saved(a_picture(3200, 800), "JPEG"))
    assert (copy.width, copy.height) == (1600, 400)
    assert published(saved(a_picture(3200, 800), "PNG"), widest=320).height == 80


@pytest.mark.parametrize("kind", ("GIF", "WEBP", "PNG"))
def test_a_moving_picture_still_moves(kind: str) -> None:
    """All frames are kept, and read as moving."""
    frames = [Image.new("RGB", (30, 30), (index * 80, 40, 90)) for index in range(3)]
    original = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=200)
    assert described(original).animated
    copy = published(original)
    assert described(copy.content).animated
    assert getattr(Image.open(io.BytesIO(copy.content)), "n_frames", 1) == 3
    assert smaller_sibling(copy) is None
    assert described(published(original, widest=15).content).animated


def test_a_sibling_is_made_only_where_it_gains() -> None:
    """A photograph gains as AVIF, a drawing as WebP without loss; these two need no other."""
    noise = Image.effect_noise((300, 300), 60).convert("RGB")
    copy = published(saved(noise, "JPEG", quality=92))
    sibling = smaller_sibling(copy)
    assert sibling is not None
    assert len(sibling.content) < len(copy.content)
    assert (sibling.type, sibling.suffix) == ("image/avif", ".avif")
    drawing = published(saved(a_picture(800, 600), "PNG"))
    lossless = smaller_sibling(drawing)
    assert lossless is not None and lossless.type == "image/webp"
    assert pixels(lossless.content) == pixels(drawing.content)
    for one in (sibling, lossless):
        assert described(one.content).type == one.type
        assert not described(one.content).has_metadata
    assert smaller_sibling(published(saved(noise, "WEBP"))) is None


def test_reading_tells_true_length_type_and_size(tmp_path: Path) -> None:
    """Feeds announce what will be downloaded, whatever the file is called."""
    file = tmp_path / "photo.png"
    file.write_bytes(from_a_telephone(orientation=6))
    read = read_picture(file)
    assert (read.type, read.length) == ("image/jpeg", file.stat().st_size)
    assert (read.width, read.height, read.turned) == (40, 60, True)
    assert not read.animated and not read.transparent
    file.write_bytes(saved(Image.new("RGBA", (5, 5)), "PNG"))
    assert read_picture(file).transparent


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"Bonjour", "unknown_kind"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "vector"),
        (a_bomb(), "too_many_pixels"),
        (saved(Image.new("RGB", (20_001, 1)), "PNG"), "too_many_pixels"),
        (saved(Image.effect_noise((200, 200), 90), "JPEG")[:2000], "unreadable"),
        (saved(Image.effect_noise((200, 200), 90), "PNG")[:2000], "unreadable"),
        (saved(a_picture(), "TIFF"), "unknown_kind"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    """Each reason has a sentence in both languages that names the picture."""
    with pytest.raises(Unreadable) as refused:
        published(content)
    assert refused.value.reason == reason
    for lang in ("fr", "en"):
        mistake = unusable(lang, refused.value, file="billet.md", line=7, name="parc.jpg")
        assert str(mistake).startswith("billet.md:7: ")
        assert "parc.jpg" in mistake.what and mistake.do


def test_a_missing_file_is_a_mistake_like_others(tmp_path: Path) -> None:
    """No traceback for a name mistyped."""
    with pytest.raises(Unreadable, match="missing"):
        read_picture(tmp_path / "absente.jpg")
    with pytest.raises(Unreadable, match="missing"):
        read_picture(tmp_path)


@settings(max_examples=150, deadline=None)
@given(some.data())
def test_a_damaged_picture_is_published_clean_or_refused(data: some.DataObject) -> None:
    """Whatever bytes are changed or cut, nothing but Unreadable is raised, nothing leaks."""
    kind = data.draw(some.sampled_from(("JPEG", "PNG", "WEBP")))
    content = bytearray(from_a_telephone(kind))
    for _ in range(data.draw(some.integers(1, 6))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    content = content[: data.draw(some.integers(0, len(content)))]
    try:
        copy = published(bytes(content))
    except Unreadable:
        return
    assert not described(copy.content).has_gps
    assert PLACE.encode() not in copy.content


def pixel(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = picture.convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(int(channel) for channel in found)


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()
