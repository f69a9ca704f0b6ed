"""Who hears how a publication goes."""

from __future__ import annotations

from collections.abc import Callable

from portevoix.deploying.changes import Changes
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What is called as it goes."""

    waiting: Callable[[str], None]  # for a run of this machine and process
    planned: Callable[[Changes], None]
    sent: Callable[[int, int], None]  # files and bytes
