"""What MkDocs says of a configuration, in the words of the person who wrote it, on its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from portevoix.cache.fingerprint import inherited_files
from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.posts import shown

_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<said>.*)", re.DOTALL)
_KIND = re.compile(r"Expected type: <class '(\w+)'>")
_KINDS = frozenset({"int", "bool", "str", "list", "dict"})


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that MkDocs says; `name` stands for the word that the person wrote."""

    said: re.Pattern[str]
    wording: str


COMPLAINTS = (
    Complaint(re.compile(r'The "(?P<name>[^"]+)" plugin is not installed'), "unknown_plugin"),
    Complaint(re.compile(r"Failed to load extension '(?P<name>[^']+)'"), "unknown_extension"),
    Complaint(re.compile(r"Unrecognised configuration name: (?P<name>[^\s']+)"), "unknown_option"),
    Complaint(re.compile(r"Unrecognised theme name: '(?P<name>[^']+)'"), "unknown_theme"),
    Complaint(re.compile(r"Plugin '[^']+' option '(?P<name>[^']+)'"), "bad_option"),
)


def in_their_words(messages: Iterable[str], file: Path, lang: str) -> list[str]:
    """The messages about `file`, or a file that it inherits, with place, what and what to do; any
    other message as it is."""
    return [_told(message, file, lang) for message in messages]


def _told(message: str, file: Path, lang: str) -> str:
    value = _VALUE.fullmatch(message.strip())
    if value is None:
        return message
    name, wording = value["key"], "bad_value"
    for complaint in COMPLAINTS:
        if found := complaint.said.search(value["said"]):
            name, wording = found["name"], complaint.wording
            break
    told, line = _place(file, name)
    said = value["said"].strip().partition("\n")[0]
    kind = _KIND.search(said)
    if kind and kind[1] in _KINDS:
        wording, said = "bad_kind", say(lang, f"configuration.kind_{kind[1]}")
    return str(
        Diagnostic(
            file=told,
            line=line,
            what=say(lang, f"configuration.{wording}", name=name, said=said),
            do=say(lang, f"configuration.{wording}_do", name=name),
        )
    )


def _place(file: Path, name: str) -> tuple[str, int]:
    """The file and line, from 1, where a name is written, as a key if it can be; 0 when it is
    nowhere."""
    key = re.compile(rf"""[ \t]*(?:-[ \t]*)?["']?{re.escape(name)}["']?[ \t]*(?::|$)""")
    word = re.compile(rf"[^#]*(?<![\w-]){re.escape(name)}(?![\w-])")
    for form in (key, word):
        for one in inherited_files(file):
            for number, line in enumerate(one.read_text("utf-8-sig", "replace").splitlines(), 1):
                if form.match(line):
                    return shown(one, Path.cwd()), number
    return shown(file, Path.cwd()), 0
