"""What the organisation promises: within what time people are answered, how long words are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from portevoix.inbox.item import Item, State
from portevoix.inbox.spans import Span, Unit, after, read_span
from portevoix.planning import Calendar, is_working_day
from portevoix.values import dataclass

DELAY, KEEP = Span(1, Unit.WORKING_DAY), Span(90, Unit.DAY)
URGENT = Span(15, Unit.MINUTE)  # danger and distress
_VARIABLES = {"delay": "delai_reponse", "keep": "duree_ecoute"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    delay: Span = DELAY
    keep: Span = KEEP
    works: Callable[[date], bool] = lambda day: day.weekday() < 5

    def due(self, item: Item, *, urgent: bool) -> datetime:
        """By when it is to be answered, in the zone of its moment."""
        return after(item.at, URGENT if urgent else self.delay, self.works)

    def erased(self, item: Item) -> datetime:
        """From when on it may not be kept."""
        return after(item.at, self.keep, self.works)

    def kept(self, items: Iterable[Item], now: datetime) -> tuple[Item, ...]:
        """Those whose time is not over."""
        return tuple(one for one in items if self.erased(one) > now)


def terms_of(
    said: Mapping[str, str], variables: Mapping[str, str], calendar: Calendar
) -> tuple[Terms, tuple[str, ...]]:
    """`said` are the settings `delay` and `keep`, which go before the charter's variables; the
    names of those that tell no length of time come second."""
    found: dict[str, Span] = {}
    unread = []
    for name, variable in _VARIABLES.items():
        written = said.get(name, "")
        span = read_span(written) if written else read_span(variables.get(variable, ""))
        if span is not None:
            found[name] = span
        elif written:
            unread.append(name)
    terms = Terms(**found, works=lambda day: is_working_day(day, calendar))
    return terms, tuple(unread)


def is_open(item: Item) -> bool:
    return item.state is State.OPEN
