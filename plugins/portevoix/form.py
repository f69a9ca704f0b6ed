"""YAML that people wrote, read once with the line of every key, and every mistake kept.

All scalars but true, false and null stay text: the reader of a field knows what it wants, so
that `title: 2026`, an unquoted date or a Norwegian `no` never change type on their own.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import regex
import yaml

from portevoix.clocks import Doubt, by_clock
from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.text import one_line, sound

Yaml: TypeAlias = "str | bool | list[Yaml] | dict[str, Yaml] | None"
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_NODES = 20_000  # aliases can multiply a small text without end
MAX_DEPTH = 20
MAX_LINE = 10_000  # characters of a field: what costs time or space grows with it
MAX_TEXT = 70_000  # of a field of several lines: the longest that a network takes is 63,206
MAX_ITEMS = 200  # of a list: each category and each tag has a page and three feeds
_LISTED = 20  # values of a list that a message shows
YEARS = range(1970, 2200)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_QUOTED = regex.compile(r"""(["']).*\1""")
# A hash that begins a comment for YAML and, without a space after it, a word for people.
_CUT = regex.compile(r"(?:^|(?<=[\s\[,{:-]))\s*#(?=[^\s#!])", regex.MULTILINE)
_PROSE = regex.compile(r"^(?!(?:true|false|yes|no|null|~)$).*[^\W\d_]", regex.IGNORECASE)
_DATE = regex.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d{1,2}:\d\d\S*)\s*([+-]\d\d:?\d\d)?)?", regex.A
)
_HOUR = regex.compile(r"(?<=[T ]\d{1,2})[ \u00a0\u202f]?h[ \u00a0\u202f]?(?=\d\d)")  # 14 h 30


class _Loader(_Safe):  # type: ignore[misc]
    """Nodes only: what a plain scalar might mean to YAML is never asked, and costs as much as all."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


@dataclass(slots=True)
class Diagnostics:
    """What a reader gathers on its way; the only thing in a reader that changes."""

    lang: str = "fr"
    mistakes: list[Diagnostic] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)

    def mistake(self, file: str, line: int, wording: str, /, **values: object) -> None:
        self.mistakes.append(self._made(file, line, wording, values))

    def notice(self, file: str, line: int, wording: str, /, **values: object) -> None:
        self.notices.append(self._made(file, line, wording, values))

    def _made(self, file: str, line: int, wording: str, values: dict[str, object]) -> Diagnostic:
        what = say(self.lang, wording, **values)
        do = say(self.lang, f"{wording}_do", **values)
        return Diagnostic(file=file, line=line, what=what, do=do)


def read_yaml(
    text: str,
    *,
    file: str,
    first_line: int = 1,
    diagnostics: Diagnostics,
    prose: bool = True,
) -> tuple[Yaml, dict[str, int]]:
    """The value of a YAML text and the line of each key (`call.url`, `points.0`).

    A text that does not parse gives None and one mistake. Where people write `prose`, a hash that
    cuts a value short is a mistake too; elsewhere it begins a comment as YAML has it.
    """
    lines: dict[str, int] = {"": first_line}
    conflict = conflict_line(text)
    if conflict is not None:
        diagnostics.mistake(file, first_line + conflict, "form.conflict")
        return None, lines
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, lines
        source = text.split("\n") if prose and _CUT.search(text) else ()
        return _Tree(file, first_line, diagnostics, lines, source).value(node, "", 0), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if any(word in str(error.context) for word in ("flow", "quoted", "simple key")):
            mark = error.context_mark or mark  # what opens, not where the parser gave up
        source = text.split("\n")
        hashed = _hashed(error, source)
        line = first_line + (mark.line if mark else 0) if hashed is None else first_line + hashed
        problem = _explained(error, source, diagnostics.lang, hashed is not None)
        diagnostics.mistake(file, line, "form.yaml", problem=problem)
    except (yaml.YAMLError, ValueError, RecursionError):
        diagnostics.mistake(file, first_line, "form.yaml_large")
    finally:
        loader.dispose()
    return None, lines


def _hashed(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> int | None:
    """The line, from 0, whose hash began a comment that the parser stumbled over."""
    if error.problem_mark is None or not _CUT.search("\n".join(lines)):
        return None
    last = min(error.problem_mark.line, len(lines) - 1)
    far = 20 if "flow" in str(error.context) else 1  # lines back: a bracket may be long open
    for n in range(last, max(last - far, 0) - 1, -1):
        if _CUT.search(lines[n]):
            return n
    return None


def _explained(error: yaml.MarkedYAMLError, lines: Sequence[str], lang: str, hashed: bool) -> str:
    """The parser's complaint in the reader's words, where we know them."""
    if hashed:
        return say(lang, "form.yaml_hash")
    problem, mark = error.problem or "", error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    before = line[: mark.column] if mark else ""
    if "mapping values are not allowed" in problem:
        return say(lang, "form.yaml_colon" if ":" in before else "form.yaml_before")
    if "\t" in line[: len(before) + 1]:
        return say(lang, "form.yaml_tab")
    if "did not find expected key" in problem and _QUOTED.search(before):
        return say(lang, "form.yaml_inner_quote")
    for sign, key in (
        ("found a tab", "form.yaml_tab"),
        ("cannot start any token", "form.yaml_sign"),
        ("expected alphabetic or numeric character", "form.yaml_sign"),
        ("did not find expected ',' or", "form.yaml_quote"),
        ("unexpected end of stream", "form.yaml_quote"),
        ("did not find expected key", "form.yaml_indent"),
        ("expected <block end>", "form.yaml_indent"),
        ("could not find expected ':'", "form.yaml_key"),
        ("undefined alias", "form.yaml_alias"),
        ("escape", "form.yaml_escape"),
        ("while scanning a quoted scalar", "form.yaml_quote"),
    ):
        if sign in problem:
            return say(lang, key)
    return say(lang, "form.yaml_other", problem=problem)


@dataclass(slots=True)
class _Tree:
    file: str
    first_line: int
    diagnostics: Diagnostics
    lines: dict[str, int]
    source: Sequence[str] = ()  # lines of the text, where a comment may have cut a value
    seen: int = 0

    def cut(self, node: yaml.ScalarNode, path: str) -> None:
        """Say when what follows a value on its line was most likely meant to belong to it."""
        end = node.end_mark
        rest = self.source[end.line][end.column :] if end.line < len(self.source) else ""
        if not _CUT.match(rest) or (node.value and not _PROSE.search(node.value)):
            return
        wording = "form.cut" if node.value else "form.cut_whole"
        key = path.rstrip("0123456789").rstrip(".") or path
        words = {"key": key, "kept": node.value[-60:], "lost": rest.strip()[:60]}
        self.diagnostics.mistake(self.file, self.first_line + end.line, wording, **words)

    def value(self, node: yaml.Node, path: str, depth: int) -> Yaml:
        self.seen += 1
        if self.seen > MAX_NODES or depth > MAX_DEPTH:
            raise ValueError("too large")
        self.lines.setdefault(path, self.first_line + node.start_mark.line)
        if isinstance(node, yaml.ScalarNode):
            if self.source and not node.style:
                self.cut(node, path)
            if not node.style and node.value.lower() in _WORDS:
                return _WORDS[node.value.lower()]
            return sound(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, f"{path}.{n}" if path else str(n), depth + 1)
                for n, item in enumerate(node.value)
            ]
        found: dict[str, Yaml] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value).strip() if isinstance(key_node, yaml.ScalarNode) else "?"
            below = f"{path}.{key}" if path else key
            line = self.first_line + key_node.start_mark.line
            if key in found:
                self.diagnostics.mistake(self.file, line, "form.twice", key=key)
                continue
            self.lines[below] = line
            found[key] = self.value(value_node, below, depth + 1)
        return found


@dataclass(slots=True)
class Form:
    """One mapping to be read field by field; wrong fields become mistakes, each on its line."""

    values: Mapping[str, Yaml]
    lines: Mapping[str, int]
    file: str
    diagnostics: Diagnostics
    prefix: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)  # keys that come from another file

    def place(self, key: str) -> tuple[str, int]:
        """The file and the line of a key, or of the nearest key above it."""
        path = f"{self.prefix}{key}"
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.origins.get(path, self.file), self.lines.get(path, self.lines.get("", 1))

    def whole(self, path: str) -> tuple[str, int]:
        """The same for a key named from the top of the file."""
        return Form({}, self.lines, self.file, self.diagnostics, "", self.origins).place(path)

    def line(self, key: str) -> int:
        return self.place(key)[1]

    def wrong(self, key: str, wording: str, **values: object) -> None:
        self.diagnostics.mistake(*self.place(key), wording, key=self.prefix + key, **values)

    def notice(self, key: str, wording: str, **values: object) -> None:
        self.diagnostics.notice(*self.place(key), wording, key=self.prefix + key, **values)

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """One line of text; a folded block is joined, outer spaces go."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            value = str(value).lower()
        if not isinstance(value, str):
            self.wrong(key, "form.not_text")
            return default
        if not self._holds(key, value, MAX_LINE):
            return default
        return one_line(value) or default

    def _holds(self, key: str, value: str, most: int) -> bool:
        if len(value) > most:
            self.wrong(key, "form.too_long", length=len(value), most=most)
        return len(value) <= most

    def lines_of_text(self, key: str) -> str:
        """Text whose line ends are wanted."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return ""
        if not isinstance(value, str):
            self.wrong(key, "form.not_text")
            return ""
        return value.strip() if self._holds(key, value, MAX_TEXT) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a lone text is a list of one; repeats and blanks go."""
        value = self.values.get(key)
        if value is None or value is False:
            return ()
        items = self._bounded(key, value)
        found: dict[str, None] = {}
        for n, item in enumerate(items):
            if item is None:
                continue
            if not isinstance(item, str):
                self.wrong(f"{key}.{n}", "form.not_text")
            elif not self._holds(f"{key}.{n}", item, MAX_LINE):
                continue
            elif text := one_line(item):
                found[text] = None
        return tuple(found)

    def _bounded(self, key: str, value: Yaml) -> Sequence[Yaml]:
        """`value` as a list, none of it when it is too long."""
        items: Sequence[Yaml] = value if isinstance(value, list) else [value]
        if len(items) <= MAX_ITEMS:
            return items
        self.wrong(key, "form.too_many", count=len(items), most=MAX_ITEMS)
        return ()

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("yes", "oui", "on"):
            return True
        if isinstance(value, str) and value.lower() in ("no", "non", "off"):
            return False
        self.wrong(key, "form.not_flag")
        return default

    def number(self, key: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
        text = self.text(key)
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
            self.wrong(key, "form.not_number", value=text, least=least, most=most)
            return default
        return int(text)

    def choice(self, key: str, allowed: Collection[str], default: str = "") -> str:
        text = self.text(key)
        if not text or text in allowed:
            return text or default
        self.choice_of(key, text, allowed, "form.not_choice")
        return default

    def choice_of(self, key: str, text: str, allowed: Collection[str], wording: str) -> None:
        """Say that `text` is not in the list, with the nearest of it and the list's start."""
        near = difflib.get_close_matches(text, list(allowed), n=1)
        hint = say(self.diagnostics.lang, "form.near", near=near[0]) if near else ""
        some = list(allowed)[:_LISTED]
        listed = ", ".join(some) + (", …" if len(some) < len(allowed) else "")
        self.wrong(key, wording, value=text[:80], allowed=listed, hint=hint)

    def address(self, key: str, *, local: bool = True) -> str:
        """An address that is safe to link: http, https, mailto, tel, or (`local`) a path."""
        text = self.text(key)
        if not text or safe_address(text, local=local):
            return text
        self.wrong(key, "form.not_address", value=text[:80])
        return ""

    def reference(self, key: str) -> str:
        """An address that is safe to link, or the name of a source."""
        text = self.text(key)
        if not _LIKE_ADDRESS.match(text):
            return text
        return self.address(key, local=text.startswith("/"))

    def form(self, key: str) -> Form | None:
        value = self.values.get(key)
        if value is None or value is False:
            return None
        if not isinstance(value, dict):
            self.wrong(key, "form.not_mapping")
            return None
        return self.below(key, value)

    def forms(self, key: str) -> list[Form]:
        value = self.values.get(key)
        if value is None or value is False:
            return []
        items = self._bounded(key, value)
        found = []
        for n, item in enumerate(items):
            if isinstance(item, dict):
                found.append(self.below(f"{key}.{n}" if isinstance(value, list) else key, item))
            else:
                self.wrong(f"{key}.{n}", "form.not_mapping")
        return found

    def below(self, key: str, values: Mapping[str, Yaml]) -> Form:
        return Form(
            values, self.lines, self.file, self.diagnostics, f"{self.prefix}{key}.", self.origins
        )

    def moment(self, key: str, zone: ZoneInfo, at: time) -> datetime | None:
        """A date, or a date and time, in `zone`; a date alone means `at` that day."""
        text = self.text(key)
        if not text:
            return None
        found, doubt = _read(text, zone, at)
        if found is None:
            self.wrong(key, "form.not_date", value=text[:80])
        elif doubt:
            meant = f"{found:%Y-%m-%d %H:%M}"
            self.notice(key, f"form.hour_{doubt}", value=text[:80], zone=zone.key, meant=meant)
        return found

    def day(self, key: str) -> date | None:
        found = self.moment(key, ZoneInfo("UTC"), time(0))
        return found.date() if found else None


# What was meant as an address, sound or not; a name may hold a colon too.
_LIKE_ADDRESS = regex.compile(
    r"(?:(?:https?|ftp|file|data|javascript|vbscript|mailto|tel):|[/\\]|www\.)", regex.IGNORECASE
)


def safe_address(text: str, *, local: bool = True) -> bool:
    """Whether a browser that follows `text` only fetches, writes or calls."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    if any(char.isspace() or ord(char) < 33 for char in text):
        return False
    if parts.scheme in ("http", "https"):
        return bool(host)
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return local and not parts.scheme and not parts.netloc and not text.startswith(("//", "\\"))


def read_moment(text: str, zone: ZoneInfo, at: time) -> datetime | None:
    """The moment that an ISO 8601 text means in `zone`, None when it means none.

    A date alone is that day at `at`. A local time that the clocks skip in spring is moved past
    the gap; one that they show twice in autumn is the first.
    """
    return _read(text, zone, at)[0]


def _read(text: str, zone: ZoneInfo, at: time) -> tuple[datetime | None, Doubt]:
    """The same, with what the clocks do to an hour that somebody wrote."""
    nothing = None, Doubt.NONE
    match = _DATE.fullmatch(_HOUR.sub(":", text.strip()))
    if match is None:
        return nothing
    year, month, day, hour, offset = match.groups()
    try:
        found = datetime.combine(date(int(year), int(month), int(day)), at)
        if hour is not None:
            day = found.date().isoformat()
            found = datetime.fromisoformat(f"{day}T{_padded(hour)}{offset or ''}")
    except ValueError:
        return nothing
    if found.year not in YEARS:
        return nothing
    if found.tzinfo is None:
        moment, doubt = by_clock(found, zone)
        return moment, Doubt.NONE if hour is None else doubt
    return found.astimezone(zone), Doubt.NONE


def _padded(hour: str) -> str:
    return hour if hour[1] != ":" else f"0{hour}"
