"""How a card shares the 256 colours of its file.

Nothing overlaps on a card, so that every pixel lies between the paper and one other colour, or
belongs to the picture or the logo. A card is drawn straight in the numbers of its palette:
letters keep their exact colour whatever the picture, and no costly search for colours is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portevoix.cards.contrast import BLACK, WHITE, Colour, colour, contrast, held, mixed
from portevoix.posts import Kind
from portevoix.site import Palette

SOFT = 0.74  # of the ink over paper: what matters less, well above AA on the house paper


class Tint(StrEnum):
    KIND = "kind"
    INK = "ink"
    SIGNAL = "signal"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Ramp:
    """A stretch of the palette, from almost paper to the full colour."""

    first: int
    steps: int

    def table(self) -> list[int]:
        """Coverage from 0 to 255 as a number of the palette; 0 is paper."""
        last = self.steps - 1
        return [0, *(self.first + round(part * last / 255) for part in range(1, 256))]

    def colours(self, paper: Colour, full: Colour) -> list[Colour]:
        return [mixed(paper, full, step / (self.steps - 1)) for step in range(self.steps)]


RAMPS: Mapping[Tint, Ramp] = {
    Tint.KIND: Ramp(1, 40),
    Tint.INK: Ramp(41, 28),
    Tint.SIGNAL: Ramp(69, 12),
    Tint.QUIET: Ramp(81, 16),
}
TABLES = {tint: ramp.table() for tint, ramp in RAMPS.items()}
LOGO = 97  # first number of the logo's own colours
LOGO_COLOURS = 31  # at most; the picture has the rest


def tints(house: Palette, kind: Kind) -> Mapping[Tint, Colour]:
    """The full colours of a card, each held at AA on the organisation's paper."""
    paper = colour(house.paper)
    light = contrast(paper, BLACK) > contrast(paper, WHITE)
    ink = held(colour(house.ink), paper, BLACK if light else WHITE)
    return {
        Tint.KIND: held(colour(kind.colour if light else kind.colour_dark), paper, ink),
        Tint.INK: ink,
        Tint.SIGNAL: colour(house.signal),
        Tint.QUIET: held(mixed(paper, ink, SOFT), paper, ink),
    }


def first_colours(house: Palette, kind: Kind) -> list[Colour]:
    """The palette up to LOGO."""
    paper = colour(house.paper)
    full = tints(house, kind)
    found = [paper]
    for tint, ramp in RAMPS.items():
        found += ramp.colours(paper, full[tint])
    return found
