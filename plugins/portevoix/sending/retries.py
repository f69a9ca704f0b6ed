"""Asking again: questions alone, for an answer that did not come may be asked for as often as one likes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from portevoix.sending.clock import Clock
from portevoix.sending.http import Later, Unsure

T = TypeVar("T")
PAUSES = (1.0, 3.0)  # seconds before each new try
PATIENCE = 60.0  # seconds that a server may ask us to wait


def asked_again(ask: Callable[[], T], clock: Clock) -> T:
    """The answer to a question that changes nothing. Raises what the last try raised."""
    for pause in PAUSES:
        try:
            return ask()
        except Later as later:
            if later.delay > PATIENCE:
                raise
            clock.sleep(max(later.delay, pause))
        except Unsure:
            clock.sleep(pause)
    return ask()
