"""Posts that wait for their day, and what the charter would then keep the whole site in the house for:
that morning nobody may be there to read it."""

from __future__ import annotations

from portevoix.building.findings import beyond_baseline
from portevoix.building.prepare import Known
from portevoix.building.workplace import Workplace
from portevoix.checks import report_of, translations_of
from portevoix.checks.findings import Severity
from portevoix.dates import long_moment
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.doors import typed
from portevoix.posts import NAMED
from portevoix.site import Audience
from portevoix.sources.sources import Sources


def blocked_ahead(sources: Sources, known: Known, place: Workplace) -> list[Diagnostic]:
    """A notice for each of the nearest posts that wait, where a finding would stop it."""
    site, waiting = sources.configuration.site, sources.census.waiting[:NAMED]
    said = Diagnostics(site.lang)
    if site.audience is not Audience.PUBLIC or not waiting:
        return said.notices
    translations = translations_of((*sources.posts, *waiting))
    for post in waiting:
        review = known.reviewed(post, translations.get(post.file, ()))
        if review is None:
            continue
        findings = beyond_baseline(report_of((review,)), place, site).findings
        blocking = [one for one in findings if one.severity is Severity.BLOCK]
        if blocking:
            said.notice(
                post.file,
                blocking[0].line,
                "checks.blocks_ahead",
                count=len(blocking),
                date=long_moment(post.published, site.lang),
                check=typed("check", site),
            )
    return said.notices
