"""Reading the reply tree, and refusing one in which somebody could get lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from portevoix.charter.charter import Choice, Node, Tree
from portevoix.charter.documents import audience, needed, only, read_form
from portevoix.charter.fields import LEAF, QUESTION, TREE
from portevoix.charter.wording import Wording
from portevoix.fields import field_of, names
from portevoix.form import Form
from portevoix.paths import standing
from portevoix.site import Audience

RELAY = "relais"  # the leaf « passez le relais », unless `relay` names another
DEEPEST = 7  # answers given from the start to a leaf
MOST_WORDS = 40  # of one node: what the eye takes in standing up
MOST_NODES = 200
MOST_FREQUENT = 6  # ways that are short because they are few
NODE_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
LEAF_KEYS = ("action", "delay", "who", "article", "reply")


def read_tree(folder: Path, shown_as: str, wording: Wording) -> Tree | None:
    """The tree of `arbre.yml`, `tree.yml` in English; None when there is none, or none that can be followed."""
    path = folder / standing(folder, "tree", wording.diagnostics.lang)
    if not path.exists():
        return None
    form = read_form(path, f"{shown_as}/{path.name}", wording.diagnostics)
    if form is None:
        return None
    only(form, TREE.names)
    readers = audience(form, Audience.INTERNAL)
    tree = Tree(
        file=form.file,
        lines=form.lines,
        audience=readers,
        start=needed(form, "start"),
        relay=form.text("relay", RELAY),
        nodes=_nodes(form, wording, readers),
        frequent=form.texts("frequent"),
    )
    return tree if tree.nodes and _can_be_followed(tree, form) else None


def _nodes(form: Form, wording: Wording, readers: Audience) -> Mapping[str, Node]:
    below = form.form("nodes")
    if below is None or not below.values:
        form.wrong("nodes", "charter.tree_empty")
        return {}
    if len(below.values) > MOST_NODES:
        form.wrong("nodes", "charter.tree_too_big", count=len(below.values), most=MOST_NODES)
        return {}
    nodes: dict[str, Node] = {}
    for id in below.values:
        if not NODE_ID.fullmatch(id):
            below.wrong(id, "charter.node_id", id=id)
        one = below.form(id)
        if one is not None:
            nodes[id] = _node(id, one, wording, readers)
    return nodes


def _node(id: str, form: Form, wording: Wording, readers: Audience) -> Node:
    def text(one: Form, key: str) -> str:
        return wording.settle(one.text(key), *one.place(key), readers)

    is_leaf, asks = form.has("action"), form.has("question")
    only(form, names(LEAF if is_leaf else QUESTION if asks else (*QUESTION, *LEAF)))
    if is_leaf:
        for key in LEAF_KEYS:
            if not form.text(key):
                form.wrong(key, "charter.leaf_lacks", id=id, field=key)
        node = Node(
            id=id,
            action=text(form, "action"),
            hint=text(form, "hint"),
            delay=text(form, "delay"),
            who=text(form, "who"),
            article=form.text("article"),
            reply=form.text("reply"),
            log=text(form, "log"),
        )
    else:
        needed(form, "question")
        choices = []
        for one in form.forms("answers"):
            only(one, names(field_of(QUESTION, "answers").below))
            needed(one, "text")
            choices.append(Choice(text=text(one, "text"), to=needed(one, "to")))
        node = Node(
            id=id,
            question=text(form, "question"),
            hint=text(form, "hint"),
            answers=tuple(choices),
        )
    words = len(f"{node.question} {node.action} {node.hint}".split())
    if words > MOST_WORDS:
        key = "action" if node.is_leaf else "question"
        form.wrong(key, "charter.node_long", id=id, words=words, most=MOST_WORDS)
    return node


def _can_be_followed(tree: Tree, form: Form) -> bool:
    """Notes every way in which the tree could leave a person without an answer."""
    before = len(form.diagnostics.mistakes)
    nodes = tree.nodes
    if tree.start not in nodes:
        form.wrong("start", "charter.tree_start", id=tree.start)
    relay = nodes.get(tree.relay)
    if relay is None or not relay.is_leaf:
        form.wrong("relay", "charter.tree_relay", id=tree.relay)
    for node in nodes.values():
        if not node.is_leaf and not node.answers:
            form.wrong(f"nodes.{node.id}", "charter.dead_end", id=node.id)
        for number, choice in enumerate(node.answers):
            if choice.to and choice.to not in nodes:
                where = f"nodes.{node.id}.answers.{number}.to"
                form.wrong(where, "charter.node_missing", id=node.id, to=choice.to)
    for number, id in enumerate(tree.frequent):
        if id not in nodes or not nodes[id].is_leaf:
            leaves = [one.id for one in nodes.values() if one.is_leaf]
            form.choice_of(f"frequent.{number}", id, leaves, "charter.frequent_missing")
    if len(tree.frequent) > MOST_FREQUENT:
        count = len(tree.frequent)
        form.wrong("frequent", "charter.frequent_many", count=count, most=MOST_FREQUENT)
    unsaid = any(not choice.to for node in nodes.values() for choice in node.answers)
    if unsaid or len(form.diagnostics.mistakes) > before:
        return False
    depth, cycle = _depths(tree)
    if cycle:
        form.wrong(f"nodes.{cycle[0]}", "charter.cycle", way=" → ".join(cycle))
        return False
    for node in nodes.values():
        where = f"nodes.{node.id}"
        if node.id not in depth and node.id != tree.relay:  # each page links to the relay
            form.wrong(where, "charter.unreachable", id=node.id, start=tree.start)
        elif depth.get(node.id, 0) > DEEPEST:
            form.wrong(where, "charter.too_deep", id=node.id, depth=depth[node.id], most=DEEPEST)
    return len(form.diagnostics.mistakes) == before


def _depths(tree: Tree) -> tuple[dict[str, int], list[str]]:
    """Answers on the longest way to each node that can be reached; or a way that turns round."""
    order: list[str] = []  # each node after all those it leads to
    done: set[str] = set()
    way: list[str] = []
    stack: list[tuple[str, bool]] = [(tree.start, False)]
    while stack:
        id, leaving = stack.pop()
        if leaving:
            way.pop()
            done.add(id)
            order.append(id)
        elif id in way:
            return {}, [*way[way.index(id) :], id]
        elif id not in done:
            way.append(id)
            stack.append((id, True))
            stack.extend((choice.to, False) for choice in reversed(tree.nodes[id].answers))
    depth = {tree.start: 0}
    for id in reversed(order):
        for choice in tree.nodes[id].answers:
            depth[choice.to] = max(depth.get(choice.to, 0), depth[id] + 1)
    return depth, []
