"""The front matter of other generators: YAML, TOML or JSON between marks, or lines of its own."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time
from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.form import Form
from portevoix.importing.gathering import Gathering
from portevoix.posts import MAX_BYTES, decode, split
from portevoix.refusals import reason_of
from portevoix.text import sound
from portevoix.values import dataclass
from portevoix.yaml_text import MAX_DEPTH, Yaml, read_yaml

_TOML_LINE = re.compile(r"at line (\d+)")
_TOML_KEY = re.compile(r"""^\s*["']?([\w-]+)["']?\s*=""", re.MULTILINE)
_MARKED = re.compile(r"---[ \t]*(json|toml|yaml|yml)[ \t]*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A file taken apart; keys are in lower case."""

    form: Form
    body: str = field(repr=False)
    body_line: int
    is_there: bool = True  # False: the file has no front matter

    def text(self, *keys: str) -> str:
        """The text of the first of these keys that has any."""
        for key in keys:
            value = self.form.values.get(key)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return ""

    def texts(self, *keys: str) -> tuple[str, ...]:
        """The texts of the first of these keys: a list, or one text."""
        for key in keys:
            value = self.form.values.get(key)
            items = value if isinstance(value, list) else [value]
            if found := [one.strip() for one in items if isinstance(one, str) and one.strip()]:
                return tuple(dict.fromkeys(found))
        return ()

    def flag(self, key: str) -> bool | None:
        value = self.form.values.get(key)
        if isinstance(value, str):
            return {"true": True, "yes": True, "false": False, "no": False}.get(value.lower())
        return value if isinstance(value, bool) else None

    def line(self, key: str) -> int:
        return self.form.line(key)


def read_text(path: Path, file: str, gathering: Gathering) -> str | None:
    """The text of a file; None once it was told why there is none."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        gathering.mistake(file, 0, "posts.unreadable", reason=reason_of(error, gathering.lang))
        return None
    if len(content) > MAX_BYTES:
        size, limit = path.stat().st_size // 1_000_000, MAX_BYTES // 1_000_000
        gathering.mistake(file, 0, "posts.too_big", size=size, limit=limit)
        return None
    try:
        return decode(content)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        gathering.mistake(file, line, "posts.not_utf8")
        return None


def read_front(path: Path, file: str, gathering: Gathering) -> Front | None:
    """A file's front matter and body; None once it was told what does not parse."""
    text = read_text(path, file, gathering)
    if text is None:
        return None
    diagnostics = Diagnostics(gathering.lang)
    if text.startswith("+++"):
        front = _toml_parts(text, file, diagnostics)
    elif match := _MARKED.match(text):
        kind = match[1].lower()
        text = f"---\n{text[match.end() :]}"
        front = _marked(text, kind, file, diagnostics)
    elif text.startswith("{") and not text.startswith(("{{", "{%", "{#", "{:")):
        front = _json_parts(text, file, diagnostics)
    else:
        front = _marked(text, "yaml", file, diagnostics)
    gathering.take(diagnostics)
    return front


def _marked(text: str, kind: str, file: str, diagnostics: Diagnostics) -> Front | None:
    parts = split(text)
    if not parts.closed:
        diagnostics.mistake(file, parts.yaml_line - 1, "posts.front_matter_open")
        return None
    values: Yaml
    if kind == "toml":
        read = _toml(parts.yaml, parts.yaml_line, file, diagnostics)
        values, lines = read or (None, {})
    elif kind == "json":
        values, lines = _json(parts.yaml, parts.yaml_line, file, diagnostics), {}
    else:
        own = Diagnostics(diagnostics.lang)
        first = parts.yaml_line
        values, lines = read_yaml(parts.yaml, file=file, first_line=first, diagnostics=own)
        if values is None:  # a key that is there twice stops no other generator
            diagnostics.mistakes += own.mistakes
    if diagnostics.mistakes:
        return None
    is_there = parts.yaml_line > 1
    return _front(values, lines, file, diagnostics, parts.body, parts.body_line, is_there)


def _toml_parts(text: str, file: str, diagnostics: Diagnostics) -> Front | None:
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "+++"), 0)
    if not end:
        diagnostics.mistake(file, 1, "importing.toml_open")
        return None
    read = _toml("\n".join(lines[1:end]), 2, file, diagnostics)
    if read is None:
        return None
    return _front(*read, file, diagnostics, "\n".join(lines[end + 1 :]), end + 2, True)


def _json_parts(text: str, file: str, diagnostics: Diagnostics) -> Front | None:
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        diagnostics.mistake(file, line, "importing.bad_json", problem=str(error)[:120])
        return None
    body = text[end:]
    left = body.lstrip("\n")
    line = text.count("\n", 0, len(text) - len(left)) + 1
    return _front(plain(value), {}, file, diagnostics, left, line, True)


def _front(
    values: Yaml,
    lines: Mapping[str, int],
    file: str,
    diagnostics: Diagnostics,
    body: str,
    body_line: int,
    is_there: bool,
) -> Front:
    mapping = values if isinstance(values, dict) else {}
    form = Form(
        {key.lower(): value for key, value in mapping.items()},
        {key.lower(): line for key, line in (lines or {"": 1}).items()},
        file,
        diagnostics,
    )
    return Front(form=form, body=body, body_line=body_line, is_there=is_there)


def _toml(
    text: str, first: int, file: str, diagnostics: Diagnostics
) -> tuple[Yaml, dict[str, int]] | None:
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = _TOML_LINE.search(str(error))
        lines = text.split("\n")
        rank = min(int(found[1]), len(lines)) - 1 if found else 0
        shown = lines[rank].strip()[:80]
        diagnostics.mistake(file, first + rank, "importing.bad_toml", text=shown)
        return None
    places = {"": first}
    for match in _TOML_KEY.finditer(text):
        places.setdefault(match[1], first + text.count("\n", 0, match.start(1)))
    return plain(values), places


def _json(text: str, first: int, file: str, diagnostics: Diagnostics) -> Yaml:
    try:
        return plain(json.loads(text))
    except (ValueError, RecursionError) as error:
        line = first + getattr(error, "lineno", 1) - 1
        diagnostics.mistake(file, line, "importing.bad_json", problem=str(error)[:120])
        return None


def plain(value: object, depth: int = 0) -> Yaml:
    """Values of TOML and JSON as those of our YAML: all but true, false and null are text."""
    if isinstance(value, bool) or value is None:
        return value
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, Mapping):
        return {sound(str(key)): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, depth + 1) for one in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return sound(str(value))


def read_data(path: Path, file: str, gathering: Gathering) -> Mapping[str, Yaml]:
    """A file of settings: YAML, TOML or JSON, by its name; nothing once it was told why."""
    text = read_text(path, file, gathering)
    if text is None:
        return {}
    diagnostics = Diagnostics(gathering.lang)
    values: Yaml
    if path.suffix == ".toml":
        read = _toml(text, 1, file, diagnostics)
        values = read[0] if read else None
    elif path.suffix == ".json":
        values = _json(text, 1, file, diagnostics)
    else:
        own = Diagnostics(gathering.lang)
        values, _ = read_yaml(text, file=file, diagnostics=own)
        if values is None:
            diagnostics.mistakes += own.mistakes
    gathering.take(diagnostics)
    return values if isinstance(values, dict) else {}
