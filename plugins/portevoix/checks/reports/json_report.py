"""The public JSON form: `{"findings": […]}`, nine keys a finding."""

from __future__ import annotations

import json

from portevoix.checks.findings import Finding, Report

KEYS = (
    *("rule", "article", "severity", "file", "line", "column"),
    *("excerpt", "message", "todo"),
)


def render_json(report: Report) -> str:
    findings = [as_mapping(finding) for finding in report.findings]
    return json.dumps({"findings": findings}, ensure_ascii=False, indent=2) + "\n"


def as_mapping(finding: Finding) -> dict[str, str | int]:
    return {key: getattr(finding, key) for key in KEYS}
