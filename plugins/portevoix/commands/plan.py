"""`porte-voix plan`: when each text goes out, what clashes, what is missing."""

from __future__ import annotations

import argparse

from portevoix.commands.options import CONFIG, JSON, NOW, Misused, Option, config_of
from portevoix.commands.planned import look_ahead, tell
from portevoix.planning import dump_plan, print_plan
from portevoix.snippets import boards_of

ALL = Option("--all", "planning.about_all")
NETWORK = Option("--network", "commands.network", ("commands.a_network",))
OPTIONS = (NETWORK, ALL, JSON, NOW, CONFIG)


def run(chosen: argparse.Namespace) -> int:
    """Print the calendar; nothing is written. Raises DiagnosticsError."""
    ahead = look_ahead(config_of(chosen), chosen.now)
    tell(ahead.sources.unheard)
    labels = {
        key: board.network.label[ahead.site.lang] for key, board in boards_of(ahead.site).items()
    }
    if chosen.network and chosen.network not in labels:
        raise Misused(
            "commands.no_choice", word="--network", value=chosen.network, known=", ".join(labels)
        )
    show = dump_plan if chosen.json else print_plan
    print(
        show(ahead.plan, ahead.site, labels, ahead.now, network=chosen.network, past=chosen.all),
        end="",
    )
    return 0
