"""Where the values of a front matter stand in its text, and how a changed one is written there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from portevoix.yaml_text import Yaml

Path: TypeAlias = tuple[str | int, ...]  # ("picture", "alt"), ("answers", 0, "comment")
_WIDE = 88  # of a list that is written on one line
_BREAK = r"(?:\r\n|\n|\r)"
_START = re.compile(rf"(?:[^\S\r\n]*{_BREAK})*\ufeff?---[ \t]*(?:{_BREAK}|\Z)")
_END = re.compile(rf"(?:---|\.\.\.)[ \t]*(?:{_BREAK}|\Z)")
_EOL = re.compile(_BREAK)
_WORD = re.compile(r"[^\W\d_][\w ’–-]*")
_HEADER = re.compile(r"[|>][-+0-9]*")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_RESOLVER = yaml.resolver.Resolver()
_STR = "tag:yaml.org,2002:str"


class Unwritable(Exception):
    """A value that cannot be changed here without touching another: the text has to be edited."""


@dataclass(frozen=True, slots=True)
class Front:
    """Where the parts of a file lie: text[start:end] is the YAML, text[body:] what follows."""

    start: int
    end: int
    body: int


def front_of(text: str) -> Front | None:
    """The front matter of a file, its line ends as they are; None where there is none.

    Raises Unwritable for one that never ends.
    """
    opened = _START.match(text)
    if opened is None:
        return None
    at = start = opened.end()
    while not (closed := _END.match(text, at)):
        broken = _EOL.search(text, at)
        if broken is None:
            raise Unwritable
        at = broken.end()
    return Front(start, at, closed.end())


def eol_of(text: str) -> str:
    found = _EOL.search(text)
    return found[0] if found else "\n"


@dataclass(frozen=True, slots=True)
class _Found:
    """A node with its key, and the node that holds it."""

    node: yaml.Node
    key: yaml.Node | None
    parent: Any  # a node that holds others
    index: int  # among those that the parent holds


class Writing:
    """The places of one text."""

    def __init__(self, text: str, order: Sequence[str] = (), plain: bool = False) -> None:
        self.text = text
        front = front_of(text)
        if front is None:
            raise Unwritable
        self.front = front
        self.eol = eol_of(text)
        self.order = list(order)
        self.plain = plain
        try:
            self.root: Any = yaml.compose(text[front.start : front.end], Loader=_Loader)
        except (yaml.YAMLError, ValueError, RecursionError):
            raise Unwritable from None
        if self.root is not None and not isinstance(self.root, yaml.MappingNode):
            raise Unwritable

    # Places

    def begin(self, node: yaml.Node) -> int:
        return self.front.start + int(node.start_mark.index)

    def end(self, node: yaml.Node) -> int:
        """Where what a node shows ends; of a block, not where the next one begins."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return max(self.end(one) for one in (last if isinstance(last, tuple) else (last,)))
        end = self.front.start + int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            begin = self.begin(node)
            return begin + len(self.text[begin:end].rstrip(" \t\r\n"))
        return end

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Behind the line end that follows."""
        found = _EOL.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        return at - self.line_start(at)

    def find(self, path: Path) -> _Found | None:
        """The node at `path`. Raises Unwritable where an alias stands for it."""
        if self.root is None:
            return None
        found = _Found(self.root, None, None, 0)
        for key in path:
            node = found.node
            if isinstance(node, yaml.MappingNode) and isinstance(key, str):
                for n, (name, below) in enumerate(node.value):
                    if isinstance(name, yaml.ScalarNode) and name.value.strip() == key:
                        found = _Found(below, name, node, n)
                        break
                else:
                    return None
                if self.begin(found.node) < self.begin(name):  # an alias
                    raise Unwritable
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                if key >= len(node.value):
                    return None
                found = _Found(node.value[key], None, node, key)
            else:
                return None
        return found

    def is_block(self, path: Path) -> bool:
        found = self.find(path)
        node = found.node if found else None
        return isinstance(node, yaml.SequenceNode) and not node.flow_style

    def splice(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    # Changes, the most wanted first

    def changed(self, path: Path, value: Yaml) -> Iterator[str]:
        found = self.find(path)
        if found is not None:
            yield from self._replaced(found, value)
            return
        missing = 1
        while missing < len(path) and self.find(path[:-missing]) is None:
            missing += 1
        for key in reversed(path[len(path) - missing + 1 :]):
            value = [value] if isinstance(key, int) else {key: value}
        path = path[: len(path) - missing + 1]
        above = self.find(path[:-1])
        if isinstance(path[-1], int):
            yield from self.inserted(path[:-1], path[-1], value)
        elif above is None or len(path) == 1:
            yield from self._on_top(path[-1], value)
        elif not isinstance(above.node, yaml.MappingNode) or not above.node.value:
            yield from self._replaced(above, {path[-1]: value})
        elif above.node.flow_style:
            at = self.end(above.node.value[-1][1])
            for one in self._flows(value):
                yield self.splice(at, at, f", {_key(path[-1])}: {one}")
        else:
            yield from self._below(above.node, path[-1], value)

    def _replaced(self, found: _Found, value: Yaml) -> Iterator[str]:
        node, begin, end = found.node, self.begin(found.node), self.end(found.node)
        if isinstance(value, str):
            for one in self._scalars(node, value):
                yield self.splice(begin, end, one if begin < end else f" {one}")
        if isinstance(value, bool):
            yield self.splice(
                begin, end, " true"[begin < end :] if value else " false"[begin < end :]
            )
        if value is None and found.key is not None:
            start = self.end(found.key)
            colon = self.text.index(":", start) + 1
            yield self.splice(colon, end, "")
        in_flow = found.parent is not None and bool(found.parent.flow_style)
        flows = list(self._flows(value))
        short = isinstance(value, list) and len(flows[0]) <= _WIDE and not _holds_more(value)
        if in_flow or short or not value or not isinstance(value, list | dict):
            for one in flows:
                yield self.splice(begin, end, one if begin < end else f" {one}")
        if found.key is not None and not in_flow:
            # As a block: below the key, what else stood on its line after it.
            start = self.end(found.key)
            colon = self.text.index(":", start) + 1
            rest = self.text[end : self.line_end(end)]
            comment = rest.strip() if rest.strip().startswith("#") else ""
            indent = self.column(self.begin(found.key))
            for one in self._blocks(value, indent):
                new = f" {comment}{one}" if comment and one.startswith(self.eol) else one
                yield self.splice(colon, self.line_end(end), f"{new}{self.eol}")
        for one in flows:
            yield self.splice(begin, end, one if begin < end else f" {one}")

    def _on_top(self, key: str, value: Yaml) -> Iterator[str]:
        """A new key of the whole front matter, where the order of fields has it."""
        if self.root is not None and self.root.flow_style:
            at = self.end(self.root.value[-1][1]) if self.root.value else self.end(self.root) - 1
            for one in self._flows(value):
                yield self.splice(at, at, f"{', ' if self.root.value else ''}{_key(key)}: {one}")
            return
        at = self._place(key)
        before = "" if at == self.front.start or self.text[at - 1] in "\r\n" else self.eol
        for one in self._blocks(value, 0):
            yield self.splice(at, at, f"{before}{_key(key)}:{one}{self.eol}")

    def _place(self, key: str) -> int:
        """Behind the last key that comes before this one; where a comment holds its place, there."""
        stub = re.compile(rf"^#[ \t]*{re.escape(key)}[ \t]*:", re.MULTILINE)
        held = stub.search(self.text, self.front.start, self.front.end)
        if held:
            return held.start()
        written = list(self.root.value) if self.root is not None else []
        if key in self.order:
            rank = self.order.index(key)
            before = [
                pair
                for pair in written
                if pair[0].value in self.order and self.order.index(pair[0].value) < rank
            ]
            if before:
                last = max(before, key=lambda pair: self.order.index(pair[0].value))
                return self._after(last)
            if any(pair[0].value in self.order for pair in written):
                return self.front.start
        return self._after(written[-1]) if written else self.front.end

    def _after(self, pair: tuple[yaml.Node, yaml.Node]) -> int:
        return self.line_end(max(self.end(pair[0]), self.end(pair[1])))

    def _below(self, node: yaml.MappingNode, key: str, value: Yaml) -> Iterator[str]:
        indent = self.column(self.begin(node.value[0][0]))
        at = self._after(node.value[-1])
        for one in self._blocks(value, indent):
            yield self.splice(at, at, f"{' ' * indent}{_key(key)}:{one}{self.eol}")

    def inserted(self, path: Path, index: int, value: Yaml) -> Iterator[str]:
        """An item more in a list."""
        found = self.find(path)
        if found is None:
            yield from self.changed(path, [value])
            return
        node = found.node
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            yield from self._replaced(found, [value])
        elif node.flow_style:
            last = index >= len(node.value)
            at = self.end(node.value[-1]) if last else self.begin(node.value[index])
            for one in self._flows(value):
                yield self.splice(at, at, f", {one}" if last else f"{one}, ")
        else:
            dash = self._dash(node.value[0])
            indent = self.column(dash)
            last = index >= len(node.value)
            at = (
                self.line_end(self.end(node.value[-1]))
                if last
                else self.line_start(self._dash(node.value[index]))
            )
            for one in self._items(value, indent):
                yield self.splice(at, at, f"{one}{self.eol}")

    def _dash(self, item: yaml.Node) -> int:
        at = self.text.rfind("-", 0, max(self.begin(item), 1))
        if self.text[self.line_start(at) : at].strip():
            raise Unwritable  # a list in a list, on one line
        return at

    def removed(self, path: Path) -> Iterator[str]:
        found = self.find(path)
        if found is None or found.parent is None:
            raise Unwritable
        parent, n = found.parent, found.index
        start = self.begin(found.key or found.node)
        end = max(self.end(found.node), start)
        if found.key is not None:
            end = max(end, self.text.index(":", self.end(found.key)) + 1)
        siblings = [one[0] if isinstance(one, tuple) else one for one in parent.value]
        if parent.flow_style:
            if n:
                before = parent.value[n - 1]
                start = self.end(before[1] if isinstance(before, tuple) else before)
            elif len(siblings) > 1:
                end = self.begin(siblings[1])
            yield self.splice(start, end, "")
            return
        if found.key is None:
            start = self._dash(found.node)
        if self.text[self.line_start(start) : start].strip():  # first of an item: after its dash
            if n + 1 >= len(siblings):
                raise Unwritable
            yield self.splice(start, self.begin(siblings[n + 1]), "")
            return
        yield self.splice(self.line_start(start), self.line_end(end), "")

    # What is written

    def _scalars(self, node: yaml.Node, value: str) -> Iterator[str]:
        """Ways to write a text in the place of a node, that of the node first."""
        style = getattr(node, "style", None)
        quoted = json.dumps(value, ensure_ascii=False)
        if isinstance(node, yaml.ScalarNode):
            if style in ("|", ">") and "\n" in value:
                header, *_ = self.text[self.begin(node) : self.end(node)].splitlines()
                indent = self._indent_below(node)
                chomp = "|" if value.endswith("\n") else "|-"
                lines = value.removesuffix("\n").split("\n")
                block = [_HEADER.sub(chomp, header, count=1)]
                block += [f"{' ' * indent}{line}" if line else "" for line in lines]
                yield self.eol.join(block)
            elif style == "'" and "\n" not in value:
                yield f"'{value.replace(chr(39), chr(39) * 2)}'"
            elif not style and (self.plain or (node.value and _is_text(value))):
                yield value
        elif self.plain:
            yield value
        yield quoted

    def _indent_below(self, node: yaml.Node) -> int:
        """The indent of the lines of a block scalar."""
        text = self.text[self.line_end(self.begin(node)) : self.end(node)]
        widths = [len(one) - len(one.lstrip(" ")) for one in text.splitlines() if one.strip()]
        return min(widths, default=2) or 2

    def _flows(self, value: Yaml) -> Iterator[str]:
        yield _flow(value, self.plain)
        yield _flow(value, False, plainly=False)

    def _blocks(self, value: Yaml, indent: int) -> Iterator[str]:
        """What follows a key and its colon, the key at `indent`."""
        if isinstance(value, str):
            if self.plain and "\n" not in value:
                yield f" {value}"
            if "\n" in value:
                yield f" {self._literal(value, indent + 2)}"
            yield f" {json.dumps(value, ensure_ascii=False)}"
        elif isinstance(value, dict) and value:
            yield self.eol + self._fields(value, indent + 2)
        elif isinstance(value, list) and value:
            flat = _flow(value, False)
            if len(flat) <= _WIDE and not _holds_more(value):
                yield f" {flat}"
            yield self.eol + self.eol.join(next(self._items(one, indent + 2)) for one in value)
        else:
            yield f" {_flow(value, self.plain)}".rstrip()
        yield f" {_flow(value, False, plainly=False)}"

    def _fields(self, values: dict[str, Yaml], indent: int) -> str:
        return self.eol.join(
            f"{' ' * indent}{_key(key)}:{next(self._blocks(value, indent))}"
            for key, value in values.items()
        )

    def _items(self, value: Yaml, indent: int) -> Iterator[str]:
        """An item of a list, its dash at `indent`."""
        if isinstance(value, dict) and value:
            fields = self._fields(value, indent + 2)
            yield f"{' ' * indent}- {fields.lstrip(' ')}"
        elif isinstance(value, str) and "\n" in value:
            yield f"{' ' * indent}- {self._literal(value, indent + 2)}"
        yield f"{' ' * indent}- {_flow(value, self.plain)}"
        yield f"{' ' * indent}- {_flow(value, False, plainly=False)}"

    def _literal(self, value: str, indent: int) -> str:
        chomp = "|" if value.endswith("\n") else "|-"
        lines = value.removesuffix("\n").split("\n")
        return self.eol.join((chomp, *(f"{' ' * indent}{line}" if line else "" for line in lines)))


def _holds_more(value: list[Yaml]) -> bool:
    return any(
        isinstance(one, dict | list) or (isinstance(one, str) and "\n" in one) for one in value
    )


def _flow(value: Yaml, plain: bool, *, plainly: bool = True) -> str:
    """A value on one line; a text goes without quotes when it is `plain`, or a word of a list."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_flow(one, plainly and _is_word(one)) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {_flow(one, False)}' for key, one in value.items())}}}"
    return value if plain else json.dumps(value, ensure_ascii=False)


def _key(key: str | int) -> str:
    text = str(key)
    return text if re.fullmatch(r"[A-Za-z_][\w-]*", text) else json.dumps(text, ensure_ascii=False)


def _is_word(value: Yaml) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value)) and _is_text(value)


def _is_text(value: str) -> bool:
    """Whether every reader of YAML takes it for text when it bears no quotes."""
    resolve: Callable[..., Any] = _RESOLVER.resolve
    return value == value.strip() and resolve(yaml.ScalarNode, value, (True, False)) == _STR
