"""What waits for an answer, in the order in which it should get one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo

from portevoix.inbox.danger import Alarm, Words, alarm_of
from portevoix.inbox.item import Item, Sort, State
from portevoix.inbox.terms import Terms
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item as it stands at a moment."""

    item: Item
    alarm: Alarm | None
    due: datetime | None  # None: nobody waits for an answer
    late: bool  # open, and past its time

    @property
    def is_open(self) -> bool:
        return self.item.state is State.OPEN


def waiting(
    items: Iterable[Item], terms: Terms, now: datetime, words: Words = ()
) -> tuple[Waiting, ...]:
    """What is open first: danger and distress, then what was promised soonest; then the rest, the
    newest first. What may not be kept any more is not there."""
    found = []
    for one in (_local(one, now.tzinfo) for one in terms.kept(items, now)):
        alarm = alarm_of(f"{one.title}\n{one.text}", words)
        waits = alarm is not None or one.sort is not Sort.ARTICLE
        due = terms.due(one, urgent=alarm is not None) if waits else None
        late = one.state is State.OPEN and due is not None and due < now
        found.append(Waiting(item=one, alarm=alarm, due=due, late=late))
    return tuple(sorted(found, key=_order))


def _local(item: Item, zone: tzinfo | None) -> Item:
    """The same by the clocks of the house: its days are those that promises are counted in."""
    edited = item.edited and item.edited.astimezone(zone)
    return replace(item, at=item.at.astimezone(zone), edited=edited)


def _order(one: Waiting) -> tuple[object, ...]:
    if one.is_open:
        soon = one.due.timestamp() if one.due else 2**40 - one.item.at.timestamp()
        return 0, one.alarm is None, soon, one.item.id
    return 1, False, -one.item.at.timestamp(), one.item.id


def late(
    items: Iterable[Item], terms: Terms, now: datetime, words: Words = ()
) -> tuple[Waiting, ...]:
    """What should have been answered by now."""
    return tuple(one for one in waiting(items, terms, now, words) if one.late)
