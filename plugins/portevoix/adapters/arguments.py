"""What the commands that build have in common: options, configuration, wishes."""

from __future__ import annotations

import argparse
from pathlib import Path

from portevoix.adapters.sources import Wishes
from portevoix.configuration import Configuration, read_configuration
from portevoix.form import read_moment
from portevoix.language import say
from portevoix.mistakes import MistakesFound


class Refused(Exception):
    """The command cannot go on; the message says why and what to do."""


def parser(name: str, root: Path | None) -> argparse.ArgumentParser:
    """Options in French; `root` is the folder of the configuration, the current one by default."""
    found = argparse.ArgumentParser(prog=name)
    default = (root or Path.cwd()) / "mkdocs.yml"
    add = found.add_argument
    add("--config", type=Path, default=default, metavar="FICHIER", help="mkdocs.yml, par défaut")
    add("--internal", action="store_true", help="le site du personnel")
    add("--posts", type=Path, metavar="DOSSIER", help="un dossier avec posts/ et .authors.yml")
    add("--now", metavar="DATE", help="ce qui est daté d’après attend ; maintenant, par défaut")
    add("--quiet", action="store_true", help="ne dire que ce qui ne va pas")
    return found


def configuration_of(options: argparse.Namespace) -> Configuration:
    """Raises Refused with every mistake of the configuration."""
    file: Path = options.config
    if options.internal:
        file = file.with_name("mkdocs.internal.yml")
    try:
        return read_configuration(file)
    except MistakesFound as found:
        raise Refused(str(found)) from None


def wishes_of(options: argparse.Namespace, configuration: Configuration) -> Wishes:
    site = configuration.site
    now = None
    if options.now:
        now = read_moment(options.now, site.zone, site.publish_at)
        if now is None:
            raise Refused(say(site.lang, "command.bad_now", value=options.now))
    posts = options.posts.resolve() if options.posts else None
    return Wishes(posts=posts, now=now)
