"""Findings written for people, programs, code scanners and pull requests; and at a glance."""

from portevoix.checks.reports.github import render_github
from portevoix.checks.reports.json_report import render_json
from portevoix.checks.reports.sarif import render_sarif
from portevoix.checks.reports.summary import Summary, summarise
from portevoix.checks.reports.text import render_text

__all__ = [
    "Summary",
    "render_github",
    "render_json",
    "render_sarif",
    "render_text",
    "summarise",
]
