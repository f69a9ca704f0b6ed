"""The inbox on the disc: a line for each item, the last of an item counts; what must go is gone.

The folder keeps itself out of Git: what people said can be erased from a file, not from a history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.inbox.item import Item, read_item
from portevoix.journal import add_rows, alone, read_rows
from portevoix.language import say
from portevoix.values import dataclass
from portevoix.whole_files import write_whole

MESSAGES = "messages.jsonl"
MAX_BYTES = 200_000_000
_IGNORED = ".gitignore"


@dataclass(slots=True)
class Inbox:
    """The items as read, growing by what is written."""

    folder: Path
    items: dict[str, Item]  # by id

    def write(self, items: Iterable[Item]) -> None:
        """Add items, or what became of them; they are on the disc when this returns."""
        new = [one for one in items if self.items.get(one.id) != one]
        if not new:
            return
        prepare(self.folder)
        # An item whose text changed or went leaves no earlier text behind.
        told_less = any(
            (before := self.items.get(one.id)) and before.text and before.text != one.text
            for one in new
        )
        self.items |= {one.id: one for one in new}
        if told_less:
            self._rewrite()
        else:
            add_rows(self.folder / MESSAGES, (one.line() for one in new))

    def erase(self, wanted: Callable[[Item], bool]) -> tuple[str, ...]:
        """Take out items for good; their ids."""
        gone = tuple(id for id, one in self.items.items() if wanted(one))
        if gone:
            for id in gone:
                del self.items[id]
            self._rewrite()
        return gone

    def _rewrite(self) -> None:
        rewrite(self.folder / MESSAGES, (one.line() for one in self.items.values()))


def rewrite(path: Path, rows: Iterable[str]) -> None:
    """The whole of a file anew, at once: whoever reads has the old one or the new one."""
    write_whole(path, b"".join(f"{row}\n".encode() for row in rows))


def prepare(folder: Path) -> None:
    """The folder, which tells Git to leave it alone."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / _IGNORED
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")


def read_inbox(folder: Path, *, lang: str = "fr", name: str = "") -> Inbox:
    """The inbox of a folder, an empty one where there is none.

    Raises DiagnosticsError with every line that cannot be read.
    """
    shown = f"{name or folder.name}/{MESSAGES}"
    rows, troubles = read_rows(folder / MESSAGES, most=MAX_BYTES)
    mistakes = [
        _mistake(lang, shown, one.line, f"file_{one.wording}", **one.values) for one in troubles
    ]
    items: dict[str, Item] = {}
    for number, written in rows:
        item = read_item(written)
        if item is None:
            mistakes.append(_mistake(lang, shown, number, "file_line"))
        else:
            items[item.id] = item
    if mistakes:
        raise DiagnosticsError(mistakes)
    return Inbox(folder, items)


@contextmanager
def held_inbox(folder: Path, *, lang: str = "fr", name: str = "") -> Iterator[Inbox]:
    """The inbox, read once nobody else writes to it, and kept so. Raises Busy, and as above."""
    prepare(folder)
    with alone(folder / MESSAGES):
        yield read_inbox(folder, lang=lang, name=name)


def _mistake(lang: str, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    what, do = say(lang, f"inbox.{wording}", **values), say(lang, f"inbox.{wording}_do")
    return Diagnostic(file=file, line=line, what=what, do=do)
