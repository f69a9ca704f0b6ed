"""The pause, written into mkdocs.yml and taken out again: one line, everything else as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime

from portevoix.diagnostics import Diagnostics
from portevoix.planning.settings import Pause
from portevoix.yaml_text import read_yaml

PLUGIN = "portevoix/resonance"
_BLOCK = re.compile(r"(?P<before>\s*(?:- )?)[\"']?(?P<key>[\w/]+)[\"']?:\s*(?:#.*)?$")

_ONE_LINE = re.compile(r"\s*pause:")


class CannotEdit(Exception):
    """The file is not laid out in a way that a line can be put into: a person does it."""


def begun(text: str, since: datetime, reason: str) -> str:
    """`text` with the line of a pause. Raises CannotEdit."""
    value = json.dumps(f"{since:%Y-%m-%d %H:%M} {reason}".strip(), ensure_ascii=False)
    rows, places = _read(text)
    planning = _find(places, f"{PLUGIN}.planning")
    if planning is not None and (line := places.get(f"{planning}.pause")):
        if not _ONE_LINE.match(rows[line - 1]):
            raise CannotEdit
        del rows[line - 1]  # « pause: false », or one that somebody began meanwhile
    return _put("".join(rows), f"pause: {value}")


def ended(text: str, pause: Pause) -> str:
    """`text` without the line of the pause, which joins those that are over; both its moments are known.
    Raises CannotEdit."""
    said = [f"from: {pause.since:%Y-%m-%d %H:%M}", f"until: {pause.until:%Y-%m-%d %H:%M}"]
    if pause.reason:
        said.append(f"reason: {json.dumps(pause.reason, ensure_ascii=False)}")
    for name, some in (("keep", pause.keep), ("drop", pause.drop), ("move", pause.move)):
        if some:
            said.append(f"{name}: [{', '.join(sorted(some))}]")
    rows, places = _read(text)
    planning = _find(places, f"{PLUGIN}.planning")
    if planning is None or (line := places.get(f"{planning}.pause")) is None:
        raise CannotEdit
    del rows[line - 1]
    return _put("".join(rows), f"- {{{', '.join(said)}}}", under="past_pauses")


def _put(text: str, written: str, under: str = "") -> str:
    """`text` with a line among the settings of the calendar, or in a list of them."""
    rows, places = _read(text)
    ours = _find(places, PLUGIN)
    if ours is None:
        raise CannotEdit
    end = "\r\n" if rows and rows[0].endswith("\r\n") else "\n"
    listed = f"{ours}.planning.{under}" if under else ""
    if under and listed in places:
        line = places[listed]
        space = _inside(rows, line, at_least=False)
        new = [f"{space}{written}"]
    else:
        planning = f"{ours}.planning"
        line = places.get(planning, places[ours])
        space = _inside(rows, line, at_least=planning in places)
        new = [f"{space}{written}"]
        if under:
            new = [f"{space}{under}:", f"{space}  {written}"]
        if planning not in places:
            new = [f"{space}planning:", *(f"  {one}" for one in new)]
    if not rows[line - 1].endswith(("\n", "\r\n")):
        rows[line - 1] += end
    rows[line:line] = [f"{one}{end}" for one in new]
    return "".join(rows)


def _read(text: str) -> tuple[list[str], dict[str, int]]:
    diagnostics = Diagnostics()
    values, places = read_yaml(text, file="", diagnostics=diagnostics, prose=False)
    if diagnostics.mistakes or not isinstance(values, dict):
        raise CannotEdit
    return text.splitlines(keepends=True), places


def _find(places: dict[str, int], ending: str) -> str | None:
    """The path of a key of ours, whether plugins are a list or a mapping."""
    found = [path for path in places if path.startswith("plugins.") and path.endswith(ending)]
    return min(found, key=len, default=None)


def _inside(rows: Sequence[str], line: int, *, at_least: bool) -> str:
    """The spaces before what stands under the key of a line. Raises CannotEdit where the key and
    its value share a line."""
    head = rows[line - 1].rstrip("\r\n")
    match = _BLOCK.match(head)
    if match is None:
        raise CannotEdit
    own = len(match["before"])
    for row in rows[line:]:
        if row.strip() and not row.lstrip().startswith("#"):
            inner = len(row) - len(row.lstrip())
            if inner > own or (row.lstrip().startswith("- ") and inner >= own):
                return " " * inner
            break
    if not at_least:
        raise CannotEdit
    return " " * (own + 2)
