"""Contrast between two colours, as WCAG 2.2 measures it."""

from __future__ import annotations

AA = 4.5  # text, https://www.w3.org/TR/WCAG22/#contrast-minimum
AA_LARGE = 3.0  # large text and graphics


def contrast(first: str, second: str) -> float:
    """The ratio from 1 to 21 between two #rrggbb colours."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
