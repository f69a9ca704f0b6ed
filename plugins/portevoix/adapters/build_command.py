"""Build the site, unless nothing changed since the last build of the same command."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.adapters.options import BuildOptions
from portevoix.incremental.foundation import environment_of, foundation, inherited_files
from portevoix.incremental.unchanged import Request, Seen, Whole, remember, still_right
from portevoix.language import say

if TYPE_CHECKING:
    from portevoix.adapters.build import Build
    from portevoix.adapters.sources import Wishes
    from portevoix.configuration import Configuration


def build(chosen: BuildOptions) -> int:
    """Exit code 0, or 1 with what is to mend; the last good site then stays as it was."""
    started = time.monotonic()
    request = _request(chosen)
    stands_on = _stands_on(request)
    seen = Seen()
    if not chosen.clean:
        now = None if chosen.now else time.time()
        seen = still_right(request, now, stands_on)
        if whole := seen.whole:
            _tell(
                chosen,
                whole.told,
                "command.unchanged",
                whole.place,
                whole.posts,
                started,
                chosen.lang,
            )
            return 0
    # Only now is the engine worth loading.
    from portevoix.adapters.arguments import Refused, configuration_of, wishes_of
    from portevoix.adapters.journal import Journal
    from portevoix.adapters.site_build import build_site

    try:
        configuration = configuration_of(chosen)
        place = (chosen.site_dir or configuration.output).resolve()
        wishes = replace(wishes_of(chosen, configuration), check=chosen.check)
        # Read before the build: what is edited while it runs differs from this afterwards.
        roots = _roots(configuration, wishes)
        read = seen.digest_of(roots)
        journal = Journal()
        built = build_site(
            configuration, wishes, place, journal, strict=chosen.strict, clean=chosen.clean
        )
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    told = (*map(str, built.notices), *built.warned())
    if not journal.warnings and built.memory.complete:
        remember(request, _whole(built, stands_on, roots, read, place, told))
    lang = configuration.site.lang
    _tell(chosen, told, "command.built", str(place), len(built.posts), started, lang)
    return 0


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


def _stands_on(request: Request) -> str:
    files = inherited_files(request.config)
    return foundation(overrides=None, configuration=files, said=environment_of(files))


def _roots(configuration: Configuration, wishes: Wishes) -> tuple[str, ...]:
    folders = (configuration.docs, configuration.overrides, wishes.posts)
    return tuple(str(path) for path in folders if path)


def _whole(
    built: Build,
    stands_on: str,
    roots: tuple[str, ...],
    read: str,
    place: Path,
    told: tuple[str, ...],
) -> Whole:
    sources = built.sources
    return Whole(
        foundation=stands_on,
        roots=roots,
        sources=read,
        place=str(place),
        files=built.memory.outputs.lies,
        since=sources.since.timestamp(),
        until=sources.until.timestamp(),
        told=told,
        posts=len(built.posts),
    )


def _tell(
    chosen: BuildOptions,
    told: Sequence[str],
    wording: str,
    place: str,
    posts: int,
    started: float,
    lang: str,
) -> None:
    for notice in told:
        print(notice, file=sys.stderr)
    if chosen.quiet:
        return
    seconds = f"{time.monotonic() - started:.1f}"
    near = Path(place)
    shown = near.relative_to(Path.cwd()) if near.is_relative_to(Path.cwd()) else near
    words = {
        "posts": posts,
        "seconds": seconds if lang == "en" else seconds.replace(".", ","),
        "place": shown.as_posix(),
    }
    print(say(lang, wording, **words))
