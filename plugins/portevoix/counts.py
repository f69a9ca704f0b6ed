"""What networks count of each text that is out: dated lines, one whenever a number changed.

The file holds numbers alone, of nobody: it may be kept with the project.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.journal import add_rows, read_rows, read_stamp
from portevoix.language import say
from portevoix.values import dataclass

FILE = "counts.jsonl"  # beside mkdocs.yml
MAX_BYTES = 100_000_000
NUMBERS = ("likes", "boosts", "replies", "quotes")
_TEXTS = ("post", "network", "account")
Place = tuple[str, str, str]  # post, network, account


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The numbers of one post on one account, all of its messages together."""

    at: datetime  # aware; when the network was asked
    post: str  # slug
    network: str
    account: str = ""
    likes: int = 0
    boosts: int = 0
    replies: int = 0
    quotes: int = 0

    @property
    def place(self) -> Place:
        return self.post, self.network, self.account

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in NUMBERS)

    def line(self) -> str:
        told: dict[str, object] = {"at": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        told |= {name: getattr(self, name) for name in (*_TEXTS, *NUMBERS)}
        return json.dumps(told, ensure_ascii=False)


def read_counts(path: Path, *, lang: str = "fr", name: str = "") -> tuple[Count, ...]:
    """Every line by its moment, ties broken by its place; nothing where there is no file.

    Raises DiagnosticsError with every line that cannot be read.
    """
    shown = name or path.name
    rows, troubles = read_rows(path, most=MAX_BYTES)
    mistakes = [
        _mistake(lang, shown, one.line, f"counts_{one.wording}", **one.values) for one in troubles
    ]
    found = []
    for number, written in rows:
        count = _count(written)
        if count is None:
            mistakes.append(_mistake(lang, shown, number, "counts_line"))
        else:
            found.append(count)
    if mistakes:
        raise DiagnosticsError(mistakes)
    return tuple(sorted(found, key=lambda one: (one.at, one.place)))


def latest(counts: Iterable[Count]) -> Mapping[Place, Count]:
    """The last line of each place; `counts` are in the order of their moments."""
    return {one.place: one for one in counts}


def add_counts(path: Path, counts: Sequence[Count], known: Mapping[Place, Count]) -> int:
    """Write those that differ from what is known; how many. Raises OSError."""
    new = [
        one for one in counts if one.place not in known or known[one.place].numbers != one.numbers
    ]
    if new:
        add_rows(path, (one.line() for one in new))
    return len(new)


def _count(line: str) -> Count | None:
    try:
        told = json.loads(line)
        at = read_stamp(told.pop("at"))
        count = Count(at=at, **told)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    texts = all(isinstance(getattr(count, name), str) for name in _TEXTS)
    numbers = all(
        isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in count.numbers
    )
    return count if texts and numbers else None


def _mistake(lang: str, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    what, do = say(lang, f"inbox.{wording}", **values), say(lang, f"inbox.{wording}_do")
    return Diagnostic(file=file, line=line, what=what, do=do)
