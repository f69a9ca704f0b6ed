"""`porte-voix release-charter`: freezes a version of the charter."""

from __future__ import annotations

import argparse
from pathlib import Path

from portevoix.charter.release import release_charter
from portevoix.checks import RULES_BY_ARTICLE
from portevoix.commands.options import CONFIG, NOW, Option, config_of, moment_of
from portevoix.configuration import read_configuration
from portevoix.language import say
from portevoix.posts import shown

OPTIONS = (
    Option("number", "commands.version_number", ("commands.a_version",), required=True),
    Option("--note", "commands.note", ("commands.a_text",)),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; raises DiagnosticsError, the charter's folder then being as it was."""
    configuration = read_configuration(config_of(chosen))
    site, base = configuration.site, Path.cwd()
    folder = configuration.charter or configuration.docs / site.names.charter_folder
    place = release_charter(
        folder,
        chosen.number,
        chosen.note or "",
        moment_of(chosen, site).date(),
        site,
        RULES_BY_ARTICLE,
        shown_as=shown(folder, base),
    )
    print(say(site.lang, "charter.released", number=chosen.number, place=shown(place, base)))
    return 0
