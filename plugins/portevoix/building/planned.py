"""The plan of a site with what the ledger and the register know, and a pause begun or ended in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from portevoix.building.markdown import MarkdownSettings
from portevoix.building.progress import Compose, approved, composing, plan_known
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.journal import alone
from portevoix.language import say
from portevoix.locking import Busy
from portevoix.moments import read_moment
from portevoix.planning import CannotEdit, Pause, Plan, Planned, begun, ended
from portevoix.site import Site
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import read_sources
from portevoix.sources.sources import Sources
from portevoix.values import dataclass
from portevoix.whole_files import write_whole

Markdown = Callable[[Configuration], MarkdownSettings]  # asked only where a text has to be composed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What a command that speaks of the calendar knows."""

    sources: Sources = field(repr=False)
    plan: Plan = field(repr=False)  # with what the ledger knows, and who approved
    compose: Compose = field(repr=False)
    ledger: Path
    now: datetime

    @property
    def configuration(self) -> Configuration:
        return self.sources.configuration

    @property
    def site(self) -> Site:
        return self.configuration.site

    @property
    def late(self) -> tuple[Planned, ...]:
        """The texts that a pause kept beyond their moment."""
        return tuple(one for one in self.plan.held if one.moment and one.moment <= self.now)


def ahead_of(file: Path, given: str | None, base: Path, markdown: Markdown) -> Ahead:
    """The plan of the site of `file`, whose files are named from `base`; `given` stands for now, as it was
    typed. Raises DiagnosticsError with all that is to mend."""
    site = read_configuration(file).site
    moment = read_moment(given, site.zone, site.publish_at) if given else None
    now = moment or datetime.now(site.zone)
    sources = read_sources(file, SourceOptions(now=now), base)
    ledger = file.resolve().parent / sources.configuration.sending.ledger
    compose = composing(site, None, partial(markdown, sources.configuration))
    plan = approved(plan_known(sources, ledger), sources, compose)
    return Ahead(sources=sources, plan=plan, compose=compose, ledger=ledger, now=now)


def staff_file(file: Path) -> Path:
    """The configuration of the staff's site, where there is one: the inbox is theirs."""
    beside = file.resolve().with_name("mkdocs.internal.yml")
    return beside if file.name == "mkdocs.yml" and beside.is_file() else file


def pause(ahead: Ahead, reason: str, again: Callable[[], Ahead]) -> Ahead:
    """Everything but emergencies waits from now on; `again` reads the plan anew. Raises
    DiagnosticsError, the file as it was."""
    return _rewritten(ahead, lambda text: begun(text, ahead.now, reason), "pause", again)


def resume(
    ahead: Ahead, keep: Collection[str], drop: Collection[str], again: Callable[[], Ahead]
) -> Ahead:
    """End the pause; texts that waited and are named in neither get a new moment. Raises as above."""
    held = ahead.plan.pause
    assert held is not None
    first = min((one.moment for one in ahead.late if one.moment), default=None)
    since = held.since or first or ahead.now - timedelta(minutes=1)

    # Of those that were due before it began, the pause alone does not say that they move.
    rest = [one for one in ahead.late if one.moment and one.moment < since]
    move = {one.id for one in rest}.difference(keep, drop)

    def edited(text: str) -> str:
        until = ahead.now + timedelta(minutes=1)  # to the minute, as it is written
        return ended(
            text,
            Pause(
                reason=held.reason,
                since=since,
                until=until,
                keep=frozenset(keep),
                drop=frozenset(drop),
                move=frozenset(move),
            ),
        )

    return _rewritten(ahead, edited, "resume", again)


def _rewritten(
    ahead: Ahead, edit: Callable[[str], str], wording: str, again: Callable[[], Ahead]
) -> Ahead:
    """mkdocs.yml edited in its place, and the plan as it is then; the file as it was, where it cannot
    be edited or would not be read."""
    file, lang = ahead.configuration.file, ahead.site.lang
    try:
        with alone(file):
            return _written(ahead, edit, wording, again)
    except Busy:
        what, do = say(lang, "planning.busy"), say(lang, "planning.busy_do")
        raise DiagnosticsError([Diagnostic(file=file.name, line=0, what=what, do=do)]) from None


def _written(
    ahead: Ahead, edit: Callable[[str], str], wording: str, again: Callable[[], Ahead]
) -> Ahead:
    file, lang = ahead.configuration.file, ahead.site.lang
    before = file.read_bytes()
    try:
        file_after = edit(before.decode("utf-8")).encode()
    except (CannotEdit, UnicodeDecodeError):
        raise _by_hand(file, lang, wording) from None
    write_whole(file, file_after)
    try:
        after = again()
    except BaseException:
        write_whole(file, before)
        raise
    if (after.plan.pause is None) is (ahead.plan.pause is None):
        write_whole(file, before)
        raise _by_hand(file, lang, wording)
    return after


def _by_hand(file: Path, lang: str, wording: str) -> DiagnosticsError:
    what = say(lang, "planning.cannot_edit")
    do = say(lang, f"planning.cannot_{wording}_do")
    return DiagnosticsError([Diagnostic(file=file.name, line=0, what=what, do=do)])
