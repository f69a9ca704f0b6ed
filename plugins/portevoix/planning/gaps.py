"""Stretches in which a network that has slots says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from portevoix.planning.closures import Calendar
from portevoix.planning.lane import Lane
from portevoix.planning.planned import Gap, Planned, Standing

AHEAD = timedelta(days=28)  # where gaps are looked for
GAP = timedelta(days=7)  # without a text on a network that has slots


def gaps(items: Sequence[Planned], calendar: Calendar, now: datetime) -> Iterator[Gap]:
    end = now + AHEAD
    for key in calendar.networks:
        if not calendar.planning.slots.get(key):
            continue
        lane = Lane(calendar, key)
        moments = sorted(
            one.moment
            for one in items
            if one.network == key
            and one.moment
            and now - GAP <= one.moment <= end
            and one.standing not in (Standing.DROPPED, Standing.EXPIRED)
        )
        for one in moments:
            lane.take(one)
        edges = [now, *(one for one in moments if one > now), end]
        free = [moment for moment, _ in lane.slots_from(now) if moment <= end and lane.free(moment)]
        for start, stop in pairwise(edges):
            inside = [one for one in free if start < one < stop]
            if stop - start >= GAP and inside:
                yield Gap(
                    network=key, first=inside[0].date(), last=inside[-1].date(), free=len(inside)
                )
