"""YAML that people wrote, read once with the line of every key, and every mistake kept.

All scalars but true, false and null stay text: the reader of a field knows what it wants, so
that `title: 2026`, an unquoted date or a Norwegian `no` never change type on their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import yaml

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostics
from portevoix.text import sound
from portevoix.values import dataclass
from portevoix.yaml_complaints import explained

Yaml: TypeAlias = "str | bool | list[Yaml] | dict[str, Yaml] | None"
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_NODES = 20_000  # aliases can multiply a small text without end
MAX_DEPTH = 20
# What a core tag of YAML says of a value changes nothing: all stay text until a field is read.
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(
    _CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
# A hash that begins a comment for YAML and, without a space after it, a word for people.
_CUTS = re.compile(r"(?:^|(?<=[\s\[,{:-]))#(?=[^\s#!])", re.MULTILINE).search
_CUT = re.compile(r"\s*#(?=[^\s#!])").match  # of what follows a value
_PROSE = re.compile(r"^(?!(?:true|false|yes|no|null|~)$).*[^\W\d_]", re.IGNORECASE)


class _Loader(_Safe):  # type: ignore[misc]
    """Nodes only: what a plain scalar might mean to YAML is never asked, and costs as much as all."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_yaml(
    text: str,
    *,
    file: str,
    first_line: int = 1,
    diagnostics: Diagnostics,
    prose: bool = True,
    environment: Mapping[str, str] | None = None,
) -> tuple[Yaml, dict[str, int]]:
    """The value of a YAML text and the line of each key (`call.url`, `points.0`).

    With an `environment`, `!ENV NAME` and `!ENV [NAME, …, otherwise]` are what it holds, as MkDocs reads them.

    A text that does not parse gives None and one mistake. Where people write `prose`, a hash that
    cuts a value short is a mistake too, and a tag that is none of YAML's own; elsewhere they are what
    YAML makes of them.
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
        source = text.split("\n") if prose and _CUTS(text) else ()
        tree = _Tree(file, first_line, diagnostics, lines, prose, source, environment)
        return tree.value(node, "", 0), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if any(word in str(error.context) for word in ("flow", "quoted", "simple key")):
            mark = error.context_mark or mark  # what opens, not where the parser gave up
        source = text.split("\n")
        hashed = _hashed(error, source)
        line = first_line + (mark.line if mark else 0) if hashed is None else first_line + hashed
        problem = explained(error, source, diagnostics.lang, hashed is not None)
        diagnostics.mistake(file, line, "form.yaml", problem=problem)
    except (yaml.YAMLError, ValueError, RecursionError):
        diagnostics.mistake(file, first_line, "form.yaml_large")
    finally:
        loader.dispose()
    return None, lines


def _hashed(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> int | None:
    """The line, from 0, whose hash began a comment that the parser stumbled over."""
    if error.problem_mark is None or not _CUTS("\n".join(lines)):
        return None
    last = min(error.problem_mark.line, len(lines) - 1)
    far = 20 if "flow" in str(error.context) else 1  # lines back: a bracket may be long open
    for n in range(last, max(last - far, 0) - 1, -1):
        if _CUTS(lines[n]):
            return n
    return None


@dataclass(slots=True)
class _Tree:
    file: str
    first_line: int
    diagnostics: Diagnostics
    lines: dict[str, int]
    prose: bool = False
    source: Sequence[str] = ()  # lines of the text, where a comment may have cut a value
    environment: Mapping[str, str] | None = None
    seen: int = 0

    def cut(self, node: yaml.ScalarNode, path: str) -> None:
        """Say when what follows a value on its line was most likely meant to belong to it."""
        end = node.end_mark
        rest = self.source[end.line][end.column :] if end.line < len(self.source) else ""
        if not _CUT(rest) or (node.value and not _PROSE.search(node.value)):
            return
        wording = "form.cut" if node.value else "form.cut_whole"
        key = path.rstrip("0123456789").rstrip(".") or path
        words = {"key": key, "kept": node.value[-60:], "lost": rest.strip()[:60]}
        self.diagnostics.mistake(self.file, self.first_line + end.line, wording, **words)

    def tagged(self, node: yaml.Node) -> None:
        """Say that a value bears a tag that nothing here obeys: shown without it, it would mislead."""
        tag = node.tag.replace(_CORE, "!!", 1) if node.tag.startswith(_CORE) else node.tag
        line = self.first_line + node.start_mark.line
        self.diagnostics.mistake(self.file, line, "form.tag", tag=sound(tag)[:60])

    def told_by(
        self, environment: Mapping[str, str], node: yaml.Node, path: str, depth: int
    ) -> Yaml:
        """The first of some variables that is set, else what is written last (yaml_env_tag 1.1)."""
        names = node.value if isinstance(node, yaml.SequenceNode) else [node]
        last = names[-1] if len(names) > 1 else None
        for one in names[:-1] if last else names:
            if isinstance(one, yaml.ScalarNode) and one.value in environment:
                value = environment[one.value]
                return _WORDS.get(value.lower(), sound(value))
        return self.value(last, path, depth + 1) if last else None

    def value(self, node: yaml.Node, path: str, depth: int) -> Yaml:
        self.seen += 1
        if self.seen > MAX_NODES or depth > MAX_DEPTH:
            raise ValueError("too large")
        if node.tag and self.prose and node.tag not in _CORE_TAGS:
            self.tagged(node)
        self.lines.setdefault(path, self.first_line + node.start_mark.line)
        if node.tag == "!ENV" and self.environment is not None:
            return self.told_by(self.environment, node, path, depth)
        if isinstance(node, yaml.ScalarNode):
            if self.source and not node.style:
                self.cut(node, path)
            if not (node.style or node.tag == f"{_CORE}str") and node.value.lower() in _WORDS:
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
            if key_node.tag and self.prose and key_node.tag not in _CORE_TAGS:
                self.tagged(key_node)
            if key in found:
                self.diagnostics.mistake(self.file, line, "form.twice", key=key)
                continue
            self.lines[below] = line
            found[key] = self.value(value_node, below, depth + 1)
        return found
