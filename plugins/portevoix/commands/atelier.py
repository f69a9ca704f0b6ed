"""`porte-voix atelier`: the workbench, in a browser on this machine."""

from __future__ import annotations

import argparse

from portevoix.building.options import PreviewOptions
from portevoix.commands.options import CONFIG, INTERNAL, NOW, Option, site_file
from portevoix.commands.serve import port

OPTIONS = (
    CONFIG,
    INTERNAL,
    NOW,
    Option("--port", "commands.port", ("commands.number",), port),
    Option("--no-open", "commands.no_open"),
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0 once interrupted."""
    from portevoix.workbench.web.serve import serve  # the engine and a server, which help needs not

    return serve(
        PreviewOptions(
            config=site_file(chosen),
            now=chosen.now,
            port=chosen.port or 0,
            open=not chosen.no_open,
            quiet=True,
        )
    )
