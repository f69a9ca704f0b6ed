"""What of the results a site shows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from portevoix.configuration import Configuration
from portevoix.counts import FILE, latest, read_counts
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.file_stats import stat_of
from portevoix.language import say
from portevoix.posts import shown
from portevoix.results import Line, Results, read_results, results_of
from portevoix.site import Audience
from portevoix.sources.once import Once

_NAMED = 5  # lines that are named when many cannot be read


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
        told = tuple(
            replace(one, what=say(site.lang, "results.unread", what=one.what))
            for one in mistakes[:_NAMED]
        )
        counted, uncounted = _counted(counts, base, site.lang)
        return results_of((*lines, *counted)), (*told, *uncounted)

    if once is None or not (path.exists() and counts.exists()):
        return read()
    found: Any = once("results", (stat_of(path), stat_of(counts), site), read)
    answer: tuple[Results, tuple[Diagnostic, ...]] = found
    return answer


# What networks call it → what we do.
_MEASURES = {"likes": "reactions", "boosts": "shares", "replies": "comments", "quotes": "quotes"}


def _counted(path: Path, base: Path, lang: str) -> tuple[list[Line], tuple[Diagnostic, ...]]:
    """What the networks themselves counted, the newest of each text."""
    try:
        counts = latest(read_counts(path, lang=lang, name=shown(path, base)))
    except DiagnosticsError as found:
        return [], tuple(
            replace(one, what=say(lang, "results.unread", what=one.what))
            for one in found.mistakes[:_NAMED]
        )
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
