"""What people said, as the staff's site shows it at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.inbox import MESSAGES, Item, Tray, numbers_of, read_inbox, terms_of, waiting
from portevoix.language import say
from portevoix.listening import Watch, bad_spans, read_watch
from portevoix.planning import Calendar
from portevoix.posts import shown
from portevoix.site import Audience
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    tray: Tray = field(default_factory=Tray)
    turns: tuple[datetime, ...] = ()  # when it changes though nobody touches it
    notices: tuple[Diagnostic, ...] = ()


def read_tray(
    configuration: Configuration,
    variables: Mapping[str, str],
    calendar: Calendar,
    now: datetime,
    base: Path,
) -> Seen:
    """Nothing on the public site. What cannot be read of the inbox stops no site. Raises
    DiagnosticsError for bad settings."""
    site, options = configuration.site, configuration.listening
    said = {"delay": options.delay, "keep": options.keep}
    terms, unread = terms_of(said, variables, calendar)
    if mistakes := bad_spans(configuration.options, said, unread):
        raise DiagnosticsError(mistakes)
    folder = options.place(configuration.file.parent)
    if site.audience is Audience.PUBLIC or not (folder / MESSAGES).exists():
        return Seen()
    items: Mapping[str, Item] = {}
    watch, notices = Watch(), []
    try:
        items = read_inbox(folder, lang=site.lang, name=shown(folder, base)).items
        watch = read_watch(configuration.docs, base=base, lang=site.lang)
    except DiagnosticsError as found:
        notices += [
            replace(one, what=say(site.lang, "inbox.unread", what=one.what))
            for one in found.mistakes
        ]
    some = waiting(items.values(), terms, now, watch.words)

    def turns() -> Iterator[datetime]:
        for one in some:
            yield terms.erased(one.item)
            if one.is_open and one.due and one.due > now:
                yield one.due

    tray = Tray(waiting=some, numbers=numbers_of(site.profile, variables), used=True)
    return Seen(tray=tray, turns=tuple(turns()), notices=tuple(notices))
