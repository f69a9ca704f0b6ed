"""The formats of cards, and where text may stand in each."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels; right and bottom are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One shape of card; lengths in pixels."""

    key: str
    width: int
    height: int
    text: Box  # every letter stands inside
    title_top: int  # where the block of kind and title starts
    title_sizes: tuple[int, int]  # largest and smallest
    label_size: int
    name_size: int
    logo_height: int
    figure: int  # side of the square of arcs in the lower right corner
    pictured: int  # the same with a picture, which fills most of it
    heaviest: int  # bytes


FORMATS: Mapping[str, Format] = {
    one.key: one
    for one in (
        # Link previews. X crops to 2:1, so text keeps to the central 1200 by 600, less a margin.
        Format(
            key="og",
            width=1200,
            height=630,
            text=Box(left=64, top=56, right=1136, bottom=574),
            title_top=160,
            title_sizes=(92, 36),
            label_size=26,
            name_size=27,
            logo_height=48,
            figure=390,
            pictured=590,
            heaviest=300_000,
        ),
        Format(
            key="square",
            width=1080,
            height=1080,
            text=Box(left=80, top=80, right=1000, bottom=1000),
            title_top=236,
            title_sizes=(112, 46),
            label_size=34,
            name_size=34,
            logo_height=64,
            figure=520,
            pictured=760,
            heaviest=1_000_000,
        ),
        Format(
            key="portrait",
            width=1080,
            height=1350,
            text=Box(left=80, top=96, right=1000, bottom=1254),
            title_top=276,
            title_sizes=(124, 52),
            label_size=36,
            name_size=36,
            logo_height=68,
            figure=640,
            pictured=960,
            heaviest=1_000_000,
        ),
        # The applications lay their own buttons over the top and the bottom of a story.
        Format(
            key="story",
            width=1080,
            height=1920,
            text=Box(left=80, top=270, right=1000, bottom=1560),
            title_top=460,
            title_sizes=(132, 56),
            label_size=40,
            name_size=38,
            logo_height=76,
            figure=900,
            pictured=1110,
            heaviest=1_000_000,
        ),
    )
}
