"""A results file of a tool → lines, and what of it is left out, with the reason of each row."""

from __future__ import annotations

import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import IO

from portevoix.results.asked import Asked, NotRead
from portevoix.results.days import cell_at, months_first, with_days
from portevoix.results.file import MAX_BYTES
from portevoix.results.importers.importer import (
    ACCOUNT,
    DAY,
    LINK,
    NETWORK,
    PAGE,
    TEXT,
    Importer,
)
from portevoix.results.importers.log import looks_like_log, read_log
from portevoix.results.line import Line
from portevoix.results.matching import Found, Index, account_named
from portevoix.results.measures import MEASURES
from portevoix.results.numbers import NOTHING, read_day, read_number
from portevoix.results.recognising import language_of, plain_name, told_of
from portevoix.results.table import Row, table_at
from portevoix.snippets import boards_of
from portevoix.values import dataclass

MAX_ROWS = 100_000
MAX_LOG_BYTES = 2_000_000_000  # unpacked
LOG = "log"
# What tools call networks otherwise than we do.
_ALSO = {"twitter": "x", "xtwitter": "x", "facebookpage": "facebook", "linkedinpage": "linkedin"}
_ALSO |= {"instagrambusiness": "instagram", "linkedincompany": "linkedin"}
_HEAD = 20_000  # bytes that tell a log from a table
_TOLD = 5  # rows that are named of each reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Rows left out for one reason; `wording` is a key of `results`."""

    wording: str
    rows: tuple[int, ...]  # the first ones, by the line where they start
    count: int
    said: str = ""  # what stands in the first of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a file gave."""

    tool: str
    lines: tuple[Line, ...]
    rows: int
    left: tuple[Left, ...]


def read_file(path: Path, asked: Asked, index: Index, importers: Mapping[str, Importer]) -> Read:
    """Raises NotRead, with what is missing or has moved, and OSError."""
    with path.open("rb") as file:
        start = file.read(2 * _HEAD)
    packed = start[:2] == b"\x1f\x8b"
    head = _unpacked_head(start) if packed else start[:_HEAD].decode("utf-8", "replace")
    if asked.tool == LOG or (not asked.tool and looks_like_log(head)):
        return _of_log(path, packed, asked, index)
    if path.stat().st_size > MAX_BYTES:
        raise NotRead("file_large", most=MAX_BYTES // 1_000_000)
    table = None if packed else table_at(path)
    if table is None:
        raise NotRead("not_a_table")
    rows = table.rows()
    importer, columns, header = told_of(rows, asked.tool, importers)
    if DAY not in columns:  # where each row has its day, nobody needs to say which
        asked = with_days(asked, path, importer)
    lang = language_of(header, importer)
    first = months_first(table.rows() if DAY in columns else (), columns, importer, lang)
    sheet = _Sheet(importer=importer, asked=asked, index=index, lang=lang, months_first=first)
    return _of_rows(rows, importer, columns, sheet)


def _unpacked_head(content: bytes) -> str:
    try:
        with gzip.open(io.BytesIO(content)) as file:
            return file.read(20_000).decode("utf-8", "replace")
    except (OSError, EOFError):
        return ""


def _of_rows(
    rows: Iterable[Row], importer: Importer, columns: Mapping[str, int], sheet: _Sheet
) -> Read:
    count = 0
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise NotRead("rows_many", number, most=MAX_ROWS)
        said = {part: cell_at(cells, place) for part, place in columns.items()}
        sheet.take(number, said)
    if not count:
        raise NotRead("no_rows", tool=importer.label)
    if sheet.strangers == count:
        left = sheet.left_out()[0]
        raise NotRead("other_account", left.rows[0], said=left.said)
    return Read(tool=importer.key, lines=sheet.lines(), rows=count, left=sheet.left_out())


@dataclass(slots=True)
class _Sum:
    """The numbers of one place, as they come."""

    total: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    first: date | None = None
    last: date | None = None

    def add(self, value: Decimal, day: date | None) -> None:
        self.total += value
        self.most = max(self.most, value)
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


class _Sheet:
    """Rows gathered into lines: one for each place that the file speaks of."""

    def __init__(
        self, *, importer: Importer, asked: Asked, index: Index, lang: str, months_first: bool
    ) -> None:
        self._importer, self._asked, self._index, self._lang = importer, asked, index, lang
        self._months_first = months_first
        self._seen: set[bytes] = set()  # digests of rows: the rows of a year are large
        self._left: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._sums: dict[tuple[str, str, str, str], _Sum] = defaultdict(_Sum)
        self._networks = _network_names(index)
        self.strangers = 0

    def take(self, number: int, said: Mapping[str, str]) -> None:
        whole = blake2b(
            repr(tuple(said.values())).encode("utf-8", "replace"), digest_size=16
        ).digest()
        if whole in self._seen:
            self._left["left_twice"].append((number, said.get(LINK, "")))
            return
        self._seen.add(whole)
        found = self._place(number, said)
        if found is None:
            return
        day, doubtful = self._day(said)
        if doubtful:
            self._left["left_date"].append((number, said[DAY]))
            return
        for key in MEASURES:
            written = said.get(key, "")
            if key not in self._importer.columns or written.casefold() in NOTHING:
                continue
            value = read_number(written, self._lang)
            if value is None or value.percent or value.value < 0:
                self._left["left_number"].append((number, written))
                continue
            self._sums[found.post, found.network, found.account, key].add(value.value, day)

    def _day(self, said: Mapping[str, str]) -> tuple[date | None, bool]:
        written = said.get(DAY, "")
        if not any(sign.isdigit() for sign in written):  # « Lifetime », in whatever language
            return None, False
        day = read_day(written, months_first=self._months_first)
        return day, day is None

    def _place(self, number: int, said: Mapping[str, str]) -> Found | None:
        if PAGE in self._importer.columns:
            slug = self._index.of_page(said.get(PAGE, ""))
            if not slug:
                self._left["left_page"].append((number, said.get(PAGE, "")))
                return None
            return Found(post=slug)
        link, text = said.get(LINK, ""), said.get(TEXT, "")
        known = self._index.of_link(link)
        network = known.network if known else self._network(said, link)
        if not network:
            self._left["left_network"].append((number, said.get(NETWORK, "") or link))
            return None
        account = self._account(said, network, known)
        if account is None:
            self.strangers += 1
            self._left["left_account"].append((number, said.get(ACCOUNT, "")))
            return None
        found = known or self._index.of_text(text, network) or self._index.of_text(link, network)
        if found is None:
            self._left["left_post"].append((number, text or link))
            return None
        return Found(post=found.post, network=network, account=account)

    def _network(self, said: Mapping[str, str], link: str) -> str:
        if written := said.get(NETWORK, ""):
            return self._networks.get(plain_name(written), "")
        if self._asked.network or self._importer.network:
            return self._asked.network or self._importer.network
        host = re.match(r"https?://(?:www\.|m\.)?([a-z]+)\.", link.casefold())
        network = self._networks.get(host[1], "") if host else ""
        return network if not self._importer.networks or network in self._importer.networks else ""

    def _account(self, said: Mapping[str, str], network: str, known: Found | None) -> str | None:
        """The account as the organisation writes it; None for another's."""
        if known and known.account:
            return known.account
        written = self._asked.account or said.get(ACCOUNT, "")
        if written:
            named = account_named(self._index.site, network, written)
            return named.name if named else None
        own = [one for one in self._index.site.organisation.accounts if one.network == network]
        return own[0].name if len(own) == 1 else ""

    def lines(self) -> tuple[Line, ...]:
        """One for each place: messages of one post on one account are added where they can be."""
        made = []
        asked = self._asked
        for (post, network, account, key), some in sorted(
            self._sums.items(), key=lambda one: one[0]
        ):
            made.append(
                Line(
                    at=asked.at,
                    post=post,
                    measure=key,
                    value=some.total if MEASURES[key].adds else some.most,
                    network=network,
                    account=account,
                    first=asked.first or some.first,
                    last=asked.last or some.last,
                    source=self._importer.key,
                )
            )
        return tuple(made)

    def left_out(self) -> tuple[Left, ...]:
        return tuple(
            Left(
                wording=wording,
                rows=tuple(number for number, _ in some[:_TOLD]),
                count=len(some),
                said=" ".join(some[0][1].split())[:80],
            )
            for wording, some in sorted(self._left.items())
        )


def _network_names(index: Index) -> dict[str, str]:
    names = dict(_ALSO)
    for key, board in boards_of(index.site).items():
        label = board.network.label
        for name in (key, label.fr, label.en, *board.network.also_named):
            names[plain_name(name)] = key
    return names


def _of_log(path: Path, packed: bool, asked: Asked, index: Index) -> Read:
    with path.open("rb") as raw:
        file: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
        try:
            hits = read_log(_bounded(file), index.of_page)
        except EOFError:  # packed, and cut
            raise NotRead("not_a_log") from None
    if len(hits.unread) == min(5, hits.lines):
        raise NotRead("not_a_log", hits.unread[0] if hits.unread else 0)
    lines = tuple(
        Line(
            at=asked.at,
            post=slug,
            measure="pageviews",
            value=Decimal(count),
            first=hits.days[year, month][0],
            last=hits.days[year, month][1],
            source=LOG,
        )
        for (slug, year, month), count in sorted(hits.pages.items())
    )
    left: tuple[Left, ...] = ()
    if hits.unread:
        left = (Left(wording="left_line", rows=hits.unread, count=len(hits.unread)),)
    return Read(tool=LOG, lines=lines, rows=hits.lines, left=left)


def _bounded(file: IO[bytes]) -> Iterator[str]:
    size = 0
    while line := file.readline(65_536):
        size += len(line)
        if size > MAX_LOG_BYTES:
            raise NotRead("file_large", most=MAX_LOG_BYTES // 1_000_000)
        yield line[:8_000].decode("utf-8", "replace")
