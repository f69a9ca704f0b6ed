"""What the rules find: what they are asked with, what the baseline knows of it, whose post it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from portevoix.building.workplace import Workplace
from portevoix.checks import Finding, Report, ReviewContext, Source, composer, review_context
from portevoix.checks.findings import new_ones, read_baseline
from portevoix.paths import standing
from portevoix.posts import Post, shown
from portevoix.site import Site
from portevoix.sources.sources import Sources


def beyond_baseline(report: Report, place: Workplace, site: Site) -> Report:
    """The report without the findings of the project's baseline, those of old posts."""
    file = place.project / standing(place.project, "baseline", site.lang)
    if not file.is_file():
        return report
    known = read_baseline(file, site)

    def named(name: str) -> str:
        return shown(place.base / name, place.project)

    return replace(report, findings=new_ones(report.findings, known, named))


def asked_of_rules(sources: Sources, place: Workplace) -> ReviewContext:
    configuration = sources.configuration
    source = Source(
        site=configuration.site,
        settings=sources.settings,
        today=sources.now.date(),
        root=place.base,
        docs=configuration.docs,
        compose=composer(configuration.site),
    )
    return review_context(source, code=place.foundation)


def findings_by_post(posts: Sequence[Post], report: Report) -> dict[str, tuple[Finding, ...]]:
    """Slug → what the rules find on a post."""
    by_file = defaultdict(list)
    for one in report.findings:
        by_file[one.file].append(one)
    return {post.slug: tuple(by_file[post.file]) for post in posts if post.file in by_file}
