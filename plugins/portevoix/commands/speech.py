"""The language that a command speaks before it has read its configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

DEFAULT = "fr"
_MOST_INHERITED = 5
# To read YAML would cost as much as all that a build does when nothing changed.
_THEME = re.compile(r"^theme:(.*(?:\n(?:[ \t#].*)?)*)", re.MULTILINE)
_LANGUAGE = re.compile(r"""^(?:[^#\n]*[{,\s])?language:[ \t]*["']?([a-z]+)""", re.MULTILINE)
_INHERIT = re.compile(r"""^INHERIT:[ \t]*["']?([^"'\s]+)""", re.MULTILINE)


def language_of(words: Sequence[str], home: Path) -> str:
    """That of the site, as its configuration writes it; without one, that of the machine.

    French where neither says that it is English.
    """
    file = home / "mkdocs.yml"
    for word, after in pairwise((*words, "")):
        if word == "--config":
            file = Path(after)
        elif word.startswith("--config="):
            file = Path(word.partition("=")[2])
    said = _language_in(file)
    if said is None:
        said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if said.startswith("en") else DEFAULT


def _language_in(file: Path) -> str | None:
    """What a configuration, or one that it inherits, says; "" when it says nothing, None when
    there is none to read."""
    found = None
    for _ in range(_MOST_INHERITED):
        try:
            text = file.read_text("utf-8-sig", errors="replace")
        except OSError:
            break
        found = ""
        if (theme := _THEME.search(text)) and (language := _LANGUAGE.search(theme[1])):
            return language[1]
        if (inherited := _INHERIT.search(text)) is None:
            break
        file = file.parent / inherited[1]
    return found
