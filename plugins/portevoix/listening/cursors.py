"""Where each listener left off, kept beside the inbox. What cannot be read is begun anew: a message is
known by its name, and is never counted twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path

from portevoix.inbox import rewrite
from portevoix.listening.told import Cursor

FILE = "cursors.json"
SEEN = 2_000  # digests that a cursor remembers


def read_cursors(folder: Path) -> dict[str, Cursor]:
    """By account or address."""
    try:
        whole = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found = {}
    for name, values in whole.items() if isinstance(whole, dict) else ():
        if isinstance(values, dict):
            found[name] = _cursor(values)
    return found


def _cursor(values: Mapping[str, object]) -> Cursor:
    plain = Cursor()
    told = {}
    for one in fields(Cursor):
        value = values.get(one.name)
        if type(value) is type(getattr(plain, one.name)):
            told[one.name] = value
    return Cursor(**told)  # type: ignore[arg-type]


def write_cursors(folder: Path, cursors: Mapping[str, Cursor]) -> None:
    """Raises OSError."""
    told = {name: asdict(cursors[name]) for name in sorted(cursors)}
    for one in told.values():
        one["seen"] = one["seen"][-SEEN:]
    rewrite(folder / FILE, [json.dumps(told, ensure_ascii=False, indent=1)])
