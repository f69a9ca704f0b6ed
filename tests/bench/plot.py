"""The medians as horizontal bars, in one small SVG."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

_WIDTH, _ROW, _LEFT, _RIGHT = 760, 30, 270, 70
_INK, _OURS, _THEIRS = "#1d1b18", "#c8371b", "#8a8378"


def render_plot(title: str, medians: Mapping[str, float]) -> str:
    """Seconds per build; ours in the signal colour, named in words too."""
    longest = max(medians.values())
    room = _WIDTH - _LEFT - _RIGHT
    rows = []
    for n, (name, value) in enumerate(medians.items()):
        y = 50 + n * _ROW
        colour = _OURS if name.startswith("ours") else _THEIRS
        width = max(2.0, value / longest * room)
        rows.append(
            f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="20" rx="3" fill="{colour}"/>'
            f'<text x="{_LEFT + width + 6:.1f}" y="{y + 14}">{value:.2f} s</text>'
        )
    height = 60 + len(medians) * _ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="14" fill="{_INK}">'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fbf7ef"/>'
        f'<text x="20" y="30" font-size="16" font-weight="bold">{escape(title)}</text>'
        f"{''.join(rows)}</svg>\n"
    )
