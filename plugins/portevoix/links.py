"""What the last look at links of elsewhere found: a table beside the ledger, made anew by each look."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from portevoix.language import say
from portevoix.values import dataclass
from portevoix.whole_files import write_whole

MAX_BYTES = 20_000_000
NO_HOST = "no-host"
COLUMNS = ("address", "answer", "since", "checked", "file", "line")
GONE = frozenset({"404", "410", NO_HOST})  # told at once; anything else may be passing
PASSING = 2  # days: what fails for longer is told too


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    address: str
    answer: str  # an HTTP status, « no-host », « no-answer »; "ok"
    since: date  # when it first answered so
    checked: date
    file: str
    line: int

    @property
    def is_dead(self) -> bool:
        if self.answer == "ok":
            return False
        return self.answer in GONE or (self.checked - self.since).days >= PASSING

    @property
    def is_of_post(self) -> bool:
        return "/posts/" in self.file


def say_answer(state: LinkState, lang: str) -> str:
    """What a link answered, in words where it is no HTTP status."""
    if state.answer.isdecimal():
        return state.answer
    return say(lang, "alerts.no_host" if state.answer == NO_HOST else "alerts.no_answer")


def read_links(path: Path) -> tuple[LinkState, ...]:
    """Rows that cannot be read are left out: the next look makes the table anew."""
    try:
        content = path.read_bytes()[:MAX_BYTES]
    except OSError:
        return ()
    found = []
    rows = csv.DictReader(
        io.StringIO(content.decode("utf-8-sig", "replace"), newline=""), delimiter=";"
    )
    try:
        for row in rows:
            try:
                found.append(
                    LinkState(
                        address=row["address"],
                        answer=row["answer"],
                        since=date.fromisoformat(row["since"]),
                        checked=date.fromisoformat(row["checked"]),
                        file=row["file"],
                        line=int(row["line"]),
                    )
                )
            except (KeyError, TypeError, ValueError):
                continue
    except csv.Error:
        pass
    return tuple(found)


def write_links(path: Path, states: Iterable[LinkState]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(states, key=lambda state: (state.address, state.file, state.line)):
        writer.writerow([getattr(one, name) for name in COLUMNS])
    write_whole(path, out.getvalue().encode())
