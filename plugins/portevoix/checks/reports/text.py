"""The report that people read."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Finding, Report, Severity
from portevoix.language import say
from portevoix.site import Site


def render_text(report: Report, site: Site, *, files: int) -> str:
    """Findings file by file, then the exceptions, then the count."""
    return "\n".join(_lines(report, site, files)) + "\n"


def article_address(finding: Finding, site: Site) -> str:
    return site.absolute(site.names.charter_page(f"{finding.article}/"))


def _lines(report: Report, site: Site, files: int) -> Iterator[str]:
    lang = site.lang
    for finding in report.findings:
        place = f"{finding.file}:{finding.line}:{finding.column}"
        yield f"{place}: [{finding.rule}, {finding.severity.label[lang]}] {finding.message}"
        if finding.excerpt:
            yield f"    {say(lang, 'checks.excerpt', text=finding.excerpt)}"
        yield f"    {say(lang, 'checks.todo', todo=finding.todo)}"
        yield f"    {article_address(finding, site)}"
        yield ""
    if report.suppressions:
        yield say(lang, "checks.excepted", count=len(report.suppressions))
        for one in report.suppressions:
            yield "    " + say(
                lang,
                "checks.excepted_one",
                file=one.file,
                line=one.line,
                rule=one.rule,
                count=one.count,
                reason=one.reason,
            )
        yield ""
    yield _total(report, lang, files)


def _total(report: Report, lang: str, files: int) -> str:
    read = say(lang, "checks.file_one" if files < 2 else "checks.file_many", count=files)
    count = len(report.findings)
    if not count:
        return say(lang, "checks.total_none", files=read)
    counted = say(lang, "checks.finding_one" if count == 1 else "checks.finding_many", count=count)
    by_severity = {
        str(severity): sum(one.severity is severity for one in report.findings)
        for severity in Severity
    }
    return say(lang, "checks.total", count=counted, files=read, **by_severity)
