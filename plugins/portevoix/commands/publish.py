"""`porte-voix publish`: the site to the places that mkdocs.yml declares, and back; drafts to who
approves them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from typing import TYPE_CHECKING

from portevoix.building.options import BuildOptions
from portevoix.commands.building import build, tell_standing
from portevoix.commands.looking import Look
from portevoix.commands.options import (
    CONFIG,
    INTERNAL,
    NOW,
    QUIET,
    WHERE,
    Misused,
    Option,
    dated,
    moment_of,
    site_file,
)
from portevoix.language import say
from portevoix.values import dataclass

if TYPE_CHECKING:
    from portevoix.configuration import Configuration
    from portevoix.deploying import Changes, Destination, Keep, Manifest, Place, Stopped

OPTIONS = (
    Option("place", "deploying.places", ("deploying.a_place",), many=True),
    CONFIG,
    INTERNAL,
    NOW,
    Option("--back", "deploying.help_back"),
    Option("--dry-run", "commands.dry_run"),
    Option("--preview", "deploying.help_preview"),
    WHERE,
    Option("--until", "deploying.help_until", ("commands.date",), dated),
    Option("--end", "deploying.help_end"),
    Option("--verify", "deploying.help_verify"),
    Option("--no-check", "commands.no_check"),
    Option("--take-over", "deploying.help_take_over"),
    Option("--new-address", "deploying.help_new_address"),
    Option("--purge-list", "deploying.help_purge_list"),
    QUIET,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """How things go out, and what was typed."""

    configuration: Configuration
    kept: Keep = field(repr=False)
    chosen: argparse.Namespace = field(repr=False)

    @property
    def lang(self) -> str:
        return self.configuration.site.lang


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; 1 with what is to mend: a place that stops does not keep the others back."""
    if chosen.verify and (chosen.back or chosen.preview):
        raise Misused("deploying.verify_alone")
    options = BuildOptions(
        config=site_file(chosen),
        now=chosen.now,
        check=not chosen.no_check,
        quiet=chosen.quiet,
        lang=chosen.language,
    )
    look = None if chosen.back or chosen.preview else Look(options)
    try:
        return _run(chosen, options, look)
    finally:
        if look is not None:
            look.end()


def _run(chosen: argparse.Namespace, options: BuildOptions, look: Look | None) -> int:
    from portevoix.commands.telling import tell_stopped
    from portevoix.configuration import read_configuration
    from portevoix.deploying import declared_places, keep_drafts, unable

    configuration = read_configuration(options.config)
    places = declared_places(configuration)
    if chosen.preview:
        from portevoix.commands.previewing import run_preview

        return run_preview(chosen, configuration, places)
    if strange := next((word for word in ("until", "end", "where") if getattr(chosen, word)), ""):
        raise Misused("deploying.with_preview", word=f"--{strange}")
    lang = configuration.site.lang
    wanted, refusal = _wanted(places, chosen.place, configuration)
    if refusal:
        print(say(lang, refusal), say(lang, f"{refusal}_do"), file=sys.stderr)
        return 1
    # Nothing is built for places of which none can be reached.
    lacking = [(place, stopped) for place in wanted if (stopped := unable(place))]
    if len(lacking) == len(wanted):
        for place, stopped in lacking:
            tell_stopped(stopped, place.name, lang)
        return 1
    guarded = [place for place in wanted if place.is_guarded]
    closed = [_is_closed(place, lang, chosen.quiet) for place in guarded]
    if not all(closed):  # once each was looked at
        return 1
    today = moment_of(chosen, configuration.site).date()
    kept = keep_drafts(today, erased=_erased(configuration))
    work = _Work(configuration=configuration, kept=kept, chosen=chosen)
    if look is None:
        done: Sequence[Changes | None] = [_carried(place, work, None) for place in wanted]
    elif not (done := _published(wanted, work, options, look)):
        print(say(lang, "deploying.nothing_published"), file=sys.stderr)
        return 1
    _announced([(place, one) for place, one in zip(wanted, done, strict=True) if one], work)
    return 0 if all(one is not None for one in done) else 1


def _published(
    wanted: Sequence[Place], work: _Work, options: BuildOptions, look: Look
) -> Sequence[Changes | None]:
    """The site as it stands, or built where something changed; nothing where that failed."""
    from portevoix.commands.telling import tell_stopped
    from portevoix.deploying import Manifest, Stopped, manifest_of

    address = work.configuration.site.url
    with _opened(wanted[0], work.configuration) as first:
        if isinstance(first, Stopped) and len(wanted) == 1:
            # Nothing is built for a place that is out of reach.
            tell_stopped(first, wanted[0].name, work.lang)
            return [None]
        found = look.answer()
        if found is not None:
            tell_standing(options, found.record, look.started)
            manifest = Manifest(address, found.files)
            there = _carried(wanted[0], work, manifest, first)
            return [there, *(_carried(place, work, manifest) for place in wanted[1:])]
    if build(options, changed=True):
        return ()
    output = work.configuration.output.resolve()
    manifest = manifest_of(output, address, options.config.parent)
    return [_carried(place, work, manifest) for place in wanted]


@contextmanager
def _opened(place: Place, configuration: Configuration) -> Iterator[Destination | Stopped]:
    """The place that is published to first, and what lies there, while the site is looked at; or why it
    cannot be reached."""
    from portevoix.deploying import Stopped, open_place

    destination: Destination | None = None
    try:
        try:
            destination = open_place(place, configuration.file.parent)
            destination.ask_ahead()
        except Stopped as stopped:
            yield stopped
        else:
            yield destination
    finally:
        if destination is not None:
            destination.close()


def _wanted(
    places: Sequence[Place], names: Sequence[str], configuration: Configuration
) -> tuple[Sequence[Place], str]:
    """The places of this site, those that were named where any was; or why nothing goes anywhere."""
    from portevoix.site import Audience

    known = {place.name: place for place in places}
    if not known:
        return (), "deploying.no_place"
    if strange := next((name for name in names if name not in known), None):
        raise Misused("deploying.unknown_place", name=strange, known=", ".join(known))
    staff = configuration.site.audience is not Audience.PUBLIC
    if not names:
        wanted = [place for place in places if place.is_guarded == staff]
        return wanted, "" if wanted else "deploying.internal" if staff else "deploying.no_place"
    wanted = [known[name] for name in dict.fromkeys(names)]
    if any(place.is_guarded != staff for place in wanted):
        return (), "deploying.internal" if staff else "deploying.only_staff"
    return wanted, ""


def _erased(configuration: Configuration) -> tuple[str, ...]:
    """What people wrote to us is erased in its time: an undo that kept it would keep it longer."""
    from portevoix.paths import NAMES
    from portevoix.site import Audience

    if configuration.site.audience is Audience.PUBLIC:
        return ()
    return tuple(sorted({names.inbox for names in NAMES.values()}))


def _is_closed(place: Place, lang: str, quiet: bool) -> bool:
    """Whether the staff's place asks for a password, as far as it can be seen from here."""
    from portevoix.deploying import Door, door_of

    door = door_of(place.address)
    if door is Door.OPEN:
        what = say(lang, "deploying.open_door", address=place.address)
        print(f"{place.name}: {what} {say(lang, 'deploying.open_door_do')}", file=sys.stderr)
    elif door is Door.AWAY and not quiet:
        told = say(lang, "deploying.door_away", address=place.address)
        print(f"{place.name}: {told}", file=sys.stderr)
    return door is not Door.OPEN


def _carried(
    place: Place,
    work: _Work,
    manifest: Manifest | None,
    opened: Destination | Stopped | None = None,
) -> Changes | None:
    """What went to a place, which may stand open, or be known to be out of reach; None where it stopped.
    Without a manifest, back to the state before."""
    from portevoix.commands.telling import Teller, tell_stopped
    from portevoix.deploying import Ears, Options, Stopped, open_place

    chosen, configuration = work.chosen, work.configuration
    teller = Teller(
        work.lang,
        place.name,
        quiet=chosen.quiet,
        dry=chosen.dry_run,
        back=chosen.back,
        verify=chosen.verify,
    )
    ears = Ears(waiting=teller.waiting, planned=teller.planned, sent=teller.sent)
    destination: Destination | None = None
    try:
        if isinstance(opened, Stopped):
            raise opened
        destination = opened or open_place(place, configuration.file.parent)
        if manifest is None:
            changes = destination.back(ears=ears, dry=chosen.dry_run, kept=work.kept)
        else:
            # The staff's site is read elsewhere than its links to the public one lead.
            changes = destination.publish(
                replace(manifest, address=place.address or manifest.address),
                configuration.output.resolve(),
                ears=ears,
                options=Options(
                    take_over=chosen.take_over,
                    move=chosen.new_address,
                    dry=chosen.dry_run,
                    kept=work.kept,
                    verify=chosen.verify,
                ),
            )
        teller.done(changes, destination.traffic)
    except Stopped as stopped:
        tell_stopped(stopped, place.name, work.lang)
        return None
    finally:
        if destination is not None:
            destination.close()
    return changes


def _announced(done: Sequence[tuple[Place, Changes]], work: _Work) -> None:
    """To hubs, search engines and content networks: nobody's answer changes the exit code."""
    configuration, site = work.configuration, work.configuration.site
    changed = [(place, changes) for place, changes in done if not changes.is_empty]
    asked = site.hub or site.indexnow or any(place.purge for place, _ in changed)
    if not changed or not (asked or work.chosen.purge_list):
        return
    from portevoix.deploying import announce, purge, to_purge

    if work.chosen.purge_list:
        for address in dict.fromkeys(one for _, each in changed for one in to_purge(each, site)):
            print(address)
    if work.chosen.dry_run:
        return
    told = [
        one
        for place, changes in changed
        if place.purge
        for one in purge(changes, site, place.purge, place.secret("PURGE"))
    ]
    public = [changes for place, changes in changed if not place.is_guarded]
    if public:
        told += announce(public[0], site, configuration.output.resolve())
    for one in told:
        if one.reason or not work.chosen.quiet:
            told_as = f"deploying.not_told_{one.to}" if one.reason else f"deploying.told_{one.to}"
            said = say(work.lang, told_as, host=one.host, count=one.count, reason=one.reason)
            print(said, file=sys.stderr if one.reason else sys.stdout)
