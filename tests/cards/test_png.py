from __future__ import annotations

import io
import zlib

from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from portevoix.cards.png import render_flat

COLOURS = [(index, 255 - index, index * 7 % 256) for index in range(256)]


@given(some.integers(1, 40), some.integers(1, 40), some.data())
def test_a_reader_of_png_finds_the_same_pixels(
    width: int, height: int, data: some.DataObject
) -> None:
    """Pillow reads each colour where its number was."""
    numbers = data.draw(some.binary(min_size=width * height, max_size=width * height))
    written = render_flat(Image.frombytes("L", (width, height), numbers), COLOURS)
    with Image.open(io.BytesIO(written)) as read:
        assert (read.format, read.mode, read.size) == ("PNG", "P", (width, height))
        shown = read.convert("RGB").tobytes()
    assert shown == bytes(channel for number in numbers for channel in COLOURS[number])


@given(some.lists(some.tuples(some.integers(0, 255), some.integers(1, 9000)), min_size=1))
def test_runs_are_packed_to_the_bytes_of_any_other_zlib(runs: list[tuple[int, int]]) -> None:
    """A card does not change with the library that packs it, nor with its version."""
    pixels = b"".join(bytes([number]) * length for number, length in runs)
    numbers = Image.frombytes("L", (len(pixels), 1), pixels)
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, 6, zlib.Z_RLE)
    packed = packer.compress(b"\0" + pixels) + packer.flush()
    assert packed in render_flat(numbers, COLOURS)
