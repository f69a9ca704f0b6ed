"""The figure that each post bears: its voice leaves a corner as concentric arcs."""

from __future__ import annotations

from portevoix.figure.figure import QUADRANT, Arc, Figure, figure
from portevoix.figure.svg import opacity, render_svg
from portevoix.figure.whose import figure_key, figure_of

__all__ = [
    "QUADRANT",
    "Arc",
    "Figure",
    "figure",
    "figure_key",
    "figure_of",
    "opacity",
    "render_svg",
]
