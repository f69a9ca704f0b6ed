"""The reply tree drawn as SVG: questions go down, answers that end go right; no font is measured."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from portevoix.charter.charter import Choice, Node, Tree

WIDTH, GAP_X, GAP_Y = 250, 90, 30  # of a box, and between boxes
LINE, PAD = 19, 13  # height of a line of text, space around it
CHARACTERS = 30  # that surely fit in a box at 15 px
LABEL = 22  # characters of an answer written along its arrow


@dataclass(frozen=True, slots=True)
class Box:
    node: Node
    x: int
    y: int
    height: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    start: str
    choice: Choice
    down: bool  # to the box below, else to the right
    y: int  # where it leaves, for an arrow to the right
    again: int = 0  # height of the small box that stands for a node drawn elsewhere; 0: none
    x: int = 0


@dataclass(slots=True)
class Drawing:
    """Boxes placed so far: every node once, further ways to it as a short reference."""

    tree: Tree
    boxes: dict[str, Box]
    arrows: list[Arrow]

    def place(self, id: str, column: int, top: int) -> int:
        """Draws a node and what follows from it; returns the height below which all is free."""
        node = self.tree.nodes[id]
        lines = tuple(textwrap.wrap(node.title, CHARACTERS) or [""])
        height = len(lines) * LINE + 2 * PAD
        x = column * (WIDTH + GAP_X)
        self.boxes[id] = Box(node, x, top, height, lines)
        bottom = right = top
        side, below = node.answers[:-1], node.answers[-1:]
        for choice in side:
            self.arrows.append(Arrow(id, choice, False, max(right, top), 0, x))
            if choice.to in self.boxes:
                right = self._refer(right) + GAP_Y
            else:
                right = self.place(choice.to, column + 1, right) + GAP_Y
        bottom = max(top + height, right - GAP_Y if side else 0) + GAP_Y + LINE
        for choice in below:
            self.arrows.append(Arrow(id, choice, True, bottom, 0, x))
            if choice.to in self.boxes:
                return self._refer(bottom)
            return self.place(choice.to, column, bottom)
        return top + height

    def _refer(self, top: int) -> int:
        return top + LINE + 2 * PAD


def render_diagram(tree: Tree, title: str, description: str, see: str) -> str:
    """The tree as one SVG element; each box links to the node of the page (`#id`).

    `see` announces a node that is drawn elsewhere, as in « voir : … ».
    """
    drawing = Drawing(tree, {}, [])
    height = drawing.place(tree.start, 0, 2)
    if tree.relay not in drawing.boxes:
        height = drawing.place(tree.relay, 0, height + GAP_Y)
    width = max(box.x for box in drawing.boxes.values()) + 2 * WIDTH + GAP_X
    parts = [*_arrows(drawing, see), *(_box(box) for box in drawing.boxes.values())]
    return (
        f'<svg class="charter-diagram" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="-2 0 {width + 4} {height + 4}" width="{width + 4}" height="{height + 4}" '
        f'role="group" aria-labelledby="schema-titre schema-description">'
        f'<title id="schema-titre">{html.escape(title)}</title>'
        f'<desc id="schema-description">{html.escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _box(box: Box) -> str:
    kind = "leaf" if box.node.is_leaf else "question"
    radius = 4 if box.node.is_leaf else 18
    name = html.escape(box.node.title)
    return (
        f'<a href="#{box.node.id}" aria-label="{name}" class="charter-box charter-box-{kind}">'
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="{radius}"/>'
        f"{_text(box.lines, box.x + PAD, box.y + PAD)}</a>"
    )


def _text(lines: Sequence[str], x: int, y: int) -> str:
    spans = "".join(
        f'<tspan x="{x}" y="{y + LINE * number + 15}">{html.escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f"<text>{spans}</text>"


def _arrows(drawing: Drawing, see: str) -> list[str]:
    parts: list[str] = []
    for arrow in drawing.arrows:
        start, end = drawing.boxes[arrow.start], drawing.boxes[arrow.choice.to]
        label = textwrap.shorten(arrow.choice.text, LABEL, placeholder="…")
        if arrow.down:
            x = start.x + 24
            top, bottom = start.y + start.height, arrow.y
            parts.append(_line([(x, top), (x, bottom)]))
            parts.append(_label(label, x + 8, bottom - 8))
            place = (start.x, arrow.y)
        else:
            y = arrow.y + 24
            left, right = start.x + WIDTH, start.x + WIDTH + GAP_X
            inside = y < start.y + start.height
            way = [(left, y), (right, y)]
            if not inside:  # lower than its box: leave from the right side, then go down
                way = [(left, start.y + 24), (left + 14, start.y + 24), (left + 14, y), (right, y)]
            parts.append(_line(way))
            parts.extend(
                _label(text, left + 18, y - 6 - 13 * (count - 1 - number))
                for count, number, text in _short(label)
            )
            place = (right, arrow.y)
        if (end.x, end.y) != place:
            parts.append(_reference(end, *place, see))
    return parts


def _short(label: str) -> list[tuple[int, int, str]]:
    lines = textwrap.wrap(label, 11)
    return [(len(lines), number, line) for number, line in enumerate(lines)]


def _line(points: Sequence[tuple[int, int]]) -> str:
    way = " ".join(f"{x},{y}" for x, y in points)
    (x0, _), (x, y) = points[-2], points[-1]
    if x == x0:
        head = f"{x - 5},{y - 8} {x},{y} {x + 5},{y - 8}"
    else:
        head = f"{x - 8},{y - 5} {x},{y} {x - 8},{y + 5}"
    return f'<polyline class="charter-arrow" points="{way}"/><polyline class="charter-arrow" points="{head}"/>'


def _label(text: str, x: int, y: int) -> str:
    return f'<text class="charter-label" x="{x}" y="{y}">{html.escape(text)}</text>'


def _reference(end: Box, x: int, y: int, see: str) -> str:
    line = textwrap.shorten(f"{see} {end.node.title}", CHARACTERS, placeholder="…")
    name = html.escape(f"{see} {end.node.title}")
    return (
        f'<a href="#{end.node.id}" aria-label="{name}" class="charter-box charter-box-see">'
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{LINE + 2 * PAD}" rx="4"/>'
        f"{_text([line], x + PAD, y + PAD)}</a>"
    )
