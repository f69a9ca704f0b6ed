"""The command that builds the site."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from portevoix.adapters.arguments import Refused, configuration_of, parser, wishes_of
from portevoix.adapters.journal import Journal
from portevoix.adapters.site_build import build_site
from portevoix.language import say
from portevoix.posts.read import shown


def build(arguments: Sequence[str], root: Path | None = None) -> int:
    """Exit code 0, or 1 with what is to mend; the last good site then stays as it was."""
    options = parser("build", root)
    options.add_argument("--site-dir", type=Path, metavar="DOSSIER", help="site/, par défaut")
    options.add_argument("--strict", action="store_true", help="un avertissement arrête tout")
    options.add_argument("--clean", action="store_true", help="tout refaire, sans rien reprendre")
    chosen = options.parse_args(arguments)
    started = time.monotonic()
    try:
        configuration = configuration_of(chosen)
        lang = configuration.site.lang
        place = (chosen.site_dir or configuration.output).resolve()
        wishes = wishes_of(chosen, configuration)
        built = build_site(
            configuration, wishes, place, Journal(), strict=chosen.strict, clean=chosen.clean
        )
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    for notice in built.notices:
        print(notice, file=sys.stderr)
    if not chosen.quiet:
        seconds = f"{time.monotonic() - started:.1f}"
        words = {
            "posts": len(built.posts),
            "seconds": seconds if lang == "en" else seconds.replace(".", ","),
            "place": shown(place, Path.cwd()),
        }
        print(say(lang, "command.built", **words))
    return 0
