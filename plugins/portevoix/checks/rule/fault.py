"""What a rule yields: a fault, made by calling its wording."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.checks.findings import Severity
from portevoix.checks.subject import Location
from portevoix.language import Words
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What is wrong and what to do; calling it makes the fault."""

    message: Words
    todo: Words

    def __call__(
        self,
        location: Location,
        excerpt: str = "",
        severity: Severity | None = None,
        **values: object,
    ) -> Fault:
        return Fault(self, location, excerpt, severity, values)


@dataclass(frozen=True, slots=True)
class Fault:
    wording: Wording
    location: Location
    excerpt: str  # "" takes the line of the text
    severity: Severity | None  # None: the rule's own
    values: Mapping[str, object]
