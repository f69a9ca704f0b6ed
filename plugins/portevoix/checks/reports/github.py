"""Annotations of a pull request, as GitHub's workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from portevoix.checks.findings import Finding, Report, Severity

_COMMANDS = {Severity.BLOCK: "error", Severity.REVIEW: "warning", Severity.NOTE: "notice"}


def render_github(report: Report) -> str:
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    title = f"{finding.rule}, art. {finding.article}"
    place = f"file={_property(finding.file)},line={finding.line},col={finding.column}"
    text = _escaped(f"{finding.message}\n{finding.todo}")
    return f"::{_COMMANDS[finding.severity]} {place},title={_property(title)}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
