"""`porte-voix serve`: the site on this machine, built again at each change."""

from __future__ import annotations

import argparse

from portevoix.building.options import PreviewOptions
from portevoix.commands.options import (
    CONFIG,
    INTERNAL,
    NOW,
    POSTS,
    QUIET,
    Misused,
    Option,
    site_file,
)

PORTS = range(1, 65_536)


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) in PORTS):
        raise Misused("commands.bad_port", value=text)
    return int(text)


OPTIONS = (
    CONFIG,
    INTERNAL,
    POSTS,
    NOW,
    Option("--port", "commands.port", ("commands.number",), port),
    Option("--open", "commands.open"),
    QUIET,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0 once interrupted, or 1 with what is to mend when there is no page to show."""
    from portevoix.preview.serve import serve  # the engine, which help does not need

    return serve(
        PreviewOptions(
            config=site_file(chosen),
            posts=chosen.posts,
            now=chosen.now,
            port=chosen.port or 8000,
            open=chosen.open,
            quiet=chosen.quiet,
        )
    )
