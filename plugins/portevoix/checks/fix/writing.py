"""Corrections carried to a file: shown as a diff, written only if the file is still the same."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path

from portevoix.checks.findings import suppressions
from portevoix.checks.fix.corrections import FIXED, TYPOGRAPHY, corrected
from portevoix.checks.fix.front_matter import corrected_front_matter
from portevoix.checks.fix.sameness import render
from portevoix.checks.markdown import read_document
from portevoix.diagnostics import Diagnostics
from portevoix.posts import MAX_BYTES, Parts, split
from portevoix.site import Site
from portevoix.tongues import read_tongue
from portevoix.typography import profile_of
from portevoix.values import dataclass
from portevoix.yaml_text import read_yaml

_BOM = "\ufeff"


class Outcome(StrEnum):
    WRITTEN = "fix_written"
    CHANGED = "fix_changed"  # by someone else, meanwhile
    REFUSED = "fix_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file as it was read, and as it would be."""

    path: Path
    before: bytes
    after: bytes

    @property
    def is_any(self) -> bool:
        return self.before != self.after

    def diff(self, name: str) -> str:
        old = self.before.decode("utf-8").splitlines(keepends=True)
        new = self.after.decode("utf-8").splitlines(keepends=True)
        name = name.lstrip("/")
        lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def read_change(
    path: Path,
    site: Site,
    rules: Collection[str] = FIXED,
    render: Callable[[str], str] = render,
) -> Change | None:
    """What to change in a file; None when it cannot be read as UTF-8 text. `render` is how the site
    sets Markdown."""
    try:
        before = path.read_bytes()
        text = before.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if len(before) > MAX_BYTES:
        return None
    after = _corrected_file(text, site, rules, render)
    return Change(path=path, before=before, after=after.encode("utf-8"))


def write_change(change: Change) -> Outcome:
    """Write whole or not at all, and never over what someone else wrote meanwhile."""
    part = change.path.with_name(f".{change.path.name}.part")
    try:
        part.write_bytes(change.after)
        part.chmod(change.path.stat().st_mode & 0o777)
        if change.path.read_bytes() != change.before:
            part.unlink()
            return Outcome.CHANGED
        part.replace(change.path)
    except OSError:
        part.unlink(missing_ok=True)
        return Outcome.REFUSED
    return Outcome.WRITTEN


def _corrected_file(
    text: str, site: Site, rules: Collection[str], render: Callable[[str], str]
) -> str:
    """Line ends stay, and all of the front matter but spaces of its sentences."""
    mark = _BOM if text.startswith(_BOM) else ""
    windows = "\r\n" in text
    plain = text.removeprefix(mark).replace("\r\n", "\n")
    if "\r" in plain or (windows and "\n" in text.replace("\r\n", "")):
        return text  # mixed line ends: nothing of ours may choose among them
    parts = split(plain)
    if not parts.closed:
        return text
    values: object = {}
    if parts.yaml:
        values, _ = read_yaml(parts.yaml, file="", diagnostics=Diagnostics())
    front = values if isinstance(values, dict) else {}
    lang = front.get("lang")
    tongue = read_tongue(lang) if isinstance(lang, str) else None
    profile = profile_of(tongue or site.lang, site.profile)
    head = plain[: len(plain) - len(parts.body)]
    if TYPOGRAPHY in rules and not _is_excepted(parts):
        at = head.find(parts.yaml, len("\n".join(plain.split("\n")[: parts.yaml_line - 1])))
        end = at + len(parts.yaml)
        head = head[:at] + corrected_front_matter(parts.yaml, profile) + head[end:]
    body = corrected(parts.body, profile, titled="title" in front, rules=rules, render=render)
    fixed = mark + head + body
    return fixed.replace("\n", "\r\n") if windows else fixed


def _is_excepted(parts: Parts) -> bool:
    """Whether the writer sets the rule aside for the whole post, its front matter too."""
    asked = suppressions(read_document(parts.body), "", parts.body_line)
    return any(one.rule == TYPOGRAPHY and one.reason and one.first == 1 for one in asked)
