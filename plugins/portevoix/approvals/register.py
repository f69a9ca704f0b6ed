"""The register of approvals: one line for each thing said, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.journal import add_rows, alone, read_rows, read_stamp
from portevoix.language import say
from portevoix.near import nearest
from portevoix.values import dataclass

MAX_BYTES = 100_000_000
_LONG = 80  # characters of what a line says that a message shows


class Act(StrEnum):
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # what the same role said before counts no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line."""

    at: datetime  # aware; to the second
    act: Act
    post: str  # its slug
    network: str
    digest: str  # `digest_of_text`
    by: str  # a role, as a rule
    text: str = ""  # that it was said of, all parts
    note: str = ""

    def line(self) -> str:
        """The entry as it stands in the file, without its line end."""
        told: dict[str, str] = {"at": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        told |= {name: str(value) for name in _NAMES[1:] if (value := getattr(self, name))}
        return json.dumps(told, ensure_ascii=False)


_NAMES = tuple(one.name for one in fields(Entry))
_NEEDED = ("at", "act", "post", "network", "digest", "by")
Said = Mapping[str, Mapping[str, tuple["Entry", ...]]]  # post → network → what was said, in order


@dataclass(slots=True)
class Register:
    """The register as read, growing by what is written to it. `path` need not exist yet."""

    path: Path
    entries: list[Entry] = field(default_factory=list)

    def said(self) -> Said:
        """What was said of each text."""
        found: dict[str, dict[str, tuple[Entry, ...]]] = {}
        for entry in self.entries:
            texts = found.setdefault(entry.post, {})
            texts[entry.network] = (*texts.get(entry.network, ()), entry)
        return found

    def after(self, post: str, network: str, now: datetime) -> datetime:
        """The moment of what is said now of a text: after all that was, though a clock ran ahead."""
        before = (one.at for one in self.entries if (one.post, one.network) == (post, network))
        return max((now, *(at + timedelta(seconds=1) for at in before if at >= now)))

    def write(self, entries: Iterable[Entry]) -> None:
        """Add lines and wait until they are on the disc."""
        new = list(entries)
        add_rows(self.path, [entry.line() for entry in new])
        self.entries += new


def read_register(path: Path, *, lang: str = "fr", name: str = "") -> Register:
    """The register of a file, an empty one where there is none.

    Raises DiagnosticsError with every line that cannot be trusted.
    """
    shown = name or path.name
    rows, troubles = read_rows(path, most=MAX_BYTES)
    mistakes = [
        _mistake(lang, shown, one.line, f"file_{one.wording}", one.values) for one in troubles
    ]
    register = Register(path)
    for number, written in rows:
        try:
            register.entries.append(_read(written))
        except _Unread as why:
            values = dict(why.values)
            if near := values.get("near"):
                values["hint"] = say(lang, "form.near", near=near)
            mistakes.append(_mistake(lang, shown, number, why.wording, values))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return register


@contextmanager
def held(path: Path, *, lang: str = "fr", name: str = "") -> Iterator[Register]:
    """The register, read once nobody else writes to it, and kept so. Raises Busy, and as
    `read_register`."""
    with alone(path):
        yield read_register(path, lang=lang, name=name)


class _Unread(Exception):
    def __init__(self, wording: str, **values: object) -> None:
        super().__init__(wording)
        self.wording, self.values = wording, values


def _read(line: str) -> Entry:
    """Raises _Unread for anything but a whole entry."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise _Unread("file_line") from None
    if not isinstance(told, dict):
        raise _Unread("file_line")
    for name in told:
        if name not in _NAMES:
            near = nearest(name[:_LONG], set(_NAMES) - set(told))
            known = ", ".join(_NAMES)
            raise _Unread("file_strange", name=name[:_LONG], near=near, hint="", known=known)
    if lacking := [name for name in _NEEDED if told.get(name) in (None, "")]:
        raise _Unread("file_lacks", names=", ".join(lacking))
    for name, value in told.items():
        if not isinstance(value, str):
            raise _Unread("file_value", name=name, value=str(value)[:_LONG])
    if told["act"] not in tuple(Act):
        raise _Unread("file_act", value=told["act"][:_LONG], acts=", ".join(Act))
    try:
        at = read_stamp(told["at"])
    except ValueError:
        raise _Unread("file_value", name="at", value=told["at"][:_LONG]) from None
    return Entry(**{**told, "at": at, "act": Act(told["act"])})


def _mistake(
    lang: str, file: str, line: int, wording: str, values: Mapping[str, object]
) -> Diagnostic:
    what = say(lang, f"approvals.{wording}", **values)
    do = say(lang, f"approvals.{wording}_do", **values)
    return Diagnostic(file=file, line=line, what=what, do=do)


def acts_of(entries: Sequence[Entry]) -> Mapping[str, Entry]:
    """What each role said last; roles are told apart whatever their capitals.

    By its moment: where Git joined two branches, what was said before may stand below.
    """
    return {entry.by.casefold(): entry for entry in sorted(entries, key=lambda one: one.at)}
