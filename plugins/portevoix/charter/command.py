"""The command that freezes a version of the charter: reads its options, releases, reports."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from portevoix.charter.release import release_charter
from portevoix.charter.versions import FOLDER
from portevoix.checks.rules import RULES
from portevoix.configuration import read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.language import DEFAULT, say
from portevoix.posts.read import shown


def release(arguments: Sequence[str], root: Path | None = None) -> int:
    """Exit code 0, or 1 with every mistake; the charter's folder is then as it was."""
    home = root or Path.cwd()
    options = _parser(home).parse_args(arguments)
    try:
        configuration = read_configuration(options.config)
    except DiagnosticsError as found:
        return _refuse(found)
    lang, base = configuration.site.lang, Path.cwd()
    folder = configuration.charter or configuration.docs / "charte"
    try:
        on = date.fromisoformat(options.date) if options.date else None
    except ValueError:
        value = options.date
        print(say(lang, "charter.bad_date", value=value), file=sys.stderr)
        print(say(lang, "charter.bad_date_do"), file=sys.stderr)
        return 1
    try:
        place = release_charter(
            folder,
            options.version,
            options.note,
            on or datetime.now(configuration.site.zone).date(),
            configuration.site,
            frozenset(rule.id for rule in RULES),
            shown_as=shown(folder, base),
        )
    except DiagnosticsError as found:
        return _refuse(found)
    except OSError as error:
        name = shown(folder / FOLDER, base)
        print(f"{name}: {error.strerror or error}", file=sys.stderr)
        return 1
    print(say(lang, "charter.released", number=options.version, place=shown(place, base)))
    return 0


def _parser(home: Path) -> argparse.ArgumentParser:
    lang = os.environ.get("PORTEVOIX_LANG", DEFAULT)
    found = argparse.ArgumentParser(
        prog="release_charter.py", description=say(lang, "charter.release_about")
    )
    add = found.add_argument
    add("version", metavar="VERSION", help=say(lang, "charter.release_number"))
    add("--note", default="", help=say(lang, "charter.release_note"))
    add("--date", metavar="AAAA-MM-JJ", help=say(lang, "charter.release_date"))
    add("--config", type=Path, default=home / "mkdocs.yml", help="mkdocs.yml")
    return found


def _refuse(found: DiagnosticsError) -> int:
    print(found, file=sys.stderr)
    return 1
