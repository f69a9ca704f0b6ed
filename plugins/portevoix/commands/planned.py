"""The plan of a site, for the commands that speak of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from portevoix.building.markdown import MarkdownSettings
from portevoix.building.progress import Compose, approved, composing, plan_known
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.planning import CannotEdit, Plan
from portevoix.site import Site
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import Sources, read_sources


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


def look_ahead(file: Path, given: str | None) -> Ahead:
    """The plan of the site of `file`. Raises DiagnosticsError with all that is to mend.

    `given` stands for now, as it was typed.
    """
    from portevoix.moments import read_moment

    site = read_configuration(file).site
    moment = read_moment(given, site.zone, site.publish_at) if given else None
    now = moment or datetime.now(site.zone)
    sources = read_sources(file, SourceOptions(now=now), Path.cwd())
    ledger = file.resolve().parent / sources.configuration.sending.ledger
    compose = composing(site, None, partial(_markdown, sources.configuration))
    plan = approved(plan_known(sources, ledger), sources, compose)
    return Ahead(sources=sources, plan=plan, compose=compose, ledger=ledger, now=now)


def _markdown(configuration: Configuration) -> MarkdownSettings:
    """Only now is the engine worth loading: it knows how Markdown is set."""
    from portevoix.engine.mkdocs.host import MkDocs

    return MkDocs(configuration=configuration).markdown()


def rewrite(ahead: Ahead, edit: Callable[[str], str], lang: str, wording: str) -> Ahead:
    """mkdocs.yml edited in its place, and the plan as it is then.

    Raises DiagnosticsError, the file as it was, where it cannot be edited or would not be read.
    """
    file = ahead.configuration.file
    before = file.read_bytes()
    try:
        file_after = edit(before.decode("utf-8")).encode()
    except (CannotEdit, UnicodeDecodeError):
        raise _by_hand(file, lang, wording) from None
    try:
        _replace(file, file_after)
        after = look_ahead(file, ahead.now.isoformat())
    except BaseException:
        _replace(file, before)
        raise
    if (after.plan.pause is None) is (ahead.plan.pause is None):
        _replace(file, before)
        raise _by_hand(file, lang, wording)
    return after


def _by_hand(file: Path, lang: str, wording: str) -> DiagnosticsError:
    what = say(lang, "planning.cannot_edit")
    do = say(lang, f"planning.cannot_{wording}_do")
    return DiagnosticsError([Diagnostic(file=file.name, line=0, what=what, do=do)])


def _replace(file: Path, content: bytes) -> None:
    """Whole or not at all."""
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(content)
    new.replace(file)
