"""`porte-voix listen`: what people say, into the inbox; what may not be kept, out of it."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from portevoix.commands.inboxes import Opened, busy_told, opened
from portevoix.commands.options import CONFIG, NOW, Misused, Option

OPTIONS = (
    Option("--network", "commands.network", ("commands.a_network",)),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0, or 1 when somebody could not be heard. Raises DiagnosticsError."""
    from portevoix.inbox import waiting
    from portevoix.listening import Round, forget_pages, listen
    from portevoix.sending import ROUTES, read_ledger

    network = chosen.network or ""
    if network and network not in ROUTES:
        known = ", ".join(ROUTES)
        raise Misused("commands.no_choice", word="--network", value=network, known=known)
    with busy_told(chosen), opened(chosen) as here:
        site, configuration = here.site, here.configuration
        round = Round(
            site=site,
            project=here.project,
            options=configuration.listening,
            sending=configuration.sending,
            house=here.house,
            inbox=here.inbox,
            ledger=read_ledger(here.project / configuration.sending.ledger, lang=site.lang),
            now=here.now,
            tell=print,
        )
        listen(round, network)
        if round.erased or round.changed:
            # Pages that showed it go at once; the next build makes them anew.
            forget_pages(here.project, _outputs(here))
        some = waiting(
            here.inbox.items.values(), here.house.terms, here.now, here.house.watch.words
        )
        left = [one for one in some if one.is_open]
        round.say(
            "listened",
            new=round.new,
            changed=round.changed,
            erased=round.erased,
            left=len(left),
            late=sum(one.late for one in left),
        )
        if alarms := sum(one.alarm is not None for one in left):
            round.say("alarms", count=alarms)
    return 1 if round.trouble else 0


def _outputs(here: Opened) -> list[Path]:
    """Where the public site and that of the staff are built."""
    from portevoix.configuration import read_configuration
    from portevoix.diagnostics import DiagnosticsError

    found = [here.configuration.output]
    staff = here.project / "mkdocs.internal.yml"
    if staff.is_file():
        with suppress(DiagnosticsError):  # told when that site is built
            found.append(read_configuration(staff).output)
    return found
