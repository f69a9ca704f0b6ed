"""The ways through the reply tree: where each step stands on its page, and how one came to it.

Without script the page shows the step that its address names, so a step that several ways lead to needs an
address for each: a question stands there once a way, a leaf once, with its ways above it.
"""

from __future__ import annotations

from dataclasses import field

from portevoix.charter.charter import Choice, Node, Tree
from portevoix.values import dataclass

MOST = 400  # ways in all; what comes later shares the first way to its node


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An answer that was given, and the anchor of the step where it can be given otherwise."""

    text: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to a step: the anchor that shows it, and the answers given from the start."""

    anchor: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A step of the page: a question that one way leads to, or a leaf with all its ways.

    `answers` are a question's choices, each with the anchor that it leads to.
    """

    node: Node
    ways: tuple[Way, ...]  # the first bears the node's own name, unless another stop has it
    answers: tuple[tuple[Choice, str], ...] = ()

    @property
    def anchor(self) -> str:
        return self.ways[0].anchor


@dataclass(slots=True)
class _Draft:
    node: Node
    ways: list[Way] = field(default_factory=list)
    answers: list[tuple[Choice, str]] = field(default_factory=list)


def stops(tree: Tree) -> tuple[Stop, ...]:
    """Every step from the start on, depth first, as a person who reads them in a row would want.

    Everything leads to the leaf « passez le relais »: its first way has no turn.
    """
    taken = set(tree.nodes)
    begun: set[str] = {tree.relay}  # nodes whose own name is an anchor already

    def anchor_of(id: str) -> str:
        if id not in begun:
            begun.add(id)
            return id
        number = 2
        while (name := f"{id}--{number}") in taken:
            number += 1
        taken.add(name)
        return name

    drafts: dict[str, _Draft] = {}
    waiting: list[tuple[str, Way]] = [(tree.start, Way(anchor=anchor_of(tree.start), turns=()))]
    ways = 1
    while waiting:
        id, way = waiting.pop()
        node = tree.nodes[id]
        draft = drafts.setdefault(id if node.is_leaf else way.anchor, _Draft(node))
        if id == tree.relay and not draft.ways:
            draft.ways.append(Way(anchor=id, turns=()))
        draft.ways.append(way)
        ahead: list[tuple[str, Way]] = []
        for choice in node.answers:
            if ways >= MOST and choice.to in begun:
                draft.answers.append((choice, choice.to))
                continue
            ways += 1
            turns = (*way.turns, Turn(text=choice.text, back=way.anchor))
            ahead.append((choice.to, Way(anchor=anchor_of(choice.to), turns=turns)))
            draft.answers.append((choice, ahead[-1][1].anchor))
        waiting.extend(reversed(ahead))
    relay = drafts.setdefault(tree.relay, _Draft(tree.nodes[tree.relay]))
    if not relay.ways:
        relay.ways.append(Way(anchor=tree.relay, turns=()))
    return tuple(
        Stop(node=draft.node, ways=tuple(draft.ways), answers=tuple(draft.answers))
        for draft in drafts.values()
    )
