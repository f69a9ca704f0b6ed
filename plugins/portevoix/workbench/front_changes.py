"""A changed value of a front matter → the texts that may hold it, the most wanted first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import yaml

from portevoix.workbench.front_places import Found, Path, Places, Unwritable
from portevoix.workbench.front_values import WIDE, Style, holds_more, is_text, key_of
from portevoix.yaml_text import Yaml

_HEADER = re.compile(r"[|>][-+0-9]*")


class Writing(Places):
    """The changes of one text, each spliced into it at its place."""

    def __init__(self, text: str, order: Sequence[str] = (), plain: bool = False) -> None:
        super().__init__(text)
        self.order = list(order)
        self.style = Style(self.eol, plain)

    def splice(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

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
            for one in self.style.flows(value):
                yield self.splice(at, at, f", {key_of(path[-1])}: {one}")
        else:
            yield from self._below(above.node, path[-1], value)

    def _replaced(self, found: Found, value: Yaml) -> Iterator[str]:
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
        flows = list(self.style.flows(value))
        short = isinstance(value, list) and len(flows[0]) <= WIDE and not holds_more(value)
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
            for one in self.style.blocks(value, indent):
                new = f" {comment}{one}" if comment and one.startswith(self.eol) else one
                yield self.splice(colon, self.line_end(end), f"{new}{self.eol}")
        for one in flows:
            yield self.splice(begin, end, one if begin < end else f" {one}")

    def _on_top(self, key: str, value: Yaml) -> Iterator[str]:
        """A new key of the whole front matter, where the order of fields has it."""
        if self.root is not None and self.root.flow_style:
            at = self.end(self.root.value[-1][1]) if self.root.value else self.end(self.root) - 1
            for one in self.style.flows(value):
                yield self.splice(at, at, f"{', ' if self.root.value else ''}{key_of(key)}: {one}")
            return
        at = self._place(key)
        before = "" if at == self.front.start or self.text[at - 1] in "\r\n" else self.eol
        for one in self.style.blocks(value, 0):
            yield self.splice(at, at, f"{before}{key_of(key)}:{one}{self.eol}")

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
        for one in self.style.blocks(value, indent):
            yield self.splice(at, at, f"{' ' * indent}{key_of(key)}:{one}{self.eol}")

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
            for one in self.style.flows(value):
                yield self.splice(at, at, f", {one}" if last else f"{one}, ")
        else:
            dash = self.dash(node.value[0])
            indent = self.column(dash)
            last = index >= len(node.value)
            at = (
                self.line_end(self.end(node.value[-1]))
                if last
                else self.line_start(self.dash(node.value[index]))
            )
            for one in self.style.items(value, indent):
                yield self.splice(at, at, f"{one}{self.eol}")

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
            start = self.dash(found.node)
        if self.text[self.line_start(start) : start].strip():  # first of an item: after its dash
            if n + 1 >= len(siblings):
                raise Unwritable
            yield self.splice(start, self.begin(siblings[n + 1]), "")
            return
        yield self.splice(self.line_start(start), self.line_end(end), "")

    def _scalars(self, node: yaml.Node, value: str) -> Iterator[str]:
        """Ways to write a text in the place of a node, that of the node first."""
        style = getattr(node, "style", None)
        quoted = json.dumps(value, ensure_ascii=False)
        if isinstance(node, yaml.ScalarNode):
            if style in ("|", ">") and "\n" in value:
                header, *_ = self.text[self.begin(node) : self.end(node)].splitlines()
                indent = self.indent_below(node)
                chomp = "|" if value.endswith("\n") else "|-"
                lines = value.removesuffix("\n").split("\n")
                block = [_HEADER.sub(chomp, header, count=1)]
                block += [f"{' ' * indent}{line}" if line else "" for line in lines]
                yield self.eol.join(block)
            elif style == "'" and "\n" not in value:
                yield f"'{value.replace(chr(39), chr(39) * 2)}'"
            elif not style and (self.style.plain or (node.value and is_text(value))):
                yield value
        elif self.style.plain:
            yield value
        yield quoted
