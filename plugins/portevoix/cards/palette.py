"""How a card shares the 256 colours of its file.

Nothing overlaps on a card, so that every pixel lies between the paper and one other colour, or
belongs to the picture or the logo. A card is drawn straight in the numbers of its palette:
letters keep their exact colour whatever the picture, and no costly search for colours is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from portevoix.contrast import AA, Colour, colour, ratio
from portevoix.posts import Kind
from portevoix.site import Palette
from portevoix.values import dataclass

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
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
        return [_mixed(paper, full, step / (self.steps - 1)) for step in range(self.steps)]


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
    return _tints(house, kind.colour, kind.colour_dark)


def first_colours(house: Palette, kind: Kind) -> list[Colour]:
    """The palette up to LOGO."""
    return list(_first_colours(house, kind.colour, kind.colour_dark))


@lru_cache(maxsize=64)
def _tints(house: Palette, day: str, night: str) -> Mapping[Tint, Colour]:
    paper = colour(house.paper)
    light = ratio(paper, _BLACK) > ratio(paper, _WHITE)
    ink = _held(colour(house.ink), paper, _BLACK if light else _WHITE)
    return {
        Tint.KIND: _held(colour(day if light else night), paper, ink),
        Tint.INK: ink,
        Tint.SIGNAL: colour(house.signal),
        Tint.QUIET: _held(_mixed(paper, ink, SOFT), paper, ink),
    }


@lru_cache(maxsize=64)
def _first_colours(house: Palette, day: str, night: str) -> tuple[Colour, ...]:
    paper = colour(house.paper)
    full = _tints(house, day, night)
    ramps = (ramp.colours(paper, full[tint]) for tint, ramp in RAMPS.items())
    return (paper, *(one for ramp in ramps for one in ramp))


def _mixed(below: Colour, above: Colour, part: float) -> Colour:
    """`above` laid over `below`, covering `part` of it."""
    return (
        round(below[0] + (above[0] - below[0]) * part),
        round(below[1] + (above[1] - below[1]) * part),
        round(below[2] + (above[2] - below[2]) * part),
    )


def _held(one: Colour, ground: Colour, towards: Colour) -> Colour:
    """`one`, moved towards another colour no further than AA on `ground` asks."""
    for step in range(21):
        moved = _mixed(one, towards, step / 20)
        if ratio(moved, ground) >= AA:
            return moved
    return towards
