"""Which tool a table is of, told by the names of its columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from portevoix.near import nearest
from portevoix.results.asked import NotRead
from portevoix.results.importers.importer import Importer

HEADER_WITHIN = 20  # rows that may stand before the names of columns
_SEEN = 12  # names of columns that a message lists
_FRENCH_SIGNS = frozenset("éèàùçêîôûë’")


def plain_name(said: str) -> str:
    """A column's name, as files write it in many ways: case, accents, quotes and spaces aside."""
    apart = unicodedata.normalize("NFKD", said.casefold())
    return "".join(re.findall(r"[a-z0-9]", apart))


def told_of(
    rows: Iterator[tuple[int, Sequence[str]]], tool: str, importers: Mapping[str, Importer]
) -> tuple[Importer, Mapping[str, int], Sequence[str]]:
    """The tool that a file is of, and where its columns stand."""
    wanted = [importers[tool]] if tool else list(importers.values())
    best: tuple[int, Importer, tuple[str, ...], int, Sequence[str]] | None = None
    widest: tuple[int, Sequence[str]] = 0, ()
    for _, (number, cells) in zip(range(HEADER_WITHIN), rows, strict=False):
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) > len(widest[1]):
            widest = number, filled
        names = {plain_name(cell): place for place, cell in reversed(list(enumerate(cells)))}
        for importer in wanted:
            columns = {
                part: names[plain_name(name)]
                for part, said in importer.columns.items()
                for name in reversed(said)
                if plain_name(name) in names
            }
            lacking = tuple(group for group in importer.needs if not columns.keys() & set(group))
            if columns and not lacking:
                return importer, columns, cells
            if columns and (best is None or len(columns) > best[0]):
                groups = tuple(" / ".join(importer.columns[group[0]][:2]) for group in lacking)
                best = len(columns), importer, groups, number, cells
    if best is None or (not tool and best[0] < 3):
        if not widest[0]:
            raise NotRead("empty")
        known = ", ".join(importers)
        raise NotRead("unknown_file", widest[0], known=known, seen=_seen(widest[1]))
    _, importer, groups, number, cells = best
    lacking_one = groups[0].split(" / ")[0]
    near = nearest(lacking_one, [cell.strip() for cell in cells if cell.strip()])
    raise NotRead(
        "columns_moved_near" if near else "columns_moved",
        number,
        tool=importer.label,
        names="; ".join(groups),
        key=importer.key,
        near=near,
        seen=_seen(cells),
    )


def _seen(cells: Sequence[str]) -> str:
    """The names of columns as a message lists them."""
    names = [" ".join(cell.split())[:40] for cell in cells if cell.strip()]
    listed = "; ".join(names[:_SEEN])
    return f"{listed}; …" if len(names) > _SEEN else listed


def language_of(header: Sequence[str], importer: Importer) -> str:
    """That of the names of columns: it says what a comma in a number means, and which figure of a
    date is the month."""
    both = {plain_name(name) for names in importer.columns.values() for name in names}
    known = [cell for cell in header if plain_name(cell) in both]
    return "fr" if any(set(cell.casefold()) & _FRENCH_SIGNS for cell in (*known, *header)) else "en"
