"""All that a run found, on one text or on a whole site."""

from __future__ import annotations

from portevoix.checks.findings.finding import Finding, Severity
from portevoix.checks.findings.suppression import Suppression
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RuleFailure:
    """A rule that raised: ours to mend, never the writer's."""

    rule: str
    file: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run found, in the order of files and lines."""

    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    failures: tuple[RuleFailure, ...] = ()

    @property
    def blocks(self) -> bool:
        return any(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """2 when a rule of ours failed, 1 when a blocking finding remains, else 0."""
        return 2 if self.failures else 1 if self.blocks else 0
