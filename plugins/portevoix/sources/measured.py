"""What of the results a site shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from portevoix.configuration import Configuration
from portevoix.counts import FILE, latest, read_counts
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.file_stats import stat_of
from portevoix.language import say
from portevoix.near import nearest
from portevoix.posts import shown
from portevoix.results import Line, Results, read_results, results_of
from portevoix.site import Audience
from portevoix.sources.once import Once

_NAMED = 5  # lines that are named when many cannot be read
_LONG = 80  # characters of a name that a message shows


def shown_results(
    configuration: Configuration, base: Path, once: Once[object] | None
) -> tuple[Results | None, tuple[Diagnostic, ...]]:
    """The results that this site shows, and the lines that cannot be read: they count for nothing,
    and stop no site."""
    site, options = configuration.site, configuration.results
    if site.audience is Audience.PUBLIC and not options.public:
        return None, ()
    return all_results(configuration, base, once)


def all_results(
    configuration: Configuration, base: Path, once: Once[object] | None = None
) -> tuple[Results, tuple[Diagnostic, ...]]:
    site = configuration.site
    path = configuration.file.parent / configuration.results.file
    counts = configuration.file.parent / FILE

    def read() -> tuple[Results, tuple[Diagnostic, ...]]:
        lines, mistakes = read_results(path, lang=site.lang, name=shown(path, base))
        counted, uncounted = _counted(counts, base, site.lang)
        return results_of((*lines, *counted)), (*_left_out(mistakes, site.lang), *uncounted)

    if once is None or not (path.exists() and counts.exists()):
        return read()
    found: Any = once("results", (stat_of(path), stat_of(counts), site), read)
    answer: tuple[Results, tuple[Diagnostic, ...]] = found
    return answer


def of_no_post(
    results: Results, slugs: Collection[str], configuration: Configuration, base: Path
) -> tuple[Diagnostic, ...]:
    """Lines that somebody wrote of posts that are not there: no page will show them."""
    lang = configuration.site.lang
    file = shown(configuration.file.parent / configuration.results.file, base)
    first = (
        min((one for one in lines if one.number), key=lambda one: one.number, default=None)
        for slug, lines in results.by_post.items()
        if slug not in slugs
    )
    found: list[Diagnostic] = []
    for line in sorted((one for one in first if one), key=lambda one: one.number):
        near = nearest(line.post[:_LONG], slugs) if len(found) < _NAMED else ""
        hint = say(lang, "form.near", near=near) if near else ""
        what = say(lang, "results.line_post", value=line.post[:_LONG])
        do = say(lang, "results.line_post_do", hint=hint)
        found.append(Diagnostic(file=file, line=line.number, what=what, do=do))
    return _left_out(found, lang)


def _left_out(mistakes: Sequence[Diagnostic], lang: str) -> tuple[Diagnostic, ...]:
    """What the report does without: of much, the first."""
    told = [
        replace(one, what=say(lang, "results.unread", what=one.what)) for one in mistakes[:_NAMED]
    ]
    if len(mistakes) > _NAMED:
        more, count = mistakes[_NAMED], len(mistakes) - _NAMED
        what, do = (
            say(lang, "results.unread_more", count=count),
            say(lang, "results.unread_more_do"),
        )
        told.append(replace(more, what=what, do=do))
    return tuple(told)


# What networks call it → what we do.
_MEASURES = {"likes": "reactions", "boosts": "shares", "replies": "comments", "quotes": "quotes"}


def _counted(path: Path, base: Path, lang: str) -> tuple[list[Line], tuple[Diagnostic, ...]]:
    """What the networks themselves counted, the newest of each text."""
    try:
        counts = latest(read_counts(path, lang=lang, name=shown(path, base)))
    except DiagnosticsError as found:
        return [], _left_out(found.mistakes, lang)
    return [
        Line(
            at=one.at.date(),
            post=one.post,
            measure=measure,
            value=Decimal(getattr(one, name)),
            network=one.network,
            account=one.account,
            source="listen",
        )
        for one in counts.values()
        for name, measure in _MEASURES.items()
    ], ()
