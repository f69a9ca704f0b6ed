"""SARIF 2.1.0, the form that code scanners exchange.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from urllib.parse import quote

from portevoix.checks.findings import Finding, Report, Severity, fingerprints
from portevoix.checks.reports.text import article_address
from portevoix.checks.rule import Rule
from portevoix.checks.rules import RULES
from portevoix.site import Site

_LEVELS = {Severity.BLOCK: "error", Severity.REVIEW: "warning", Severity.NOTE: "note"}


def render_sarif(report: Report, site: Site) -> str:
    marks = fingerprints(report.findings)
    run = {
        "tool": {
            "driver": {
                "name": "Porte-voix",
                "rules": [_rule(rule, site) for rule in RULES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, site, mark)
            for finding, mark in zip(report.findings, marks, strict=True)
        ],
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": f"{failure.rule}: {failure.error}"},
                        "associatedRule": {"id": failure.rule},
                    }
                    for failure in report.failures
                ],
            }
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, site: Site) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title[site.lang]},
        "fullDescription": {"text": rule.why[site.lang]},
        "helpUri": site.absolute(site.names.charter_page(f"{rule.article}/")),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _uri(file: str) -> str:
    return f"file://{quote(file)}" if file.startswith("/") else quote(file)


def _result(finding: Finding, site: Site, mark: str) -> dict[str, object]:
    region: dict[str, object] = {"startLine": finding.line, "startColumn": finding.column}
    if finding.excerpt:
        region["snippet"] = {"text": finding.excerpt}
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.todo}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.file)},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"charter/v1": mark},
        "properties": {"article": finding.article, "address": article_address(finding, site)},
    }
