"""What a check finds: findings, the exceptions that writers ask for, what was known before."""

from portevoix.checks.findings.baseline import (
    fingerprints,
    new_ones,
    read_baseline,
    widen_baseline,
    write_baseline,
)
from portevoix.checks.findings.finding import Finding, Severity
from portevoix.checks.findings.report import Report, RuleFailure
from portevoix.checks.findings.suppression import Suppression, suppressions

__all__ = [
    "Finding",
    "Report",
    "RuleFailure",
    "Severity",
    "Suppression",
    "fingerprints",
    "new_ones",
    "read_baseline",
    "suppressions",
    "widen_baseline",
    "write_baseline",
]
