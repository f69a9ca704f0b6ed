"""Bars as SVG, made at build: colours of the theme, each part told by its pattern and its number too."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from portevoix.language import say
from portevoix.results.bilan import Bilan, Tally, share_of
from portevoix.results.line import Verdict
from portevoix.results.numbers import say_number

WIDTH = 340  # units: about the width of a telephone, so that letters are read there
_BAR, _STEP, _TEXT = 20, 50, 15
SHOWN = (Verdict.REACHED, Verdict.PARTLY, Verdict.MISSED, Verdict.UNJUDGED, Verdict.UNMEASURED)
_PATTERNS = (
    '<defs><pattern id="{name}-partly" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" class="chart-ground"/>'
    '<rect width="3" height="6" class="chart-partly"/></pattern></defs>'
)


def stacked(name: str, rows: Sequence[tuple[str, Tally]], lang: str) -> str:
    """One bar for each row, as long as it has posts; `name` is unique on the page."""
    longest = max((tally.posts for _, tally in rows), default=0)
    if not longest:
        return ""
    parts = []
    for n, (label, tally) in enumerate(rows):
        top = n * _STEP
        parts.append(f'<text x="0" y="{top + _TEXT}" class="chart-label">{escape(label)}</text>')
        start = Decimal(0)
        for verdict in SHOWN:
            count = tally.counts[verdict]
            if not count:
                continue
            width = Decimal(count * WIDTH) / longest
            parts.append(_box(name, verdict, start, top + _TEXT + 6, width))
            parts.append(
                f'<text x="{_cut(start + width / 2)}" y="{top + _TEXT + 21}"'
                f' class="chart-count chart-on-{verdict}">{count}</text>'
            )
            start += width
    return _svg(name, parts, len(rows) * _STEP)


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
    mark = Decimal(100) * WIDTH / most
    parts = []
    for n, (label, share, verdict) in enumerate(rows):
        top = n * _STEP
        shown = label if len(label) <= 44 else f"{label[:43].rstrip()}…"
        parts.append(f'<text x="0" y="{top + _TEXT}" class="chart-label">{escape(shown)}</text>')
        width = min(share, most) * WIDTH / most
        parts.append(_box(name, verdict, Decimal(0), top + _TEXT + 6, max(width, Decimal(1))))
        parts.append(
            f'<line x1="{_cut(mark)}" x2="{_cut(mark)}" y1="{top + _TEXT + 3}"'
            f' y2="{top + _TEXT + 9 + _BAR}" class="chart-target"/>'
        )
    parts.append(
        f'<text x="{_cut(mark)}" y="{len(rows) * _STEP + 14}" class="chart-count chart-label">'
        f"{escape(say(lang, 'results.target_mark'))}</text>"
    )
    return _svg(name, parts, len(rows) * _STEP + 20)


def share_of_target(one: Bilan) -> Decimal | None:
    """The result as a percentage of the target; None where they do not compare."""
    if one.target is None or one.result is None or not one.target.value:
        return None
    value = share_of(one.result) if one.target.percent else one.result.value
    if value is None or (one.result.percent and not one.target.percent):
        return None
    return value * 100 / one.target.value


def _box(name: str, verdict: Verdict, left: Decimal, top: int, width: Decimal) -> str:
    fill = f' fill="url(#{name}-partly)"' if verdict is Verdict.PARTLY else ""
    shape = f'x="{_cut(left)}" y="{top}" width="{_cut(width)}" height="{_BAR}"'
    return f'<rect {shape} class="chart-box chart-{verdict}-box"{fill}/>'


def _cut(value: Decimal) -> str:
    said = f"{value:.1f}"
    return said.removesuffix(".0")


def _svg(name: str, parts: Sequence[str], height: int) -> str:
    """Hidden from screen readers: the table beside says the same."""
    inside = "".join(parts)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">'
        f"{_PATTERNS.format(name=name)}{inside}</svg>"
    )


def say_rate(interactions: Decimal, impressions: Decimal, lang: str) -> str:
    """A rate with its formula: « 37 ÷ 1 240 = 3 % »."""
    percent = interactions * 100 / impressions
    return (
        f"{say_number(interactions, lang)} ÷ {say_number(impressions, lang)} = "
        f"{say_number(percent, lang, percent=True)}"
    )
