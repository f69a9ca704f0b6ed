"""Every post against the charter, before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portevoix.checks import (
    Cache,
    CheckSettings,
    Report,
    Source,
    composer,
    report_of,
    review_context,
    review_posts,
)
from portevoix.checks.reports import render_text
from portevoix.configuration import Configuration
from portevoix.language import say
from portevoix.posts import Post

CACHE = Path(".cache") / "porte-voix" / "checks-build.json"


def review(
    configuration: Configuration,
    settings: CheckSettings,
    posts: Sequence[Post],
    today: date,
    base: Path,
    *,
    fresh: bool = False,
) -> Report:
    """What the rules find on the posts that a build would send out; a `fresh` review takes nothing
    from an earlier one."""
    site, docs = configuration.site, configuration.docs
    file = configuration.file.parent / CACHE
    if fresh:
        file.unlink(missing_ok=True)
    source = Source(
        site=site, settings=settings, today=today, root=base, docs=docs, compose=composer(site)
    )
    cache = Cache.read(file)
    reviews = review_posts(posts, review_context(source), cache=cache)
    cache.write(file)
    return report_of(reviews)


def refusal(report: Report, configuration: Configuration, posts: int) -> str:
    """Why a public build stops: the findings, then what to do."""
    site = configuration.site
    return f"{render_text(report, site, files=posts).rstrip()}\n{say(site.lang, 'command.blocked')}"


def in_short(report: Report, configuration: Configuration) -> str:
    """One line for a build that goes on; "" when there is nothing to say."""
    lang = configuration.site.lang
    if not report.findings:
        return ""
    count = len(report.findings)
    return say(lang, "command.findings" if count > 1 else "command.finding", count=count)
