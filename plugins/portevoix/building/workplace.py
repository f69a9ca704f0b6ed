"""Where a build works, and what it remembers of the one before."""

from __future__ import annotations

from pathlib import Path

from portevoix.building.session import Session
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where a build works, and what it remembers."""

    base: Path  # where file names in messages start
    project: Path
    session: Session
    foundation: str  # digest of the code, the versions and the configuration
    spare: Path  # a folder of this build alone
