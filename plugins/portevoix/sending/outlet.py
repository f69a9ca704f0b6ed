"""What every network is to the sender: a few questions and a few acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from portevoix.sending.ledger import Entry, Part
from portevoix.sending.message import Message
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One part as it is out."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a message cannot go; `wording` is a key below `sending.`."""

    wording: str
    values: tuple[tuple[str, object], ...] = ()


class Outlet(Protocol):
    """One account. Every method that asks the network raises a NetworkError."""

    def open(self) -> None:
        """Make sure that the token is good and of this very account; learn the server's limits."""

    def troubles(self, message: Message) -> Sequence[Trouble]:
        """What of a message the server would refuse."""

    def groups(self, parts: int) -> Sequence[Sequence[int]]:
        """The parts that go in one call, in order; counted from 1."""

    def key(self, message: Message, part: int, round: int) -> str:
        """A key for one part: the same on every machine and at every try."""

    def find(
        self, wanted: Sequence[Entry], before: Sequence[Entry], *, far: bool
    ) -> Sequence[Found | None]:
        """What of `wanted` is out already. `before` are the parts before it; `far` looks further
        back than what was sent lately."""

    def write(
        self, message: Message, wanted: Sequence[Entry], before: Sequence[Entry]
    ) -> Sequence[Found]:
        """Send parts in one call, each as its entry says it."""

    def answer(self, message: Message) -> str:
        """Where what corrects a message stands below it; "" where texts are edited in their place."""

    def change(self, message: Message, part: Part, first: Part) -> None:
        """Have readers see the text of today; `first` is the part that a thread begins with."""

    def remove(self, part: Part) -> None:
        """Delete what is out, and what corrects it; no error where it is gone already."""
