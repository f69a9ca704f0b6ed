"""Build the site, unless nothing changed since the last build of the same command."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.building.options import BuildOptions
from portevoix.cache.fingerprint import fingerprint_of
from portevoix.cache.freshness import (
    BuildRecord,
    Request,
    SourcesState,
    last_build,
    remember,
    sources_stand,
    state_of,
    untouched_site,
)
from portevoix.file_stats import FileStat
from portevoix.language import say

if TYPE_CHECKING:
    from portevoix.building.run import Built
    from portevoix.configuration import Configuration


def record_of(chosen: BuildOptions) -> BuildRecord | None:
    """What is known of the last build of the same command."""
    return last_build(_request(chosen))


def record_stands(chosen: BuildOptions, record: BuildRecord) -> bool:
    """Whether all that the last build was made of is as it was."""
    now = None if chosen.now else time.time()
    return sources_stand(record, now, _fingerprint(_request(chosen)), state_of)


def built_files(chosen: BuildOptions, record: BuildRecord) -> Mapping[str, FileStat] | None:
    """How the files of its site lie; None where somebody touched one."""
    return untouched_site(_request(chosen), record)


def tell_standing(chosen: BuildOptions, record: BuildRecord, started: float) -> None:
    """What `build` says where nothing changed; `started` is monotonic."""
    done = _done(
        "command.unchanged", chosen.lang, record.place, posts=record.posts, started=started
    )
    _tell(chosen, record.notices, done)
    _sum_up(chosen, record.summary)


def build(chosen: BuildOptions, *, changed: bool = False) -> int:
    """Exit code: 0, or 1 with what is to mend; the last good site then stays as it was. `changed`: who
    asks has just looked, and there is something to build."""
    started = time.monotonic()
    request = _request(chosen)
    fingerprint = _fingerprint(request)
    # Files are looked at once, and before the build: what is edited while it runs differs from that
    # afterwards.
    look = cache(state_of)
    if not (chosen.clean or changed) and (record := last_build(request)):
        now = None if chosen.now else time.time()
        stands = sources_stand(record, now, fingerprint, look)
        if stands and untouched_site(request, record) is not None:
            tell_standing(chosen, record, started)
            return 0
    # Only now is the engine worth loading.
    from portevoix.building.engine import Refused
    from portevoix.building.reading import configuration_of, source_options
    from portevoix.building.run import build_site
    from portevoix.engine.mkdocs.host import MkDocs

    try:
        configuration = configuration_of(chosen)
        place = (chosen.site_dir or configuration.output).resolve()
        strict = chosen.strict or configuration.top.flag("strict")
        options = source_options(chosen, configuration, check=chosen.check, strict=strict)
        roots = _roots(configuration, chosen)
        state = look(roots)
        engine = MkDocs(configuration=configuration, strict=options.strict)
        built = build_site(configuration, options, place, engine, clean=chosen.clean)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    if built.complete:
        remember(request, _record(built, fingerprint, roots, state, place))
    lang = configuration.site.lang
    done = _done("command.built", lang, str(place), posts=built.posts, started=started)
    _tell(chosen, built.told, done)
    _sum_up(chosen, built.summary)
    return 0


def _fingerprint(request: Request) -> str:
    return fingerprint_of(request.config) if request.config.is_file() else ""


def _request(chosen: BuildOptions) -> Request:
    words = (chosen.posts and chosen.posts.resolve(), chosen.site_dir and chosen.site_dir.resolve())
    return Request(
        config=chosen.config,
        words=(
            *map(str, words),
            str(chosen.now),
            str(chosen.strict),
            str(not chosen.check),
            str(Path.cwd()),
        ),
    )


def _roots(configuration: Configuration, chosen: BuildOptions) -> tuple[str, ...]:
    from portevoix.counts import FILE as COUNTS
    from portevoix.inbox import MESSAGES
    from portevoix.paths import standing

    folders = (configuration.docs, configuration.overrides, chosen.posts and chosen.posts.resolve())
    baseline = configuration.file.parent / standing(
        configuration.file.parent, "baseline", configuration.site.lang
    )
    ledger = configuration.file.parent / configuration.sending.ledger
    approvals = configuration.file.parent / configuration.approvals.file
    results = configuration.file.parent / configuration.results.file
    inbox = configuration.listening.place(configuration.file.parent) / MESSAGES
    counts = configuration.file.parent / COUNTS
    links = configuration.file.parent / configuration.alerts.links
    kept = (baseline, ledger, approvals, results, inbox, counts, links)
    return tuple(str(path) for path in (*folders, *kept) if path)


def _record(
    built: Built, fingerprint: str, roots: tuple[str, ...], state: SourcesState, place: Path
) -> BuildRecord:
    sources = built.assembled.sources
    return BuildRecord(
        fingerprint=fingerprint,
        roots=roots,
        sources=state,
        place=str(place),
        site=built.site,
        since=sources.since.timestamp(),
        until=sources.until.timestamp(),
        notices=built.told,
        summary=built.summary,
        posts=built.posts,
    )


def _tell(chosen: BuildOptions, told: Sequence[str], done: str) -> None:
    for notice in told:
        print(notice, file=sys.stderr)
    if not chosen.quiet:
        print(done)


def _done(wording: str, lang: str, place: str, *, posts: int, started: float) -> str:
    """What was done, and in how many seconds."""
    seconds = f"{time.monotonic() - started:.1f}"
    near = Path(place)
    shown = near.relative_to(Path.cwd()) if near.is_relative_to(Path.cwd()) else near
    words = {
        "posts": posts,
        "seconds": seconds if lang == "en" else seconds.replace(".", ","),
        "place": shown.as_posix(),
    }
    return say(lang, wording, **words)


def _sum_up(chosen: BuildOptions, summary: Sequence[str]) -> None:
    if not chosen.quiet:
        print(*summary, sep="\n")
