"""Bars as SVG, made at build: colours of the theme, each part told by its pattern and its number too."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from portevoix.language import say
from portevoix.results.bilan import Bilan, Tally, share_of
from portevoix.results.line import Verdict
from portevoix.results.numbers import say_number

_BAR = 20  # height of a bar
_AIR = 3  # what is left above and below it for the mark of the target
SHOWN = (Verdict.REACHED, Verdict.PARTLY, Verdict.MISSED, Verdict.UNJUDGED, Verdict.UNMEASURED)
_PATTERN = (
    '<defs><pattern id="{name}-partly" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" class="chart-ground"/>'
    '<rect width="3" height="6" class="chart-partly"/></pattern></defs>'
)


def stacked(name: str, rows: Sequence[tuple[str, Tally]], lang: str) -> str:
    """One bar for each row, as long as it has posts; `name` is unique on the page."""
    longest = max((tally.posts for _, tally in rows), default=0)
    if not longest:
        return ""
    made = []
    for label, tally in rows:
        parts, start = [], Decimal(0)
        for verdict in SHOWN:
            count = tally.counts[verdict]
            if not count:
                continue
            width = Decimal(count * 100) / longest
            parts.append(_box(name, verdict, start, width))
            parts.append(
                f'<text x="{_cut(start + width / 2)}%" y="{_AIR + 15}"'
                f' class="chart-count chart-on-{verdict}">{count}</text>'
            )
            start += width
        made.append((label, parts))
    return _chart(name, made)


def against_target(name: str, bilans: Sequence[Bilan], lang: str) -> str:
    """For each post with a number and a target, the one as a share of the other: 100 is the target."""
    rows = [
        (one.post.title, share, one.verdict)
        for one in bilans
        if (share := share_of_target(one)) is not None
    ]
    if not rows:
        return ""
    most = max(Decimal(150), *(min(share, Decimal(300)) for _, share, _ in rows))
    mark = _cut(Decimal(10_000) / most)
    place = f'x1="{mark}%" x2="{mark}%" y1="0" y2="{_BAR + 2 * _AIR}"'
    line = f'<line {place} class="chart-ground-line"/><line {place} class="chart-target"/>'
    made = []
    for label, share, verdict in rows:
        width = max(min(share, most) * 100 / most, Decimal("0.3"))
        made.append((label, [_box(name, verdict, Decimal(0), width), line]))
    said = escape(say(lang, "results.target_mark"))
    return _chart(name, made, f'<text x="{mark}%" y="14" class="chart-count">{said}</text>')


def share_of_target(one: Bilan) -> Decimal | None:
    """The result as a percentage of the target; None where they do not compare."""
    if one.target is None or one.result is None or not one.target.value:
        return None
    value = share_of(one.result) if one.target.percent else one.result.value
    if value is None or (one.result.percent and not one.target.percent):
        return None
    return value * 100 / one.target.value


def _box(name: str, verdict: Verdict, left: Decimal, width: Decimal) -> str:
    fill = f' fill="url(#{name}-partly)"' if verdict is Verdict.PARTLY else ""
    shape = f'x="{_cut(left)}%" y="{_AIR}" width="{_cut(width)}%" height="{_BAR}"'
    return f'<rect {shape} class="chart-box chart-{verdict}-box"{fill}/>'


def _cut(value: Decimal) -> str:
    said = f"{value:.2f}"
    return said.rstrip("0").rstrip(".")


def _chart(name: str, rows: Sequence[tuple[str, Sequence[str]]], below: str = "") -> str:
    """Labels are text of the page, so that they fold; bars are as wide as the page lets them, in parts of
    a hundred, and their letters stay as they are. Hidden from screen readers: the table beside says the
    same."""
    drawn = [
        f'<p class="chart-label">{escape(label)}</p>'
        f"{_svg(_BAR + 2 * _AIR, *parts, _PATTERN.format(name=name) if not n else '')}"
        for n, (label, parts) in enumerate(rows)
    ]
    if below:
        drawn.append(_svg(18, below))
    return f'<div class="chart" aria-hidden="true">{"".join(drawn)}</div>'


def _svg(height: int, *parts: str) -> str:
    return f'<svg width="100%" height="{height}" focusable="false">{"".join(parts)}</svg>'


def say_rate(interactions: Decimal, impressions: Decimal, lang: str) -> str:
    """A rate with its formula: « 37 ÷ 1 240 = 3 % »."""
    percent = interactions * 100 / impressions
    return (
        f"{say_number(interactions, lang)} ÷ {say_number(impressions, lang)} = "
        f"{say_number(percent, lang, percent=True)}"
    )
