"""The reply tree drawn as SVG, from left to right; each box opens with the answer that leads to it.

No font is measured: boxes have room for the widest letters that French puts in a row.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import field

from portevoix.charter.charter import Node, Tree
from portevoix.values import dataclass

WIDTH, GAP_X, GAP_Y = 248, 44, 16  # of a box, and between boxes
LINE, PAD = 19, 12  # height of a line of text, space around it
CHARACTERS = 31  # that surely fit in a box at 15 px


@dataclass(frozen=True, slots=True)
class Box:
    node: Node
    answer: tuple[str, ...]  # lines
    text: tuple[str, ...]
    x: int
    y: int
    again: bool = False  # the node has its full box elsewhere

    @property
    def height(self) -> int:
        return (len(self.answer) + len(self.text)) * LINE + 2 * PAD


@dataclass(slots=True)
class Drawing:
    tree: Tree
    see: str
    boxes: list[Box] = field(default_factory=list)
    arrows: list[tuple[Box, Box]] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)

    def place(self, id: str, answer: str, column: int, top: int) -> tuple[Box, int]:
        """Draws a node and all that follows from it; returns its box and the first free height."""
        node = self.tree.nodes[id]
        again = id in self.placed
        text = f"{self.see} {node.title}" if again else node.title
        lines = textwrap.wrap(text, CHARACTERS)
        if again and len(lines) > 1:
            lines = textwrap.wrap(text, CHARACTERS, max_lines=1, placeholder="…")
        box = Box(
            node=node,
            answer=tuple(textwrap.wrap(answer, CHARACTERS)),
            text=tuple(lines),
            x=column * (WIDTH + GAP_X),
            y=top,
            again=again,
        )
        self.boxes.append(box)
        self.placed.add(id)
        free = top + box.height + GAP_Y
        if again:
            return box, free
        below = top
        for choice in node.answers:
            child, below = self.place(choice.to, choice.text, column + 1, below)
            self.arrows.append((box, child))
        return box, max(free, below)


def render_diagram(tree: Tree, title: str, description: str, see: str) -> str:
    """The tree as one SVG element; each box links to the node of the page (`#id`).

    `see` announces a node that is drawn elsewhere, as in « voir : … ».
    """
    drawing = Drawing(tree, see)
    _, free = drawing.place(tree.start, "", 0, 2)
    if tree.relay not in drawing.placed:
        _, free = drawing.place(tree.relay, "", 0, free)
    width = max(box.x for box in drawing.boxes) + WIDTH + 4
    arrows = "".join(_arrow(start, end) for start, end in drawing.arrows)
    boxes = "".join(_box(box) for box in drawing.boxes)
    return (
        f'<svg class="charter-diagram" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="-2 0 {width} {free}" width="{width}" height="{free}" '
        f'role="group" aria-labelledby="schema-titre schema-description">'
        f'<title id="schema-titre">{html.escape(title)}</title>'
        f'<desc id="schema-description">{html.escape(description)}</desc>'
        f"{arrows}{boxes}</svg>"
    )


def _box(box: Box) -> str:
    kind = "see" if box.again else "leaf" if box.node.is_leaf else "question"
    radius = 18 if kind == "question" else 3
    answer = _lines(box.answer, box.x + PAD, box.y + PAD, "charter-label")
    text = _lines(box.text, box.x + PAD, box.y + PAD + len(box.answer) * LINE, "")
    name = html.escape(" ".join((*box.answer, *box.text)))
    return (
        f'<a href="#{box.node.id}" aria-label="{name}" class="charter-box charter-box-{kind}">'
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="{radius}"/>'
        f"{answer}{text}</a>"
    )


def _lines(lines: Sequence[str], x: int, y: int, name: str) -> str:
    if not lines:
        return ""
    spans = "".join(
        f'<tspan x="{x}" y="{y + LINE * number + 14}">{html.escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    named = f' class="{name}"' if name else ""
    return f"<text{named}>{spans}</text>"


def _arrow(start: Box, end: Box) -> str:
    """From the right side of a box down and along to the next, with its head."""
    left, right = start.x + WIDTH, end.x
    y0, y = start.y + 20, end.y + 20
    way = f"M{left} {y0}H{left + GAP_X // 2}V{y}H{right}M{right - 8} {y - 5}L{right} {y}L{right - 8} {y + 5}"
    return f'<path class="charter-arrow" d="{way}"/>'
