"""The command `porte-voix`: a table of commands, which the scripts call too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from portevoix.adapters.build_command import build
from portevoix.adapters.new_post import new_post
from portevoix.adapters.preview import serve
from portevoix.adapters.snippets_command import snippets
from portevoix.charter.command import release
from portevoix.checks.command import check

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the README says it, once

COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "build": build,
    "check": check,
    "new-post": new_post,
    "release-charter": release,
    "serve": serve,
    "snippets": snippets,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """`porte-voix COMMAND …`, from a folder that holds an mkdocs.yml."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        print(f"porte-voix {{{','.join(COMMANDS)}}} …", file=sys.stderr)
        return 2
    return COMMANDS[words[0]](words[1:])
