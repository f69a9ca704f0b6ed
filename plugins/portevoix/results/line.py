"""One line of the results file: one number of one post, on the day when it was taken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from portevoix.values import dataclass

HAND = "main"  # the source of what people enter themselves


class Verdict(StrEnum):
    """Where a post stands against its target; worded under `results.is_<verdict>`."""

    REACHED = "reached"
    PARTLY = "partly"
    MISSED = "missed"
    UNJUDGED = "unjudged"  # a result is there, and no target tells what it means
    UNMEASURED = "unmeasured"
    AIMLESS = "aimless"  # neither measure nor result: nothing to judge


SAID = (Verdict.REACHED, Verdict.PARTLY, Verdict.MISSED)  # what a person may say


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    at: date
    post: str  # its slug
    measure: str  # a key of MEASURES
    value: Decimal
    percent: bool = False
    of: Decimal | None = None  # out of how many: then the share is theirs to recompute
    network: str = ""  # key; "" for what no network counts
    account: str = ""  # as the organisation writes it
    first: date | None = None  # the days that were counted; None: all since the text went out
    last: date | None = None
    source: str = HAND
    verdict: str = ""  # what a person says, where the target has no number
    note: str = ""
    number: int = 0  # where it stands in its file, from 1

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What it is a number of."""
        return self.post, self.network, self.account, self.measure

    @property
    def stretch(self) -> tuple[date, date] | None:
        return (self.first, self.last) if self.first and self.last else None
