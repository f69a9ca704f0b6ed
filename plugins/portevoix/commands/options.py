"""What an option is, and those that several commands share: one word for each, everywhere.

Light: the options of a build are read before anything else is loaded.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portevoix.language import say
from portevoix.values import dataclass

if TYPE_CHECKING:
    from portevoix.site import Site


class Misused(Exception):
    """The command was typed wrongly; `wording` is the key of what to say, `values` its blanks;
    `named` and `about` are the keys of two more, `what` and `about`."""

    def __init__(
        self, wording: str, /, *, named: str = "", about: str = "", **values: object
    ) -> None:
        super().__init__(wording)
        self.wording = wording
        self.keys = {"what": named, "about": about}
        self.values = values

    def told(self, lang: str) -> str:
        named = {name: say(lang, key) for name, key in self.keys.items() if key}
        return say(lang, self.wording, **self.values, **named)


@dataclass(frozen=True, slots=True)
class Option:
    """One word of a command; `about` is the key of its help, each of `takes` that of a value."""

    word: str  # "--now"; without hyphens it is the place that tells
    about: str
    takes: tuple[str, ...] = ()  # none: a switch
    read: Callable[[str], Any] = str  # raises Misused
    old: tuple[str, ...] = ()  # words that it had before: understood, shown nowhere
    choices: tuple[str, ...] = ()
    many: bool = False
    required: bool = False  # only for what the place tells

    @property
    def name(self) -> str:
        """Its name among the values that a command is given."""
        return self.word.lstrip("-").replace("-", "_")

    @property
    def is_placed(self) -> bool:
        return not self.word.startswith("-")


def named(text: str) -> Path:
    """A file or folder, there or not. Its name goes into digests and pages: it must be UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "backslashreplace").decode()
        raise Misused("commands.not_utf8", place=shown) from None
    return Path(text)


def existing_file(text: str) -> Path:
    if named(text).is_dir():
        raise Misused("commands.no_file_but_folder", place=text)
    if not named(text).is_file():
        raise Misused("commands.no_file", place=text)
    return Path(text)


def existing_folder(text: str) -> Path:
    if not named(text).is_dir():
        raise Misused("commands.no_folder", place=text)
    return Path(text)


def dated(text: str) -> str:
    """A date as people write it, kept as it is: what it means depends on the site."""
    from zoneinfo import ZoneInfo

    from portevoix.moments import read_moment

    if read_moment(text, ZoneInfo("UTC"), time(0)) is None:
        raise Misused("command.bad_now", value=text)
    return text


def config_of(chosen: argparse.Namespace) -> Path:
    """The configuration, by default that of the folder where the command runs."""
    config: Path = chosen.config or chosen.home / "mkdocs.yml"
    return config


def site_file(chosen: argparse.Namespace) -> Path:
    """The configuration of the site that is asked for: the public one, or that of the staff."""
    file = config_of(chosen).resolve()
    return file.with_name("mkdocs.internal.yml") if chosen.internal else file


def who(chosen: argparse.Namespace) -> str:
    """Who types: as they say, or as their session is named."""
    if said := chosen.by or os.environ.get("PORTEVOIX_BY"):
        return str(said)
    try:
        import getpass

        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return ""


def moment_of(chosen: argparse.Namespace, site: Site) -> datetime:
    """What the command takes for now, in the site's zone."""
    from portevoix.moments import read_moment

    given = read_moment(chosen.now, site.zone, site.publish_at) if chosen.now else None
    return given or datetime.now(site.zone)


AGAIN = Option("--again", "commands.again")
# Each who does something says who it is, as they call themselves.
BY = Option("--by", "commands.by", ("commands.a_name",))
CONFIG = Option("--config", "commands.config", ("commands.file",), existing_file)
INTERNAL = Option("--internal", "commands.internal")
JSON = Option("--json", "commands.json")
NOW = Option("--now", "commands.now", ("commands.date",), dated, old=("--date", "--today"))
WHERE = Option("--where", "deploying.help_where", ("deploying.a_place",))
POSTS = Option("--posts", "commands.posts", ("commands.folder",), existing_folder)
QUIET = Option("--quiet", "commands.quiet")
# Of every command; `line.py` answers them.
HELP = Option("--help", "commands.help", old=("-h",))
VERSION = Option("--version", "commands.version")
