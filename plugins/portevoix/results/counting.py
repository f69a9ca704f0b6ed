"""What counts of all lines: the newest number of each place, never the same thing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from portevoix.results.line import Line
from portevoix.results.measures import MEASURES, RESULT
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that counts, and how old it is."""

    measure: str
    value: Decimal
    at: date  # when its newest part was taken
    network: str = ""
    account: str = ""
    source: str = ""
    first: date | None = None  # of the days that were counted
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All lines that a site shows, by post."""

    by_post: Mapping[str, tuple[Line, ...]] = field(default_factory=dict, repr=False, hash=False)

    def of(self, slug: str) -> tuple[Line, ...]:
        return self.by_post.get(slug, ())

    def result(self, *slugs: str) -> Line | None:
        """The organisation's own measure: the newest line, the last written of one day. A post and
        its translations have one between them."""
        own = [one for slug in slugs for one in self.of(slug) if one.measure == RESULT]
        return max(own, key=lambda one: (one.at, one.number), default=None)

    def figures(self, *slugs: str) -> tuple[Figure, ...]:
        """By network, account and measure; what a post and its translations count is added where
        it can be."""
        found: dict[tuple[str, str, str], Figure] = {}
        for slug in slugs:
            for one in figures_of(self.of(slug)):
                place = one.network, one.account, one.measure
                before = found.get(place)
                found[place] = _both(before, one) if before else one
        return tuple(found[place] for place in sorted(found))


def results_of(lines: Iterable[Line]) -> Results:
    by_post: dict[str, list[Line]] = defaultdict(list)
    for one in lines:
        by_post[one.post].append(one)
    return Results(by_post={slug: tuple(some) for slug, some in sorted(by_post.items())})


def figures_of(lines: Iterable[Line]) -> tuple[Figure, ...]:
    """Of what several tools count, the one that looked last speaks: their numbers are never added."""
    places: dict[tuple[str, str, str], dict[str, list[Line]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in lines:
        if one.measure != RESULT:
            places[one.network, one.account, one.measure][one.source].append(one)
    found = []
    for _, by_source in sorted(places.items()):
        figures = [_figure(some, source) for source, some in by_source.items()]
        figures.sort(key=lambda one: (one.at, one.source))
        found.append(figures[-1])
    return tuple(found)


def _figure(lines: Sequence[Line], source: str) -> Figure:
    if len(lines) == 1:
        return _made(lines[0], source, lines[0].value, lines[0].at)
    newest: dict[tuple[date, date] | None, Line] = {}
    for one in sorted(lines, key=lambda one: (one.at, one.number)):
        newest[one.stretch] = one
    whole = newest.pop(None, None)  # all since the text went out: no stretch adds to it
    last = max(lines, key=lambda one: (one.at, one.number))
    if whole is not None or not newest:
        chosen = whole or last
        return _made(chosen, source, chosen.value, chosen.at)
    stretches = sorted(newest, key=lambda days: days or (date.min, date.min))
    parts = [newest[one] for one in stretches]
    if not MEASURES[last.measure].adds:  # people of two months may be the same: the last month
        return _made(parts[-1], source, parts[-1].value, parts[-1].at)
    return Figure(
        measure=last.measure,
        value=sum((one.value for one in parts), Decimal(0)),
        at=max(one.at for one in parts),
        network=last.network,
        account=last.account,
        source=source,
        first=parts[0].first,
        last=max(one.last for one in parts if one.last),
    )


def _both(one: Figure, other: Figure) -> Figure:
    if not MEASURES[one.measure].adds:
        return max(one, other, key=lambda figure: figure.value)
    return replace(
        one,
        value=one.value + other.value,
        at=min(one.at, other.at),
        source=one.source if one.source == other.source else "",
    )


def _made(line: Line, source: str, value: Decimal, at: date) -> Figure:
    return Figure(
        measure=line.measure,
        value=value,
        at=at,
        network=line.network,
        account=line.account,
        source=source,
        first=line.first,
        last=line.last,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What of new lines is to be written."""

    new: tuple[Line, ...]
    known: int  # that stand there already
    overlapping: tuple[
        Line, ...
    ]  # whose days another stretch of the same place has counted in part


def weigh(new: Iterable[Line], lines: Iterable[Line]) -> Weighed:
    """The new lines without those that say again what stands there, or would count days twice."""
    known: dict[tuple[object, ...], Line] = {}
    days: dict[tuple[object, ...], set[tuple[date, date]]] = defaultdict(set)
    for one in sorted(lines, key=lambda one: (one.at, one.number)):
        known[(*one.place, one.source, one.stretch)] = one
        if one.stretch:
            days[(*one.place, one.source)].add(one.stretch)
    fresh, again, overlapping = [], 0, []
    for one in new:
        key = (*one.place, one.source, one.stretch)
        before = known.get(key)
        if before and (before.value, before.of) == (one.value, one.of):
            again += 1
            continue
        others = days[(*one.place, one.source)] - {one.stretch}
        if one.stretch and any(_meet(one.stretch, other) for other in others):
            overlapping.append(one)
            continue
        known[key] = one
        if one.stretch:
            days[(*one.place, one.source)].add(one.stretch)
        fresh.append(one)
    return Weighed(new=tuple(fresh), known=again, overlapping=tuple(overlapping))


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
