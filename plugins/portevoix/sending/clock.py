"""Time as a sender needs it: what it is, and waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from portevoix.values import dataclass


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    now: Callable[[], datetime] = _now  # aware
    sleep: Callable[[float], None] = time.sleep  # seconds
