"""The inbox as the staff's site shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from portevoix.inbox.danger import Alarm
from portevoix.inbox.order import Waiting
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    waiting: tuple[Waiting, ...] = ()  # in the order in which it should be read
    numbers: Mapping[Alarm, str] = field(default_factory=dict, hash=False)
    used: bool = False  # whether anybody listens: a house that never did is shown no empty page
