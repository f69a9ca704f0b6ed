from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageDraw

from portevoix.cards import letters
from portevoix.cards.faces import Face, faces, font

TITLE, TEXT = faces().title[0], faces().text[0]


@settings(max_examples=150, deadline=None)
@given(
    some.text(
        some.sampled_from("abcdefijlorstvyzAÉÇTVWŒœéàç’«»\u00a0 -.,!?0127"), min_size=1, max_size=24
    ),
    some.integers(24, 132),
    some.floats(0, 1),
    some.floats(0, 1),
    some.sampled_from((TITLE, TEXT)),
)
def test_letters_drawn_before_stand_where_the_shaper_sets_them(
    text: str, size: int, x: float, y: float, face: Face
) -> None:
    """To the pixel, wherever the line starts, with kerning and ligatures."""
    at = (size + x, size * 2 + y)
    shaped, put = (Image.new("L", (size * 28, size * 3)) for _ in range(2))
    one = font(face, size)
    ImageDraw.Draw(shaped).text(at, text, font=one, fill=255, anchor="ls", direction="ltr")
    letters.put(ImageDraw.Draw(put), text, at=at, size=size, face=face)
    assert put.tobytes() == shaped.tobytes()
    assert letters.length(text, face, size) == one.getlength(text, direction="ltr")


@pytest.mark.parametrize("text", ["fin", "offre", "officiel", "effleurer"])
def test_letters_that_a_face_joins_are_drawn_joined(text: str) -> None:
    """Fraunces has drawings of its own for « fi », « ff », « fl »."""
    joined, apart = (Image.new("L", (900, 300)) for _ in range(2))
    letters.put(ImageDraw.Draw(joined), text, at=(50, 200), size=120, face=TITLE)
    ImageDraw.Draw(apart).text(
        (50, 200), text, font=font(TITLE, 120), fill=255, anchor="ls", features=["-liga"]
    )
    assert joined.tobytes() != apart.tobytes()
