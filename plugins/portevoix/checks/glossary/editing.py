"""A glossary's file with one more acronym, all else as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

from portevoix.whole_files import write_whole

_ENTRY = re.compile(r"([^\s#:\"'][^:]{0,40}|\"[^\"]{1,40}\"|'[^']{1,40}'):(?:\s|$)")
_ACRONYM = re.compile(r"[^\W_][\w.&-]{1,14}")
_PLAIN = re.compile(r"[^\W\d_][\w’'(),. \u00a0-]*")


def is_acronym(text: str) -> bool:
    return _ACRONYM.fullmatch(text) is not None


def with_acronym(text: str, acronym: str, name: str) -> str:
    """A glossary's YAML with one more acronym, in its place; all other lines stay as they are."""
    ends = text and not text.endswith("\n")
    lines = f"{text}\n".split("\n") if ends else text.split("\n")
    entry = f"{_scalar(acronym)}: {_scalar(name)}"
    for n, line in enumerate(lines):
        match = _ENTRY.match(line)
        if match and match[1].strip("\"'").casefold() > acronym.casefold():
            return "\n".join((*lines[:n], entry, *lines[n:]))
    return "\n".join((*lines[:-1], entry, ""))


def _scalar(text: str) -> str:
    """Plain where YAML reads it back as it is, else between double quotes."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ")
    words = ("true", "false", "null", "yes", "no", "on", "off", "oui", "non", "y", "n")
    return text if plain and text.lower() not in words else json.dumps(text, ensure_ascii=False)


def write_acronym(path: Path, acronym: str, name: str) -> None:
    text = path.read_text("utf-8") if path.exists() else ""
    write_whole(path, with_acronym(text, acronym, name).encode())
