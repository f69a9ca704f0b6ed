"""The ledger: what went out, where, when and by whom; one line for each thing done, never changed.

A line is written, and on the disc, before a network is asked to do anything, and another once it
has answered. Whoever reads both knows what is out, and what nobody knows yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.journal import add_rows, alone, read_rows, read_stamp
from portevoix.language import say
from portevoix.values import dataclass

MAX_BYTES = 200_000_000
_LONGEST = 400  # characters of a note


class State(StrEnum):
    """What a line says of one part of a post on one account."""

    INTENT = "intent"  # about to be asked of the network
    SENT = "sent"  # is out, at its address
    REFUSED = "refused"  # the network said no; nothing of it is out
    CHANGING = "changing"  # about to be corrected where it is out
    CHANGED = "changed"  # is out with this text
    REMOVING = "removing"  # about to be deleted
    REMOVED = "removed"  # is not out, and goes again only when that is asked
    ENTRUSTED = "entrusted"  # in the hands of another tool, which sends it


class Way(StrEnum):
    """Who brought a text to its network; the key of a scheduler stands here too."""

    OURS = "porte-voix"
    HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line."""

    at: datetime  # aware; to the second
    state: State
    post: str  # its slug
    network: str
    account: str  # as the organisation writes it: @ville@social.example
    part: int = 1
    of: int = 1
    text: str = ""  # empty where the line before says it
    warning: str = ""
    lang: str = ""
    digest: str = ""  # of text, warning, language and pictures
    key: str = ""  # that we chose for the network
    id: str = ""  # that the network gave
    address: str = ""  # where readers find it
    to: str = ""  # the message of somebody else that it answers
    way: str = Way.OURS
    by: str = ""  # a person or a machine, as they call themselves
    file: str = ""  # of the post, by its folder and its name
    note: str = ""

    def line(self) -> str:
        """The entry as it stands in the file, without its line end."""
        told: dict[str, object] = {"at": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        for name in _NAMES[1:]:
            value = getattr(self, name)
            if value != _PLAIN.get(name):
                told[name] = value if isinstance(value, int) else str(value)
        return json.dumps(told, ensure_ascii=False)


_NAMES = tuple(one.name for one in fields(Entry))
_NUMBERS = frozenset({"part", "of"})
_NEEDED = ("at", "state", "post", "network", "account")
_PLAIN = {"part": 1, "of": 1, "way": Way.OURS.value} | {
    name: "" for name in _NAMES if name not in (*_NEEDED, *_NUMBERS, "way")
}
Place = tuple[str, str, str]  # post, network, account


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the ledger knows of one part: its last line, completed by those before."""

    last: Entry
    round: int = 0  # how many times it was taken back before
    went: datetime | None = None  # when it went out; None while it never did
    below: tuple[str, ...] = ()  # addresses of the corrections that answer it
    gone: frozenset[str] = frozenset()  # keys and names on the network of what was taken back

    @property
    def is_out(self) -> bool:
        return self.last.state in _OUT

    @property
    def is_open(self) -> bool:
        """Whether a network was asked and no answer is written down."""
        return self.last.state in (State.INTENT, State.CHANGING, State.REMOVING)


def is_whole(parts: Sequence[Part]) -> bool:
    """Whether all parts that there are to be stand in the ledger, and are out."""
    return bool(parts) and len(parts) >= parts[0].last.of and all(part.is_out for part in parts)


_OUT = (State.SENT, State.CHANGING, State.CHANGED, State.REMOVING)


@dataclass(slots=True)
class Ledger:
    """The ledger as read, growing by what is written to it. `path` need not exist yet."""

    path: Path
    entries: list[Entry]
    _parts: dict[Place, dict[int, Part]]

    @property
    def begun(self) -> datetime | None:
        """The moment of its first line."""
        return min((entry.at for entry in self.entries), default=None)

    def parts(self, post: str, network: str, account: str) -> Sequence[Part]:
        """What is known of a post on one account, in the order of its parts."""
        known = self._parts.get((post, network, account), {})
        return [known[number] for number in sorted(known)]

    def places(self) -> Iterator[tuple[Place, Sequence[Part]]]:
        """Every post on every account that the ledger speaks of, in order."""
        for place in sorted(self._parts):
            yield place, self.parts(*place)

    def under(self, names: Mapping[str, str]) -> Ledger:
        """The same to read, its posts under other names; two that come to bear one name are one post."""
        told = Ledger(self.path, [], {})
        for entry in self.entries:
            told._take(replace(entry, post=names.get(entry.post, entry.post)))
        return told

    def write(self, entries: Iterable[Entry]) -> None:
        """Add lines and wait until they are on the disc: when this returns, they stay."""
        new = list(entries)
        add_rows(self.path, [entry.line() for entry in new])
        for entry in new:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        self.entries.append(entry)
        known = self._parts.setdefault((entry.post, entry.network, entry.account), {})
        before = known.get(entry.part)
        known[entry.part] = _after(before, entry)
        if known[entry.part].last is entry and entry.state is State.INTENT:
            # A thread told anew may be shorter.
            for number in [number for number in known if number > entry.of]:
                if not known[number].is_out:
                    del known[number]


def _after(before: Part | None, entry: Entry) -> Part:
    if before is None:
        return Part(last=entry, went=entry.at if entry.state is State.SENT else None)
    if _is_known(before, entry):
        return before
    if entry.state is State.INTENT:
        taken_back = before.last.state is State.REMOVED
        return Part(last=entry, round=before.round + taken_back, gone=before.gone)
    said = {
        name: getattr(entry, name) or getattr(before.last, name)
        for name in (
            "text",
            "warning",
            "lang",
            "digest",
            "key",
            "id",
            "address",
            "to",
            "by",
            "file",
        )
    }
    if entry.text:  # a text comes with its warning and language, even where they are none
        said |= {name: getattr(entry, name) for name in ("warning", "lang", "digest")}
    told = {name: getattr(entry, name) for name in _NAMES if name not in said}
    last = Entry(**told, **said)
    went, below, gone = before.went, before.below, before.gone
    if entry.state is State.SENT and not before.is_out:
        went = entry.at
    if entry.state in (State.CHANGING, State.CHANGED) and entry.note.startswith("https://"):
        below = (*(one for one in below if one != entry.note), entry.note)
    if entry.state is State.REMOVED:
        below, gone = (), gone | {one for one in (last.key, last.id) if one}
    return Part(last=last, round=before.round, went=went, below=below, gone=gone)


def _is_known(before: Part, entry: Entry) -> bool:
    """Whether a line says nothing new: where Git joined the ledgers of two machines, what one meant
    to do, found or gave up stands after what the other did."""
    if {entry.key, entry.id} & before.gone:
        return True
    if entry.state is State.INTENT:
        return before.is_out
    if entry.state is State.REFUSED:
        return before.is_out or before.last.state is State.REMOVED
    changes = entry.state in (State.CHANGING, State.CHANGED, State.REMOVING)
    return changes and before.last.state is State.REMOVED


def read_ledger(path: Path, *, lang: str = "fr", name: str = "") -> Ledger:
    """The ledger of a file, an empty one where there is none.

    Raises DiagnosticsError with every line that cannot be trusted: then nothing may be sent.
    """
    ledger = Ledger(path, [], {})
    shown = name or path.name
    rows, troubles = read_rows(path, most=MAX_BYTES)
    mistakes = [
        _mistake(lang, shown, one.line, f"ledger_{one.wording}", **one.values) for one in troubles
    ]
    for number, written in rows:
        try:
            ledger._take(read_entry(written))
        except _Unread as unread:
            mistakes.append(_mistake(lang, shown, number, unread.wording, **unread.values))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return ledger


@contextmanager
def held(path: Path, *, lang: str = "fr", name: str = "") -> Iterator[Ledger]:
    """The ledger, read once nobody else writes to it, and kept so. Raises as `read_ledger`."""
    with alone(path):
        yield read_ledger(path, lang=lang, name=name)


class _Unread(Exception):
    def __init__(self, wording: str, **values: object) -> None:
        super().__init__(wording)
        self.wording, self.values = wording, values


def read_entry(line: str) -> Entry:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise _Unread("ledger_line") from None
    if not isinstance(told, Mapping):
        raise _Unread("ledger_line")
    if lacking := [name for name in _NEEDED if not told.get(name)]:
        raise _Unread("ledger_lacks", names=", ".join(lacking))
    if strange := [name for name in told if name not in _NAMES]:
        raise _Unread("ledger_strange", names=", ".join(map(str, strange))[:200])
    for name, value in told.items():
        wanted = int if name in _NUMBERS else str
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise _Unread("ledger_value", name=name, value=str(value)[:80])
    for name in ("part", "of"):
        if not 1 <= told.get(name, 1) <= 100:
            raise _Unread("ledger_value", name=name, value=told[name])
    if told["state"] not in tuple(State):
        known = ", ".join(State)
        raise _Unread("ledger_state", value=told["state"][:80], known=known)
    return Entry(**{**told, "at": _moment(told["at"]), "state": State(told["state"])})


def _moment(text: str) -> datetime:
    try:
        return read_stamp(text)
    except ValueError:
        raise _Unread("ledger_value", name="at", value=text[:80]) from None


def shortened(note: str) -> str:
    """What a network answered, short enough for a line."""
    return " ".join(note.split())[:_LONGEST]


def _mistake(lang: str, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    what = say(lang, f"sending.{wording}", **values)
    return Diagnostic(file=file, line=line, what=what, do=say(lang, f"sending.{wording}_do"))
