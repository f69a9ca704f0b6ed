"""What is due or late, and the one next gesture that clears it."""

from __future__ import annotations

from datetime import date

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`id` stays the same while the matter does: agendas and feeds tell entries by it."""

    id: str  # « review/bancs »: the maker's key, then the matter
    due: date
    what: str  # one sentence
    gesture: str  # what to do, in one sentence
    command: str = ""  # what to type for it
    place: str = ""  # the file and line where it is written
    path: str = ""  # the page of the staff's site where it can be done or seen
    link: str = ""  # an address elsewhere
    late: bool = False
    grave: bool = False  # goes before all others
    danger: bool = False  # somebody may be: goes before even these

    @property
    def kind(self) -> str:
        return self.id.partition("/")[0]
