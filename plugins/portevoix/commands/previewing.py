"""`porte-voix publish --preview`: drafts at an address that nobody can guess, for who approves them."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.building.assembling import assembled
from portevoix.building.engine import Refused
from portevoix.building.showing import draft_files
from portevoix.cache.freshness import cache_folder
from portevoix.commands.naming import post_named
from portevoix.commands.options import Misused, moment_of
from portevoix.commands.telling import Teller, tell_stopped
from portevoix.configuration import Configuration
from portevoix.dates import long_date
from portevoix.deploying import (
    Ears,
    Keep,
    Manifest,
    Options,
    Place,
    Stopped,
    keep_site,
    lots,
    manifest_of,
    new_folder,
    open_place,
    unable,
)
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.language import say
from portevoix.posts import Post, shown
from portevoix.sources.options import SourceOptions

if TYPE_CHECKING:
    from portevoix.deploying import Changes

_USUAL, _MOST = 7, 90  # days


def run_preview(
    chosen: argparse.Namespace, configuration: Configuration, places: Sequence[Place]
) -> int:
    """Exit code 0; 1 with what is to mend. Raises DiagnosticsError, Misused."""
    lang, site = configuration.site.lang, configuration.site
    if chosen.internal:
        raise Misused("approving.only_public")
    place = _place(places, chosen.where)
    if place is None:
        diagnostics = Diagnostics(lang)
        diagnostics.mistake(shown(configuration.file, Path.cwd()), 0, "approving.no_place")
        raise DiagnosticsError(diagnostics.mistakes)
    now = moment_of(chosen, site)
    today = now.date()
    if stopped := unable(place):
        tell_stopped(stopped, place.name, lang)
        return 1
    if chosen.end:
        changes = _sent(
            place, configuration, Manifest(site.url, {}), Path(), keep_site(None), chosen
        )
        if changes is None:
            return 1
        count = len(lots(changes.before.files)) - len(lots(changes.after.files))
        if not chosen.quiet:
            print(say(lang, "approving.ended" if count else "approving.nothing", count=count))
        return 0
    if not chosen.place:
        raise Misused("approving.which_posts")
    if not configuration.ours:
        print(say(lang, "command.not_ours"), file=sys.stderr)
        return 1
    last = _last(chosen, today, configuration)
    options = SourceOptions(now=now, drafts=True, check=False)
    from portevoix.engine.mkdocs.host import MkDocs

    folder = new_folder(site, last)
    try:
        with assembled(configuration, options, MkDocs(configuration=configuration)) as work:
            known = frozenset(place.name for place in places)
            posts = _named(chosen.place, work.edition.posts, known, lang)
            mail = site.organisation.email
            files = draft_files(work, posts, last=last, mail=mail)
            with _laid_out(files, folder, configuration) as source:
                built = manifest_of(source, site.url, configuration.file.parent)
                changes = _sent(place, configuration, built, source, keep_site(today), chosen)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    if changes is None:
        return 1
    if not chosen.dry_run:
        for post in posts:
            address = site.absolute(f"{folder}{post.slug}/")
            print(say(lang, "approving.shown", title=post.title, address=address))
        if not chosen.quiet:
            print(say(lang, "approving.until", date=long_date(last, lang)))
    return 0


def _place(places: Sequence[Place], name: str | None) -> Place | None:
    """A public place that forgets what it is told to forget."""
    able = {place.name: place for place in places if not place.is_guarded and place.to != "git"}
    if name is not None and able:
        if name not in {place.name for place in places}:
            raise Misused("deploying.unknown_place", name=name, known=", ".join(able))
        return able.get(name)
    if len(able) > 1:
        raise Misused("approving.which_place", known=", ".join(able))
    return next(iter(able.values()), None)


def _last(chosen: argparse.Namespace, today: date, configuration: Configuration) -> date:
    from portevoix.moments import read_moment

    site = configuration.site
    said = chosen.until and read_moment(chosen.until, site.zone, site.publish_at)
    last: date = said.date() if said else today + timedelta(days=_USUAL)
    if last < today:
        raise Misused("approving.past_day", day=last.isoformat())
    if last > today + timedelta(days=_MOST):
        raise Misused("approving.far_day", day=last.isoformat(), most=_MOST)
    return last


def _named(
    names: Sequence[str], posts: Sequence[Post], places: frozenset[str], lang: str
) -> Sequence[Post]:
    """Raises DiagnosticsError with all names that are no post's, and those that are a place's told apart:
    without --preview these very words name places."""
    found: dict[str, Post] = {}
    mistakes: list[Diagnostic] = []
    for name in names:
        try:
            wording = "deploying.is_place" if name in places else "approving.not_internal"
            beside = say(lang, wording, name=name)
            post = post_named(name, posts, lang, beside=beside)
            found[post.slug] = post
        except DiagnosticsError as error:
            mistakes += error.mistakes
    if mistakes:
        raise DiagnosticsError(mistakes)
    return list(found.values())


@contextmanager
def _laid_out(
    files: Mapping[str, bytes | Path], folder: str, configuration: Configuration
) -> Iterator[Path]:
    """The files of a lot below their folder, as long as it takes to send them."""
    source = cache_folder(configuration.file.parent) / "drafts"
    shutil.rmtree(source, ignore_errors=True)
    try:
        for path, content in files.items():
            file = source / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                shutil.copyfile(content, file)
            else:
                file.write_bytes(content)
        yield source
    finally:
        shutil.rmtree(source, ignore_errors=True)


def _sent(
    place: Place,
    configuration: Configuration,
    after: Manifest,
    source: Path,
    kept: Keep,
    chosen: argparse.Namespace,
) -> Changes | None:
    lang = configuration.site.lang
    quiet = chosen.quiet or not chosen.dry_run  # what was shown is told with its address
    teller = Teller(lang, place.name, quiet=quiet, dry=chosen.dry_run)
    ears = Ears(waiting=teller.waiting, planned=teller.planned, sent=teller.sent)
    destination = None
    try:
        destination = open_place(place, configuration.file.parent)
        options = Options(kept=kept, aside=True, dry=chosen.dry_run)
        return destination.publish(after, source, ears=ears, options=options)
    except Stopped as stopped:
        tell_stopped(stopped, place.name, lang)
        return None
    finally:
        if destination is not None:
            destination.close()
