"""`resultats.csv`, beside the ledger: a table that a spreadsheet opens and that only grows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.journal import alone
from portevoix.language import say
from portevoix.near import nearest
from portevoix.refusals import reason_of
from portevoix.results.asked import NotRead
from portevoix.results.line import HAND, SAID, Line
from portevoix.results.measures import MEASURES
from portevoix.results.numbers import plain_number, read_day, read_number
from portevoix.results.table import decoded, rows_of, sign_of
from portevoix.text import tidy
from portevoix.whole_files import write_whole

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
    """The lines in the order of the file, and what is wrong in the others or between the columns;
    nothing without a file."""

    def wrong(number: int, wording: str, **values: object) -> Diagnostic:
        return _told(lang, name, number, wording, values)

    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return (), []
    except OSError as error:
        if path.is_dir():
            return (), [wrong(0, "file_folder")]
        return (), [wrong(0, "file_unreadable", reason=reason_of(error, lang))]
    if len(content) > MAX_BYTES:
        return (), [wrong(0, "file_large", most=MAX_BYTES // 1_000_000)]
    text = decoded(content)
    if text is None:
        return (), [wrong(0, "file_not_text")]
    if (marked := conflict_line(text)) is not None:
        return (), [wrong(marked + 1, "file_conflict")]
    return _read_text(text, lang, name)


def _read_text(text: str, lang: str, name: str) -> tuple[tuple[Line, ...], list[Diagnostic]]:
    def wrong(number: int, wording: str, **values: object) -> Diagnostic:
        return _told(lang, name, number, wording, values)

    lines: list[Line] = []
    mistakes: list[Diagnostic] = []
    sign = sign_of(text)
    try:
        rows = rows_of(io.StringIO(text, newline=""), sign)
        top = next(rows, None)
        if top is None:
            return (), []
        keys, mistakes = _columns(*top, lang, name)
        if any(key not in keys for key in _NEEDED):
            return (), mistakes
        for number, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(lines) >= MAX_LINES:
                mistakes.append(wrong(number, "file_long", most=MAX_LINES))
                break
            if _swallows(cells, keys, sign):
                mistakes.append(wrong(number, "file_quote"))
                continue
            if more := [cell.strip() for cell in cells[len(keys) :] if cell.strip()]:
                mistakes.append(wrong(number, "line_more", value=more[0][:40]))
                continue
            said = {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key}
            found = _line(said, number, lang)
            if isinstance(found, Line):
                lines.append(found)
            else:
                mistakes.append(wrong(number, found[0], **found[1]))
    except NotRead as why:
        mistakes.append(wrong(why.line, why.wording))
    return tuple(lines), mistakes


def _columns(
    number: int, cells: Sequence[str], lang: str, name: str
) -> tuple[list[str], list[Diagnostic]]:
    """The key of each column, "" for one that is not read, and what is wrong with the titles."""
    keys: list[str] = []
    told: list[tuple[str, dict[str, object]]] = []
    for said in (cell.strip() for cell in cells):
        key = _NAMED.get(said.casefold(), "")
        if key in keys and key:
            told.append(("column_twice", {"name": said[:40]}))
            key = ""
        elif said and not key:
            near = nearest(said[:40], [one for one, of in _NAMED.items() if of not in keys])
            hint = say(lang, "form.near", near=near) if near else ""
            known = ", ".join(names[lang == "en"] for names in COLUMNS.values())
            told.append(("column_unknown", {"name": said[:40], "hint": hint, "known": known}))
        keys.append(key)
    if lacking := [COLUMNS[key][lang == "en"] for key in _NEEDED if key not in keys]:
        told.append(("file_header", {"names": ", ".join(lacking)}))
    return keys, [_told(lang, name, number, wording, values) for wording, values in told]


def _told(
    lang: str, name: str, number: int, wording: str, values: Mapping[str, object]
) -> Diagnostic:
    return Diagnostic(
        file=name,
        line=number,
        what=say(lang, f"results.{wording}", **values),
        do=say(lang, f"results.{wording}_do", **values).strip(),
    )


def _swallows(cells: Sequence[str], keys: Sequence[str], sign: str) -> bool:
    """Whether a cell holds what was a row: its quote was closed by that of another one."""
    at = keys.index("at")
    return any(
        len(parts := line.split(sign)) > at and read_day(parts[at], months_first=False) is not None
        for cell in cells
        if "\n" in cell
        for line in cell.split("\n")[1:]
        if line.count(sign) >= len(_NEEDED) - 1
    )


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
        near = nearest(said["measure"][:80], _MEASURES)
        hint = say(lang, "form.near", near=near) if near else ""
        return "line_measure", {"value": said["measure"][:40], "known": known, "hint": hint}
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
    DiagnosticsError for a file whose columns are not known, or in which the lines would not be read.
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
        was, _ = _read_text(text, lang, path.name)
        read, mistakes = _read_text(f"{start}{out.getvalue()}", lang, path.name)
        if len(read) < len(was) + len(new):  # a quote that nobody closed, above
            raise DiagnosticsError(mistakes)
        write_whole(path, content)


def _unknown(path: Path, lang: str) -> Diagnostic:
    names = ", ".join(names[lang == "en"] for names in COLUMNS.values())
    return _told(lang, path.name, 1, "file_header", {"names": names})


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
