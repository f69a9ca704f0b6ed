"""`resultats.csv`, beside the ledger: a table that a spreadsheet opens and that only grows."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.journal import alone
from portevoix.language import say
from portevoix.near import nearest
from portevoix.results.line import HAND, SAID, Line
from portevoix.results.measures import MEASURES
from portevoix.results.numbers import plain_number, read_day, read_number
from portevoix.text import tidy

MAX_BYTES = 50_000_000
MAX_LINES = 400_000
MAX_CELL = 2_000  # characters
# Each column, and its name in the languages of the interface. Both are read, everywhere.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "at": ("date", "date"),
    "post": ("billet", "post"),
    "network": ("réseau", "network"),
    "account": ("compte", "account"),
    "measure": ("mesure", "measure"),
    "value": ("valeur", "value"),
    "of": ("sur", "of"),
    "first": ("du", "from"),
    "last": ("au", "until"),
    "source": ("source", "source"),
    "verdict": ("verdict", "verdict"),
    "note": ("note", "note"),
}
_NAMED = {name: key for key, names in COLUMNS.items() for name in (*names, key)}
_NEEDED = ("at", "post", "measure", "value")
_FORMULA = re.compile(r"[=+\-@\t\r]")  # what a spreadsheet may take for a formula


def read_results(path: Path, *, lang: str, name: str) -> tuple[tuple[Line, ...], list[Diagnostic]]:
    """The lines in the order of the file, and what is wrong in the others; nothing without a file."""

    def wrong(number: int, wording: str, **values: object) -> Diagnostic:
        return Diagnostic(
            file=name,
            line=number,
            what=say(lang, f"results.{wording}", **values),
            do=say(lang, f"results.{wording}_do", **values),
        )

    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return (), []
    except OSError as error:
        if path.is_dir():
            return (), [wrong(0, "file_folder")]
        return (), [wrong(0, "file_unreadable", reason=error.strerror or type(error).__name__)]
    if len(content) > MAX_BYTES:
        return (), [wrong(0, "file_large", most=MAX_BYTES // 1_000_000)]
    text = decoded(content)
    if text is None:
        return (), [wrong(0, "file_not_text")]
    if (marked := conflict_line(text)) is not None:
        return (), [wrong(marked + 1, "file_conflict")]
    rows = rows_of(text)
    header = next(rows, None)
    if header is None:
        return (), []
    keys = [_NAMED.get(cell.strip().casefold(), "") for cell in header[1]]
    if lacking := [COLUMNS[key][lang == "en"] for key in _NEEDED if key not in keys]:
        return (), [wrong(header[0], "file_header", names=", ".join(lacking))]
    lines: list[Line] = []
    mistakes: list[Diagnostic] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(lines) >= MAX_LINES:
            mistakes.append(wrong(number, "file_long", most=MAX_LINES))
            break
        said = {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key}
        found = _line(said, number, lang)
        if isinstance(found, Line):
            lines.append(found)
        else:
            mistakes.append(wrong(number, found[0], **found[1]))
    return tuple(lines), mistakes


def decoded(content: bytes) -> str | None:
    """The text of a table as spreadsheets save it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _tried(content, "utf-16")
        return text and text.lstrip("\ufeff")  # a table saved anew from one that had a mark has two
    if b"\0" in content[:4096]:  # a workbook, not a table
        return None
    return _tried(content, "utf-8-sig") or _tried(content, "cp1252")


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def rows_of(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with the line where it starts; the separator is the one that the first lines use.

    Rows end where a cell cannot be told from the next: without its end, or longer than 128 kB.
    """
    head = text[:20_000].split("\n", 20)[:20]
    sign = max(";,\t", key=lambda one: max((line.count(one) for line in head), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except (StopIteration, csv.Error):
            return
        yield start, row


def _line(said: Mapping[str, str], number: int, lang: str) -> Line | tuple[str, dict[str, object]]:
    """A line, or why it is none: the key of a wording and its values."""
    if long := [key for key, value in said.items() if len(value) > MAX_CELL]:
        return "line_long", {"name": COLUMNS[long[0]][lang == "en"], "most": MAX_CELL}
    for key in _NEEDED:
        if not said.get(key):
            return "line_lacks", {"name": COLUMNS[key][lang == "en"]}
    at = read_day(said["at"], months_first=False)
    if at is None:
        return "line_date", {"value": said["at"][:40]}
    measure = _MEASURES.get(said["measure"].casefold())
    if measure is None:
        known = ", ".join(one.label[lang] for one in MEASURES.values())
        near = nearest(said["measure"], MEASURES)
        return "line_measure", {"value": said["measure"][:40], "known": known, "near": near}
    value = read_number(said["value"], lang) or read_number(said["value"], "fr")
    of = read_number(said["of"], lang) if said.get("of") else None
    if value is None or value.value < 0 or (said.get("of") and (of is None or of.value <= 0)):
        shown = said["value"] if value is None or value.value < 0 else said["of"]
        return "line_number", {"value": shown[:40]}
    days = [read_day(said[key], months_first=False) for key in ("first", "last") if said.get(key)]
    if None in days or len(days) == 1 or (days and days[0] > days[1]):  # type: ignore[operator]
        return "line_days", {}
    verdict = _verdict(said.get("verdict", ""), lang)
    if verdict is None:
        known = ", ".join(say(lang, f"results.is_{one}") for one in SAID)
        return "line_verdict", {"value": said["verdict"][:40], "known": known}
    return Line(
        at=at,
        post=tidy(said["post"]),
        measure=measure,
        value=value.value,
        percent=value.percent,
        of=of.value if of else None,
        network=tidy(said.get("network", "")),
        account=tidy(said.get("account", "")),
        first=days[0] if days else None,
        last=days[1] if days else None,
        source=tidy(said.get("source", "")) or HAND,
        verdict=verdict,
        note=tidy(said.get("note", "")),
        number=number,
    )


_MEASURES = {
    name: key for key, one in MEASURES.items() for name in (one.label.en, one.label.fr, key)
}


def _verdict(said: str, lang: str) -> str | None:
    if not said:
        return ""
    for one in SAID:
        if said.casefold() in (
            one,
            *(_plain(say(tongue, f"results.is_{one}")) for tongue in _BOTH),
        ):
            return one
    return None


_BOTH = ("fr", "en")


def _plain(text: str) -> str:
    return text.casefold().replace("\u00a0", " ")


def add_lines(path: Path, lines: Iterable[Line], lang: str) -> None:
    """Write lines at the end, in the columns and with the separator that the file has.

    The file is whole or as it was, and no two commands write at once. Raises Busy and OSError, and
    DiagnosticsError for a file whose columns are not known.
    """
    new = list(lines)
    if not new:
        return
    with alone(path):
        before = path.read_bytes() if path.exists() else b""
        text = decoded(before)
        if text is None:
            raise DiagnosticsError([_unknown(path, lang)])
        if text.strip():
            first = text.split("\n", 1)[0]
            sign = max(";,\t", key=first.count)
            keys = [
                _NAMED.get(cell.strip().casefold(), "")
                for cell in next(csv.reader([first], delimiter=sign))
            ]
            # Lines already there stay as somebody's spreadsheet left them.
            start = text if text.endswith("\n") else f"{text}\n"
        else:
            sign, keys = ";", list(COLUMNS)
            start = sign.join(COLUMNS[key][lang == "en"] for key in keys) + "\n"
        if any(key not in keys for key in COLUMNS if any(_cell(one, key, lang) for one in new)):
            raise DiagnosticsError([_unknown(path, lang)])
        out = io.StringIO()
        writer = csv.writer(out, delimiter=sign, lineterminator="\n")
        for one in new:
            writer.writerow([_cell(one, key, lang) if key else "" for key in keys])
        # The mark at the start tells spreadsheets that accents are UTF-8.
        content = f"\ufeff{start}{out.getvalue()}".encode()
        beside = path.with_name(f".{path.name}.new")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def _unknown(path: Path, lang: str) -> Diagnostic:
    names = ", ".join(names[lang == "en"] for names in COLUMNS.values())
    return Diagnostic(
        file=path.name,
        line=1,
        what=say(lang, "results.file_header", names=names),
        do=say(lang, "results.file_header_do", names=names),
    )


def _cell(line: Line, key: str, lang: str) -> str:
    match key:
        case "at":
            return line.at.isoformat()
        case "first" | "last":
            day: date | None = getattr(line, key)
            return day.isoformat() if day else ""
        case "value":
            said = plain_number(line.value)
            return f"{said} %" if line.percent else said
        case "of":
            return plain_number(line.of) if line.of is not None else ""
        case "measure":
            return MEASURES[line.measure].label[lang]
        case "verdict":
            return _plain(say(lang, f"results.is_{line.verdict}")) if line.verdict else ""
    text = str(getattr(line, key))
    if key == "source" and text == HAND:
        return ""
    return f" {text}" if _FORMULA.match(text) else text
