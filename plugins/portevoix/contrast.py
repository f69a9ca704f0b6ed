"""Contrast between two colours, as WCAG 2.2 measures it."""

from __future__ import annotations

AA = 4.5  # text, https://www.w3.org/TR/WCAG22/#contrast-minimum
AA_LARGE = 3.0  # large text and graphics

Colour = tuple[int, int, int]


def colour(text: str) -> Colour:
    """The three channels of `#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast(first: str, second: str) -> float:
    """The ratio from 1 to 21 between two #rrggbb colours."""
    return ratio(colour(first), colour(second))


def ratio(first: Colour, second: Colour) -> float:
    """The same between their channels."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(one: Colour) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in one
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
