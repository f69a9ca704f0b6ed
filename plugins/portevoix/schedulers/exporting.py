"""Texts of the calendar → files for a tool: in its columns, within its limits, nothing altered.

What cannot go is said, with why; so is what a person should know of what does.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from portevoix.digests import digest
from portevoix.planning import Planned, Standing
from portevoix.posts import slugify
from portevoix.schedulers.recipes import Row, cook, nest
from portevoix.schedulers.scheduler import Scheduler, Shape
from portevoix.values import dataclass

MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Why(StrEnum):
    """Why a text stays out; worded under `schedulers.left_<why>`."""

    STANDING = "standing"
    DRAFT = "draft"
    APPROVAL = "approval"
    TWIN = "twin"
    NETWORK = "network"
    PICTURE = "picture"
    NO_ANSWER = "no_answer"
    LONG = "long"
    UNCHANGED = "unchanged"


class Note(StrEnum):
    """What is to be known of a text that goes; worded under `schedulers.told_<note>`."""

    MOVED = "moved"
    FORMULA = "formula"
    WARNING = "warning"
    NO_PICTURE = "no_picture"
    NO_ANSWER = "no_answer"
    HEAVY = "heavy"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text that the calendar holds, and all that a file may need of it."""

    planned: Planned
    row: Row
    weight: int = 0  # bytes of the picture
    unseen: str = ""  # what is wrong with its address, for a person
    wants_picture: bool = False  # whether its network takes no text without one
    over: int = 0  # units beyond what the network takes
    warning: str = ""  # a content warning, which no tool has a column for
    unapproved: bool = False  # whether somebody has to agree first
    twin: str = ""  # the former address under which it may be out


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    asked: Asked
    why: Why
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    row: Row
    note: Note
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    name: str
    content: bytes
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    files: tuple[ExportFile, ...]
    left: tuple[Left, ...]
    told: tuple[Told, ...]


def digest_of(row: Row) -> str:
    """Changes with all that a tool shows of a text, and with its moment."""
    return digest(row.text, row.picture, row.alt, row.moment.isoformat())


def export(
    tool: Scheduler,
    texts: Sequence[Asked],
    now: datetime,
    known: Mapping[tuple[str, str], str] | None = None,
) -> Export:
    """The files of a tool. `known` is what it has already: id and account → `digest_of`."""
    left: list[Left] = []
    told: list[Told] = []
    going: list[Row] = []
    for one in texts:
        if reason := _stays(one, tool, now, known or {}):
            left.append(reason)
        else:
            going.append(_row(one, tool, told))
    files: list[ExportFile] = []
    going.sort(key=lambda row: (row.network, row.account, row.moment.timestamp(), row.id))
    for (network, account), some in groupby(going, lambda row: (row.network, row.account)):
        rows = list(_spaced(some, tool, told))
        rows = _new(rows, known or {}, texts, left, told)
        size = tool.rows or len(rows) or 1
        parts = [rows[n : n + size] for n in range(0, len(rows), size)]
        for n, part in enumerate(parts, 1):
            number = f"-{n}" if len(parts) > 1 else ""
            name = f"{tool.key}-{network}-{slugify(account) or network}-{_zone(now)}-{now:%Y-%m-%d}{number}"
            files.append(
                ExportFile(
                    name=f"{name}.{tool.shape}", content=render(tool, part), rows=tuple(part)
                )
            )
    return Export(files=tuple(files), left=tuple(left), told=tuple(told))


def export_seen(
    tool: Scheduler,
    texts: Sequence[Asked],
    now: datetime,
    known: Mapping[tuple[str, str], str],
    unseen: Callable[[Collection[str]], Mapping[str, str]],
) -> Export:
    """The same, with no picture whose address does not answer: `unseen` says of addresses what is wrong
    with those. What the tool has already is asked no more: its picture may be there, and only silent."""
    asked: set[str] = set()
    wrong: dict[str, str] = {}
    holds = "picture" in tool.columns.values()
    while True:
        made = export(tool, texts, now, known)
        going = {
            (row.id, row.account): row.picture
            for file in made.files
            for row in file.rows
            if row.picture and holds
        }
        if new := sorted(set(going.values()) - asked):
            asked.update(new)
            wrong.update(unseen(new))
        dead = {place: wrong[picture] for place, picture in going.items() if picture in wrong}
        if not dead:
            return made
        texts = [
            replace(one, unseen=dead.get((one.row.id, one.row.account), one.unseen))
            for one in texts
        ]


def render(tool: Scheduler, rows: Sequence[Row]) -> bytes:
    """A file as the tool takes it; UTF-8."""
    if tool.shape is Shape.JSON:
        whole = [nest(tool.columns, row) for row in rows]
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
    written = io.StringIO(newline="")
    writer = csv.writer(
        written, quoting=csv.QUOTE_ALL if tool.quoted else csv.QUOTE_MINIMAL, lineterminator="\r\n"
    )
    if tool.header:
        writer.writerow(tool.columns)
    for row in rows:
        writer.writerow([cook(recipe, row) for recipe in tool.columns.values()])
    return ((MARK if tool.mark else "") + written.getvalue()).encode()


def _stays(
    one: Asked, tool: Scheduler, now: datetime, known: Mapping[tuple[str, str], str]
) -> Left | None:
    # What this very tool has may go again, changed; what another has, never.
    has = (one.row.id, one.row.account) in known and one.row.moment > now
    standing = one.planned.standing
    goes = standing in (Standing.PLANNED, Standing.TAKEN_BACK)
    if not goes and not (standing is Standing.ENTRUSTED and has):
        return Left(asked=one, why=Why.STANDING)
    if one.planned.post.draft:
        return Left(asked=one, why=Why.DRAFT)
    if one.unapproved:
        return Left(asked=one, why=Why.APPROVAL)
    if one.twin:
        return Left(asked=one, why=Why.TWIN, value=one.twin)
    if tool.networks and one.row.network not in tool.networks:
        return Left(asked=one, why=Why.NETWORK)
    if one.over:
        return Left(asked=one, why=Why.LONG, value=str(one.over))
    if one.wants_picture and not _takes(one, tool):
        why = Why.NO_ANSWER if one.unseen else Why.PICTURE
        return Left(asked=one, why=why, value=one.unseen)
    return None


def _takes(one: Asked, tool: Scheduler) -> bool:
    fits = not tool.heaviest or one.weight <= tool.heaviest
    kind = one.row.picture.endswith(tool.pictures or ("\0",))
    return bool(one.row.picture) and kind and fits and not one.unseen


def _row(one: Asked, tool: Scheduler, told: list[Told]) -> Row:
    row = one.row
    if row.picture and not _takes(one, tool):
        if tool.pictures:
            heavy = tool.heaviest and one.weight > tool.heaviest
            note = Note.HEAVY if heavy else Note.NO_PICTURE
            note = Note.NO_ANSWER if one.unseen else note
            told.append(Told(row=row, note=note, value=one.unseen))
        row = replace(row, picture="", alt="")
    if one.warning:
        told.append(Told(row=row, note=Note.WARNING, value=one.warning))
    cells = [cook(recipe, row) for recipe in tool.columns.values() if recipe in ("text", "alt")]
    if tool.shape is Shape.CSV and any(cell.startswith(_FORMULA) for cell in cells):
        told.append(Told(row=row, note=Note.FORMULA, value=row.text[:1]))
    return row


def _spaced(rows: Iterable[Row], tool: Scheduler, told: list[Told]) -> Iterator[Row]:
    """The rows at hours that the tool takes; each later than it was, if at all."""
    # In UTC: a clock's hours cannot be added up where the clocks change.
    last: datetime | None = None
    for row in rows:
        moment = row.moment.astimezone(UTC)
        if last is not None and tool.apart:
            moment = max(moment, last + timedelta(minutes=tool.apart))
        beyond = timedelta(minutes=moment.minute % tool.step, seconds=moment.second)
        if beyond:
            moment += timedelta(minutes=tool.step) - beyond
        last, moment = moment, moment.astimezone(row.moment.tzinfo)
        moved = replace(row, moment=moment)
        if moment.timestamp() != row.moment.timestamp():
            told.append(Told(row=moved, note=Note.MOVED, value=f"{moment:%H:%M}"))
        yield moved


def _new(
    rows: list[Row],
    known: Mapping[tuple[str, str], str],
    texts: Sequence[Asked],
    left: list[Left],
    told: list[Told],
) -> list[Row]:
    """The rows that the tool does not have as they are."""
    by_id = {(one.row.id, one.row.account): one for one in texts}
    found = []
    for row in rows:
        before = known.get((row.id, row.account))
        if before == digest_of(row):
            left.append(Left(asked=by_id[(row.id, row.account)], why=Why.UNCHANGED))
            continue
        if before:
            told.append(Told(row=row, note=Note.CHANGED))
        found.append(row)
    return found


def _zone(now: datetime) -> str:
    return str(now.tzinfo).replace("/", "-")
