"""The order in which stretches of a line are drawn when scripts run both ways.

A line of a title needs the implicit levels of https://www.unicode.org/reports/tr9/ and no more:
control characters are taken out before.
"""

from __future__ import annotations

from unicodedata import bidirectional

_RIGHT = {"R", "AL"}
_NUMBERS = {"EN", "AN"}
_WITHIN_NUMBERS = {"CS", "ES", "ET"}


def runs_leftwards(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for letter in text:
        kind = bidirectional(letter)
        if kind in _RIGHT or kind == "L":
            return kind in _RIGHT
    return False


def in_order(text: str, leftwards: bool) -> list[tuple[str, bool]]:
    """The stretches of a line from left to right; True marks one that runs leftwards."""
    if not leftwards and not any(bidirectional(letter) in _RIGHT for letter in text):
        return [(text, False)]
    levels = _levels(text, leftwards)
    stretches: list[tuple[str, int]] = []
    for letter, level in zip(text, levels, strict=True):
        if stretches and stretches[-1][1] == level:
            stretches[-1] = (stretches[-1][0] + letter, level)
        else:
            stretches.append((letter, level))
    for limit in range(max(levels, default=0), 0, -1):
        stretches = _reversed_from(stretches, limit)
    return [(stretch, level % 2 == 1) for stretch, level in stretches]


def _levels(text: str, leftwards: bool) -> list[int]:
    kinds = [bidirectional(letter) for letter in text]
    base, rightward_level = (1, 2) if leftwards else (0, 0)
    levels: list[int | None] = []
    sides: list[bool | None] = []  # whether a letter counts as leftwards for its neighbours
    strong = leftwards
    for index, kind in enumerate(kinds):
        if kind in _RIGHT or kind == "L":
            strong = kind in _RIGHT
            levels.append(1 if strong else rightward_level)
            sides.append(strong)
        elif kind in _NUMBERS:
            levels.append(2 if strong else rightward_level)
            sides.append(strong)
        elif levels and (kind == "NSM" or (kind in _WITHIN_NUMBERS and _between(kinds, index))):
            levels.append(levels[-1])
            sides.append(sides[-1])
        else:
            levels.append(None)
            sides.append(None)
    return [
        level if level is not None else _neutral(sides, index, leftwards, rightward_level, base)
        for index, level in enumerate(levels)
    ]


def _between(kinds: list[str], index: int) -> bool:
    return kinds[index - 1] in _NUMBERS and kinds[index + 1 : index + 2] in (["EN"], ["AN"])


def _neutral(
    sides: list[bool | None], index: int, leftwards: bool, rightward_level: int, base: int
) -> int:
    """Spaces and marks follow their neighbours when these agree, else the line."""
    before = next((it for it in reversed(sides[:index]) if it is not None), leftwards)
    after = next((it for it in sides[index:] if it is not None), leftwards)
    if before == after:
        return 1 if before else rightward_level
    return base


def _reversed_from(stretches: list[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    ordered: list[tuple[str, int]] = []
    group: list[tuple[str, int]] = []
    for stretch in stretches:
        if stretch[1] >= limit:
            group.append(stretch)
            continue
        ordered += [*reversed(group), stretch]
        group = []
    return [*ordered, *reversed(group)]
