"""What the organisation decided of listening: its promises, what is hidden, what is watched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from portevoix.charter import read_wording
from portevoix.checks import read_check_settings
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.form import Form
from portevoix.inbox import Alarm, Mask, Terms, mask_of, numbers_of, terms_of
from portevoix.listening.watch import Watch, read_watch
from portevoix.planning import calendar_of, read_planning
from portevoix.posts import shown
from portevoix.snippets import boards_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    terms: Terms
    mask: Mask
    watch: Watch
    numbers: Mapping[Alarm, str] = field(default_factory=dict, hash=False)


def house_of(configuration: Configuration, base: Path) -> House:
    """Raises DiagnosticsError with every mistake."""
    site, options = configuration.site, configuration.listening
    mistakes: list[Diagnostic] = []
    planning = read_planning(configuration.options.form("planning"), site, tuple(boards_of(site)))
    calendar = calendar_of(site, planning, tuple(boards_of(site)))
    folder = configuration.charter
    named = shown(folder, base) if folder else ""
    wording = read_wording(folder, named, site, Diagnostics(site.lang))
    said = {"delay": options.delay, "keep": options.keep}
    terms, unread = terms_of(said, {**wording.internal, **wording.variables}, calendar)
    mistakes += bad_spans(configuration.options, said, unread)
    settings = read_check_settings(configuration.docs, lang=site.lang)
    organisation = site.organisation
    mask = mask_of(
        site.lang,
        settings.contacts,
        (organisation.email, organisation.telephone, *_contacts(wording.variables.values())),
        (one.name for one in organisation.accounts),
        names=options.names,
    )
    watch = Watch()
    try:
        watch = read_watch(configuration.docs, base=base, lang=site.lang)
    except DiagnosticsError as found:
        mistakes += found.mistakes
    if mistakes:
        raise DiagnosticsError(mistakes)
    return House(
        terms=terms,
        mask=mask,
        watch=watch,
        numbers=numbers_of(site.profile, wording.variables),
    )


def bad_spans(options: Form, said: dict[str, str], unread: tuple[str, ...]) -> list[Diagnostic]:
    """Mistakes of settings that tell no length of time."""
    form = options.form("listening")
    if form is None or not unread:
        return []
    diagnostics = Diagnostics(options.diagnostics.lang)
    told = replace(form, diagnostics=diagnostics)
    for name in unread:
        told.wrong(name, "inbox.bad_span", value=said[name][:80])
    return diagnostics.mistakes


def _contacts(values: Iterable[str]) -> tuple[str, ...]:
    """What of the charter's public words is a telephone or an address of the house."""
    found = []
    for value in values:
        digits = sum(char.isdigit() for char in value)
        telephone = digits >= 9 and digits * 2 > len(value)
        if ("@" in value and " " not in value) or telephone:
            found.append(value)
    return tuple(found)
