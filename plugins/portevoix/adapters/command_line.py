"""The command `porte-voix`, and what the scripts call: one function each."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from portevoix.adapters.build import Wishes
from portevoix.adapters.journal import set_up_journal
from portevoix.configuration import PLUGIN, Configuration, read_configuration
from portevoix.form import read_moment
from portevoix.language import say
from portevoix.mistakes import MistakesFound
from portevoix.output import NotASite, discard, put_in_place, workshop
from portevoix.posts.read import shown

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the README says it, once


def _common(name: str, root: Path | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name)
    default = (root or Path.cwd()) / "mkdocs.yml"
    parser.add_argument("--config", type=Path, default=default, metavar="FICHIER")
    parser.add_argument("--internal", action="store_true", help="le site du personnel")
    parser.add_argument("--posts", type=Path, metavar="DOSSIER", help="posts/ et .authors.yml")
    parser.add_argument("--now", metavar="DATE", help="aujourd’hui, par défaut")
    parser.add_argument("--quiet", action="store_true", help="seulement ce qui ne va pas")
    return parser


def _configuration(options: argparse.Namespace) -> Configuration:
    file: Path = options.config
    if options.internal:
        file = file.with_name("mkdocs.internal.yml")
    return read_configuration(file)


def _wishes(options: argparse.Namespace, configuration: Configuration) -> Wishes:
    site = configuration.site
    now = None
    if options.now:
        now = read_moment(options.now, site.zone, site.publish_at)
        if now is None:
            raise SystemExit(say(site.lang, "command.bad_now", value=options.now))
    posts = options.posts.resolve() if options.posts else None
    return Wishes(posts=posts, now=now)


def build(arguments: Sequence[str], root: Path | None = None) -> int:
    """Build the site beside, then put it in its place. Exit code: 0, or 1 with the mistakes."""
    parser = _common("build", root)
    parser.add_argument("--site-dir", type=Path, metavar="DOSSIER")
    parser.add_argument("--strict", action="store_true", help="un avertissement arrête tout")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        configuration = _configuration(options)
    except MistakesFound as found:
        return _refuse(str(found), len(found.mistakes))
    lang = configuration.site.lang
    journal = set_up_journal(lang, quiet=options.quiet)
    wishes = _wishes(options, configuration)
    place: Path = (options.site_dir or configuration.output).resolve()
    try:
        new = workshop(place)
    except NotASite:
        return _refuse(say(lang, "command.not_a_site", place=shown(place, Path.cwd())))
    try:
        config = load_config(str(configuration.file), site_dir=str(new), strict=options.strict)
        plugin = config.plugins[PLUGIN]
        plugin.wishes = wishes
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        put_in_place(new, place)
    except (Abort, ConfigurationError, MkDocsException) as error:
        if not journal.spoke or isinstance(error, ConfigurationError):
            print(error, file=sys.stderr)
        print(say(lang, "command.site_kept"), file=sys.stderr)
        return 1
    finally:
        discard(new)
    if not options.quiet:
        seconds = time.monotonic() - started
        print(
            say(
                lang,
                "command.built",
                posts=len(plugin.build.posts),
                seconds=f"{seconds:.1f}".replace(".", "," if lang == "fr" else "."),
                place=shown(place, Path.cwd()),
            )
        )
    return 0


def _refuse(message: str, mistakes: int = 0) -> int:
    print(message, file=sys.stderr)
    if mistakes > 1:
        print(say("fr", "command.mistakes", count=mistakes), file=sys.stderr)
    return 1


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {"build": build}


def main(arguments: Sequence[str] | None = None) -> int:
    """`porte-voix COMMAND …`, from a folder that holds an mkdocs.yml."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        print(f"porte-voix {{{','.join(COMMANDS)}}} …", file=sys.stderr)
        return 2
    return COMMANDS[words[0]](words[1:])


__all__ = ["build", "main"]
