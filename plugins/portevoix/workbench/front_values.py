"""A value → the ways to write it as YAML, the most wanted first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from portevoix.values import dataclass
from portevoix.yaml_text import Yaml

WIDE = 88  # of a list that is written on one line
_WORD = re.compile(r"[^\W\d_][\w ’–-]*")
_RESOLVER = yaml.resolver.Resolver()
_STR = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Style:
    """How the values of one text are written."""

    eol: str
    plain: bool  # whether a text goes without quotes

    def flows(self, value: Yaml) -> Iterator[str]:
        yield flow(value, self.plain)
        yield flow(value, False, plainly=False)

    def blocks(self, value: Yaml, indent: int) -> Iterator[str]:
        """What follows a key and its colon, the key at `indent`."""
        if isinstance(value, str):
            if self.plain and "\n" not in value:
                yield f" {value}"
            if "\n" in value:
                yield f" {self.literal(value, indent + 2)}"
            yield f" {json.dumps(value, ensure_ascii=False)}"
        elif isinstance(value, dict) and value:
            yield self.eol + self._fields(value, indent + 2)
        elif isinstance(value, list) and value:
            flat = flow(value, False)
            if len(flat) <= WIDE and not holds_more(value):
                yield f" {flat}"
            yield self.eol + self.eol.join(next(self.items(one, indent + 2)) for one in value)
        else:
            yield f" {flow(value, self.plain)}".rstrip()
        yield f" {flow(value, False, plainly=False)}"

    def _fields(self, values: dict[str, Yaml], indent: int) -> str:
        return self.eol.join(
            f"{' ' * indent}{key_of(key)}:{next(self.blocks(value, indent))}"
            for key, value in values.items()
        )

    def items(self, value: Yaml, indent: int) -> Iterator[str]:
        """An item of a list, its dash at `indent`."""
        if isinstance(value, dict) and value:
            fields = self._fields(value, indent + 2)
            yield f"{' ' * indent}- {fields.lstrip(' ')}"
        elif isinstance(value, str) and "\n" in value:
            yield f"{' ' * indent}- {self.literal(value, indent + 2)}"
        yield f"{' ' * indent}- {flow(value, self.plain)}"
        yield f"{' ' * indent}- {flow(value, False, plainly=False)}"

    def literal(self, value: str, indent: int) -> str:
        chomp = "|" if value.endswith("\n") else "|-"
        lines = value.removesuffix("\n").split("\n")
        return self.eol.join((chomp, *(f"{' ' * indent}{line}" if line else "" for line in lines)))


def holds_more(value: list[Yaml]) -> bool:
    return any(
        isinstance(one, dict | list) or (isinstance(one, str) and "\n" in one) for one in value
    )


def flow(value: Yaml, plain: bool, *, plainly: bool = True) -> str:
    """A value on one line; a text goes without quotes when it is `plain`, or a word of a list."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(flow(one, plainly and _is_word(one)) for one in value)}]"
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{key_of(key)}: {flow(one, False)}' for key, one in value.items())}}}"
        )
    return value if plain else json.dumps(value, ensure_ascii=False)


def key_of(key: str | int) -> str:
    text = str(key)
    return text if re.fullmatch(r"[A-Za-z_][\w-]*", text) else json.dumps(text, ensure_ascii=False)


def _is_word(value: Yaml) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value)) and is_text(value)


def is_text(value: str) -> bool:
    """Whether every reader of YAML takes it for text when it bears no quotes."""
    resolve: Callable[..., Any] = _RESOLVER.resolve
    return value == value.strip() and resolve(yaml.ScalarNode, value, (True, False)) == _STR
