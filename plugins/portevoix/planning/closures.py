"""What the plan is made with, and why no text is placed at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portevoix.planning.holidays_of import holidays_in
from portevoix.planning.planned import Clash, Remark
from portevoix.planning.settings import Planning
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the plan is made with."""

    site: Site
    planning: Planning
    networks: tuple[str, ...]  # that the organisation speaks on, in the site's order
    reserve: tuple[tuple[date, date], ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return self.site.zone


def calendar_of(
    site: Site,
    planning: Planning,
    networks: Iterable[str],
    reserve: tuple[tuple[date, date], ...] = (),
) -> Calendar:
    """`networks` are all of the site: those with slots or an account are the calendar's own."""
    ours = {*planning.slots, *(one.network for one in site.organisation.accounts)}
    kept = tuple(key for key in networks if key in ours)
    return Calendar(site=site, planning=planning, networks=kept, reserve=reserve)


def closures(moment: datetime, calendar: Calendar) -> Iterator[Remark]:
    """Why no text is placed at a moment: the hour, the day, a holiday."""
    planning, day = calendar.planning, moment.date()
    if planning.is_quiet(moment.time()):
        yield Remark(Clash.QUIET_HOUR)
    if day.weekday() in planning.quiet_days:
        yield Remark(Clash.QUIET_DAY)
    if day in planning.closed:
        yield Remark(Clash.CLOSED, planning.closed[day])
    if planning.place:
        name = holidays_in(planning.place, day.year, calendar.site.lang).get(day)
        if name:
            yield Remark(Clash.HOLIDAY, name)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether the house is open: a weekday that is no holiday and not closed."""
    planning = calendar.planning
    if day.weekday() >= 5 or day in planning.closed:
        return False
    if not planning.place:
        return True
    return day not in holidays_in(planning.place, day.year, calendar.site.lang)
