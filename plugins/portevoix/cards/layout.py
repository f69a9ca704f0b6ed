"""Where everything of a card stands; pure, given how wide texts are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import sqrt

import regex

from portevoix.cards.breaking import Piece, displayed, pieces
from portevoix.cards.card import Card
from portevoix.cards.direction import runs_leftwards
from portevoix.cards.fitting import ASCENT, Fitted, fit
from portevoix.cards.formats import Box, Format
from portevoix.values import dataclass

Measures = Callable[[str, bool], float]  # (text, is a title) → width at a size of one pixel

CLEARANCE = 0.045  # of the card's width: what stays free between the title and the arcs
MOST_LETTERS = 800  # no format holds half as many: what is longer is not even tried
PICTURE_PART = 0.8  # of the corner's radius; the arcs leave the picture's edge
AT_EASE = 1.3  # times the smallest size: a title so large leaves a picture its room
TITLE, LABEL, NAME, HOST = "title", "label", "name", "host"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text; x is its left end."""

    text: str
    role: str
    x: float
    baseline: float
    size: int
    leftwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    lines: tuple[Line, ...]
    logo: Box
    disc: Box  # the small mark before the kind
    corner: Box  # the square of the arcs
    picture: Box  # the square of the picture, within the corner
    leftwards: bool  # the whole card is mirrored for a title written from right to left


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLong:
    """What did not fit."""

    role: str
    text: str


def lay_out(
    card: Card, measures: Measures, *, logo: tuple[int, int] = (1, 1), pictured: bool = False
) -> Layout | TooLong:
    """Where each line, the logo and the marks of a card stand.

    `logo` gives the proportions of the organisation's mark, width to height. A picture is shown
    as large as leaves the title at ease.
    """
    shape = card.format
    mark = _logo_box(shape, logo)
    name = _fit_name(card.organisation, shape, measures, mark.width)
    if name is None:
        return TooLong(role=NAME, text=card.organisation)
    parts = pieces(card.title) if len(card.title) <= MOST_LETTERS else ()
    corner, title = shape.figure, None
    for corner in _corners(shape) if pictured else (shape.figure,):
        title = _fit_title(parts, shape, measures, corner)
        if title and title.size >= shape.title_sizes[1] * AT_EASE:
            break
    if title is None:
        return TooLong(role=TITLE, text=card.title)
    laid = _placed(card, measures, mark, name, title, corner)
    return _mirrored(laid, shape, measures) if runs_leftwards(card.title) else laid


def shortened(card: Card, measures: Measures) -> str:
    """As much of a title that does not fit as a card can show, in whole words where it can."""
    title = card.title[:MOST_LETTERS]
    words = title.split(" ")
    kept = _most(len(words), lambda n: _fits(" ".join(words[:n]), card, measures))
    if kept:
        return _ended(" ".join(words[:kept]))
    letters = regex.findall(r"\X", words[0])
    kept = _most(len(letters), lambda n: _fits("".join(letters[:n]), card, measures))
    return _ended("".join(letters[:kept]))


def _fits(text: str, card: Card, measures: Measures) -> bool:
    return bool(_fit_title(pieces(_ended(text)), card.format, measures, card.format.figure))


def _ended(text: str) -> str:
    return f"{text.rstrip(' ,;:–—-.!?«“(')}…"


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """The most of `count` parts that fit; 0 when none does."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _corners(shape: Format) -> tuple[int, ...]:
    step = (shape.pictured - shape.figure) // 3
    return (*range(shape.pictured, shape.figure, -step), shape.figure)


def _fit_title(
    parts: tuple[Piece, ...], shape: Format, measures: Measures, corner: int
) -> Fitted | None:
    top = _title_top(shape)
    return fit(
        parts,
        measure=lambda text: measures(text, True),
        room=lambda above, below: _room(shape, corner, top + below),
        height=shape.text.bottom - top - _host_size(shape) * 2.2,
        sizes=shape.title_sizes,
    )


def _title_top(shape: Format) -> int:
    return round(shape.title_top + shape.label_size * 1.62)


def _host_size(shape: Format) -> int:
    return round(shape.name_size * 0.86)


def _placed(
    card: Card, measures: Measures, mark: Box, name: Fitted, title: Fitted, corner: int
) -> Layout:
    shape = card.format
    box = shape.text
    top = _title_top(shape)
    label_baseline = shape.title_top + shape.label_size * ASCENT
    disc_side = round(shape.label_size * 0.62)
    disc_top = round(label_baseline - shape.label_size * 0.36 - disc_side / 2)
    host_size = _host_size(shape)
    lines = [
        *_name_lines(name, shape, mark),
        Line(
            text=card.label,
            role=LABEL,
            x=box.left + disc_side * 1.7,
            baseline=label_baseline,
            size=shape.label_size,
        ),
        *(
            Line(text=text, role=TITLE, x=box.left, baseline=top + baseline, size=title.size)
            for text, baseline in zip(title.lines, title.baselines, strict=True)
        ),
    ]
    # The site's name is a courtesy: it gives way to the arcs where it would touch them.
    if measures(card.host, False) * host_size <= _room(shape, corner, box.bottom):
        lines.append(
            Line(
                text=card.host,
                role=HOST,
                x=box.left,
                baseline=box.bottom - host_size * 0.3,
                size=host_size,
            )
        )
    return Layout(
        lines=tuple(lines),
        logo=mark,
        disc=Box(
            left=box.left,
            top=disc_top,
            right=box.left + disc_side,
            bottom=disc_top + disc_side,
        ),
        corner=_corner(shape, corner),
        picture=_corner(shape, round(corner * PICTURE_PART)),
        leftwards=False,
    )


@lru_cache(maxsize=4096)
def _room(shape: Format, corner: int, bottom: float) -> float:
    """How wide a line may be whose lowest point is `bottom`: up to the margin or the corner."""
    right = float(shape.text.right)
    above = shape.height - bottom  # height of the line's lowest point over the source
    reach = corner + shape.width * CLEARANCE
    if above < reach:
        right = min(right, shape.width - sqrt(reach**2 - max(above, 0) ** 2))
    return right - shape.text.left


def _corner(shape: Format, side: int) -> Box:
    return Box(
        left=shape.width - side, top=shape.height - side, right=shape.width, bottom=shape.height
    )


def _logo_box(shape: Format, logo: tuple[int, int]) -> Box:
    width, height = logo
    tall = shape.logo_height
    wide = min(round(width * tall / height), shape.text.width // 3)
    tall = max(1, round(height * wide / width))
    top = shape.text.top + (shape.logo_height - tall) // 2
    left = shape.text.left
    return Box(left=left, top=top, right=left + wide, bottom=top + tall)


@lru_cache(maxsize=16)  # the same on every card of a site
def _fit_name(name: str, shape: Format, measures: Measures, mark: int) -> Fitted | None:
    """The organisation's name beside its mark, which is so many pixels wide."""
    taken = mark + shape.name_size * 0.7
    return fit(
        pieces(name),
        measure=lambda text: measures(text, False),
        room=lambda top, bottom: shape.text.width - taken,
        height=shape.title_top - shape.text.top - shape.name_size * 0.4,
        sizes=(shape.name_size, round(shape.name_size * 0.7)),
        most_lines=2,
    )


def _name_lines(name: Fitted, shape: Format, mark: Box) -> list[Line]:
    left = mark.right + shape.name_size * 0.7
    # One line stands in the middle of the logo's height; two lines start at its top.
    down = max(0.0, (shape.logo_height - name.height) / 2) if len(name.lines) == 1 else 0.0
    return [
        Line(
            text=displayed(text),
            role=NAME,
            x=left,
            baseline=shape.text.top + down + baseline,
            size=name.size,
        )
        for text, baseline in zip(name.lines, name.baselines, strict=True)
    ]


def _mirrored(laid: Layout, shape: Format, measures: Measures) -> Layout:
    def line(one: Line) -> Line:
        width = measures(one.text, one.role == TITLE) * one.size
        return Line(
            text=one.text,
            role=one.role,
            x=shape.width - one.x - width,
            baseline=one.baseline,
            size=one.size,
            leftwards=runs_leftwards(one.text),
        )

    def box(one: Box) -> Box:
        return Box(
            left=shape.width - one.right,
            top=one.top,
            right=shape.width - one.left,
            bottom=one.bottom,
        )

    return Layout(
        lines=tuple(line(one) for one in laid.lines),
        logo=box(laid.logo),
        disc=box(laid.disc),
        corner=box(laid.corner),
        picture=box(laid.picture),
        leftwards=True,
    )
