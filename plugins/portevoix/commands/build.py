"""`porte-voix build`: the public site, or that of the staff."""

from __future__ import annotations

import argparse

from portevoix.building.options import BuildOptions
from portevoix.commands.building import build
from portevoix.commands.options import CONFIG, INTERNAL, NOW, POSTS, QUIET, Option, named, site_file

OPTIONS = (
    CONFIG,
    INTERNAL,
    POSTS,
    Option("--site-dir", "commands.site_dir", ("commands.folder",), named),
    NOW,
    Option("--strict", "commands.strict"),
    Option("--clean", "commands.clean"),
    Option("--no-check", "commands.no_check"),
    QUIET,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0, or 1 with what is to mend."""
    return build(
        BuildOptions(
            config=site_file(chosen),
            posts=chosen.posts,
            site_dir=chosen.site_dir,
            now=chosen.now,
            strict=chosen.strict,
            clean=chosen.clean,
            check=not chosen.no_check,
            quiet=chosen.quiet,
            lang=chosen.language,
        )
    )
