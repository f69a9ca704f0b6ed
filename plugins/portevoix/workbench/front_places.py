"""Where the values of a front matter stand in its text."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import yaml

from portevoix.values import dataclass

Path: TypeAlias = tuple[str | int, ...]  # ("picture", "alt"), ("answers", 0, "comment")
_BREAK = r"(?:\r\n|\n|\r)"
_START = re.compile(rf"(?:[^\S\r\n]*{_BREAK})*\ufeff?---[ \t]*(?:{_BREAK}|\Z)")
_END = re.compile(rf"(?:---|\.\.\.)[ \t]*(?:{_BREAK}|\Z)")
_EOL = re.compile(_BREAK)
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
class Found:
    """A node with its key, and the node that holds it."""

    node: yaml.Node
    key: yaml.Node | None
    parent: Any  # a node that holds others
    index: int  # among those that the parent holds


class Places:
    """The places of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        front = front_of(text)
        if front is None:
            raise Unwritable
        self.front = front
        self.eol = eol_of(text)
        try:
            self.root: Any = yaml.compose(text[front.start : front.end], Loader=_Loader)
        except (yaml.YAMLError, ValueError, RecursionError):
            raise Unwritable from None
        if self.root is not None and not isinstance(self.root, yaml.MappingNode):
            raise Unwritable

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

    def find(self, path: Path) -> Found | None:
        """The node at `path`. Raises Unwritable where an alias stands for it."""
        if self.root is None:
            return None
        found = Found(self.root, None, None, 0)
        for key in path:
            node = found.node
            if isinstance(node, yaml.MappingNode) and isinstance(key, str):
                for n, (name, below) in enumerate(node.value):
                    if isinstance(name, yaml.ScalarNode) and name.value.strip() == key:
                        found = Found(below, name, node, n)
                        break
                else:
                    return None
                if self.begin(found.node) < self.begin(name):  # an alias
                    raise Unwritable
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                if key >= len(node.value):
                    return None
                found = Found(node.value[key], None, node, key)
            else:
                return None
        return found

    def is_block(self, path: Path) -> bool:
        found = self.find(path)
        node = found.node if found else None
        return isinstance(node, yaml.SequenceNode) and not node.flow_style

    def dash(self, item: yaml.Node) -> int:
        """Where the dash of an item stands."""
        at = self.text.rfind("-", 0, max(self.begin(item), 1))
        if self.text[self.line_start(at) : at].strip():
            raise Unwritable  # a list in a list, on one line
        return at

    def indent_below(self, node: yaml.Node) -> int:
        """The indent of the lines of a block scalar."""
        text = self.text[self.line_end(self.begin(node)) : self.end(node)]
        widths = [len(one) - len(one.lstrip(" ")) for one in text.splitlines() if one.strip()]
        return min(widths, default=2) or 2
