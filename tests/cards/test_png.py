from __future__ import annotations

import io

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
