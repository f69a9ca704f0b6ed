"""What of the results a site shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic
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

    def read() -> tuple[Results, tuple[Diagnostic, ...]]:
        lines, mistakes = read_results(path, lang=site.lang, name=shown(path, base))
        told = tuple(
            replace(one, what=say(site.lang, "results.unread", what=one.what))
            for one in mistakes[:_NAMED]
        )
        return results_of((*lines, *_counted(configuration))), told

    if once is None or not path.exists():
        return read()
    found: Any = once("results", (stat_of(path), site), read)
    answer: tuple[Results, tuple[Diagnostic, ...]] = found
    return answer


def _counted(configuration: Configuration) -> tuple[Line, ...]:
    return ()
