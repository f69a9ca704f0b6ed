"""Contrast between colours as WCAG 2.2 measures it, and how it is held; pure."""

from __future__ import annotations

Colour = tuple[int, int, int]

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
AA = 4.5  # https://www.w3.org/TR/WCAG22/#contrast-minimum, for text of any size


def colour(text: str) -> Colour:
    """The three channels of `#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def luminance(one: Colour) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (_LINEAR[channel] for channel in one)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(below: Colour, above: Colour, part: float) -> Colour:
    """`above` laid over `below`, covering `part` of it."""
    return (
        round(below[0] + (above[0] - below[0]) * part),
        round(below[1] + (above[1] - below[1]) * part),
        round(below[2] + (above[2] - below[2]) * part),
    )


def held(one: Colour, ground: Colour, towards: Colour) -> Colour:
    """`one`, moved towards another colour no further than AA on `ground` asks."""
    for step in range(21):
        moved = mixed(one, towards, step / 20)
        if contrast(moved, ground) >= AA:
            return moved
    return towards


_LINEAR = tuple(
    step / 255 / 12.92 if step / 255 <= 0.04045 else ((step / 255 + 0.055) / 1.055) ** 2.4
    for step in range(256)
)
