"""What an organisation decides of its calendar: `planning` among the options in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Slot:
    """A place in each week where a text may go out."""

    weekday: int  # 0 is Monday
    hour: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """When everything but emergencies waits."""

    reason: str = ""
    since: datetime | None = None  # None: nobody said; nothing but emergencies is offered
    until: datetime | None = None  # None: it lasts
    keep: frozenset[str] = frozenset()  # what keeps its moment though it is over: « slug/network »
    drop: frozenset[str] = frozenset()  # what does not go out any more
    move: frozenset[str] = frozenset()  # what was due before it began, and moves all the same

    def holds(self, moment: datetime) -> bool:
        """Whether a text of that moment waits, though its moment is over: of a pause that nobody
        dated, all do."""
        return self.covers(moment)

    def settles(self, moment: datetime, name: str) -> bool:
        """Whether its end says what becomes of a text, « slug/network », of that moment."""
        if self.covers(moment):
            return True
        return name in self.drop | self.move and (self.until is None or moment < self.until)

    def covers(self, moment: datetime) -> bool:
        begun = self.since is None or self.since <= moment
        return begun and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """The calendar's settings; without any, each text goes with its post."""

    since: date | None = None  # posts of earlier days take no slot
    slots: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict, hash=False)  # by network
    quiet: tuple[time, time] | None = None  # from, until; over midnight where until is earlier
    quiet_days: frozenset[int] = frozenset()
    place: str = ""  # whose public holidays count; "": none
    closed: Mapping[date, str] = field(default_factory=dict, hash=False)  # day → why
    sensitive: Mapping[date, str] = field(default_factory=dict, hash=False)  # of the house
    per_day: int = 0  # texts on one network; 0: no bound
    spacing: timedelta = timedelta()  # between two texts of one network
    pauses: tuple[Pause, ...] = ()  # that are over
    pause: Pause | None = None  # that lasts

    def is_quiet(self, hour: time) -> bool:
        if self.quiet is None:
            return False
        start, end = self.quiet
        if start <= end:
            return start <= hour < end
        return hour >= start or hour < end
