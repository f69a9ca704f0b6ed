"""What the commands of the inbox have in common: it is opened, by one of them at a time."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.commands.options import config_of, moment_of
from portevoix.language import say
from portevoix.values import dataclass

if TYPE_CHECKING:
    from portevoix.configuration import Configuration
    from portevoix.inbox import Inbox
    from portevoix.listening import House
    from portevoix.site import Site


@dataclass(frozen=True, slots=True)
class Opened:
    configuration: Configuration
    house: House
    inbox: Inbox
    now: datetime

    @property
    def site(self) -> Site:
        return self.configuration.site

    @property
    def project(self) -> Path:
        return self.configuration.file.parent


@contextmanager
def opened(chosen: argparse.Namespace) -> Iterator[Opened]:
    """The inbox, for this command alone. Raises Busy, DiagnosticsError."""
    from portevoix.configuration import read_configuration
    from portevoix.inbox import held_inbox
    from portevoix.listening import house_of
    from portevoix.posts import shown

    configuration = read_configuration(config_of(chosen))
    site = configuration.site
    house = house_of(configuration, Path.cwd().resolve())
    folder = configuration.listening.place(configuration.file.parent)
    with held_inbox(folder, lang=site.lang, name=shown(folder, Path.cwd())) as inbox:
        yield Opened(configuration, house, inbox, moment_of(chosen, site))


@contextmanager
def busy_told(chosen: argparse.Namespace) -> Iterator[None]:
    """A busy inbox told as a mistake is."""
    from portevoix.diagnostics import Diagnostic, DiagnosticsError
    from portevoix.sending import Busy

    try:
        yield
    except Busy:
        lang = chosen.language
        what, do = say(lang, "inbox.busy"), say(lang, "inbox.busy_do")
        told = Diagnostic(file=config_of(chosen).name, line=0, what=what, do=do)
        raise DiagnosticsError([told]) from None
