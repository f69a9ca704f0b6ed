"""A tree that is accepted leaves nobody without an answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portevoix.charter import read_charter
from portevoix.charter.charter import Tree
from portevoix.charter.diagram import render_diagram
from portevoix.charter.ways import MOST, stops
from portevoix.diagnostics import DiagnosticsError
from portevoix.site import Audience, Site
from tests.charter.conftest import RULES
from tests.charter.small import write

NAMES = [f"n{number}" for number in range(9)]
LEAF = {"action": "Lisez.", "delay": "Un jour", "who": "Garde", "article": "9", "reply": "relais"}

trees = st.dictionaries(
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.lists(st.sampled_from([*NAMES, "relais"]), min_size=1, max_size=3)),
    min_size=1,
)


@given(shape=trees)
def test_an_accepted_tree_ends_in_a_leaf_whatever_one_answers(
    tmp_path_factory: pytest.TempPathFactory, site: Site, shape: dict[str, list[str] | None]
) -> None:
    """An oracle that follows every possible row of seven answers agrees with the reader."""
    nodes: dict[str, object] = {
        id: LEAF
        if to is None
        else {"question": "Et ?", "answers": [{"text": "Oui", "to": one} for one in to]}
        for id, to in shape.items()
    }
    nodes["relais"] = LEAF
    start = sorted(shape)[0]
    folder = write(tmp_path_factory.mktemp("charte"))
    (folder / "arbre.yml").write_text(yaml.safe_dump({"start": start, "nodes": nodes}), "utf-8")
    staff = replace(site, audience=Audience.INTERNAL)
    try:
        tree = read_charter(folder, staff, RULES).tree
    except DiagnosticsError:
        tree = None
    assert (tree is not None) == _leaves_nobody_behind(shape, start)
    if tree is not None:
        _drawing_shows_every_node(tree)
        _ways_can_be_gone_back(tree)


@pytest.mark.parametrize("questions", [7, 8])
def test_seven_answers_lead_to_a_leaf_and_eight_are_refused(
    tmp_path: Path, site: Site, questions: int
) -> None:
    nodes: dict[str, object] = {
        f"n{number}": {"question": "Et ?", "answers": [{"text": "Oui", "to": f"n{number + 1}"}]}
        for number in range(questions)
    }
    nodes |= {f"n{questions}": LEAF, "relais": LEAF}
    folder = write(tmp_path / "charte")
    (folder / "arbre.yml").write_text(yaml.safe_dump({"start": "n0", "nodes": nodes}), "utf-8")
    if questions == 7:
        assert read_charter(folder, replace(site, audience=Audience.INTERNAL), RULES).tree
        return
    with pytest.raises(DiagnosticsError, match="il faut 8 réponses pour atteindre « n8 »"):
        read_charter(folder, site, RULES)


def _ways_can_be_gone_back(tree: Tree) -> None:
    """Each way's last answer is one of the step it leads back to, and leads to this way alone."""
    steps = stops(tree)
    ways = [way for stop in steps for way in stop.ways]
    answers = {(stop.anchor, choice.text, to) for stop in steps for choice, to in stop.answers}
    anchors = {way.anchor for way in ways}
    assert len(anchors) == len(ways)
    assert {to for _, _, to in answers} | {tree.start, tree.relay} == anchors
    for way in (one for one in ways if one.turns):
        for turn, to in zip(
            way.turns, [*(one.back for one in way.turns[1:]), way.anchor], strict=True
        ):
            assert (turn.back, turn.text, to) in answers
    assert {stop.node.id for stop in steps} == tree.nodes.keys()


def _leaves_nobody_behind(shape: dict[str, list[str] | None], start: str) -> bool:
    seen = {start}
    for row in product(range(3), repeat=7):
        at = start
        for answer in row:
            to = shape.get(at)
            if to is None:
                break
            at = to[answer % len(to)]
            if at not in shape and at != "relais":
                return False
            seen.add(at)
        if shape.get(at) is not None:
            return False
    return seen | {"relais"} == {*shape, "relais"}


def _drawing_shows_every_node(tree: Tree) -> None:
    drawing: Any = etree.fromstring(render_diagram(tree, "Titre", "Description", "voir"))
    links = drawing.xpath("//*[local-name()='a']/@href")
    assert {f"#{id}" for id in tree.nodes} == set(links)


def test_a_tree_of_many_crossing_ways_is_shown_whole(folder: Path, staff: Site) -> None:
    """Four answers everywhere, all to the same node: 4 ** 6 ways, of which the page gives some hundreds."""
    nodes: dict[str, object] = {
        f"n{depth}": {
            "question": "Et ?",
            "answers": [{"text": str(n), "to": f"n{depth + 1}"} for n in range(4)],
        }
        for depth in range(6)
    }
    nodes |= {"n6": LEAF, "relais": LEAF}
    (folder / "arbre.yml").write_text(yaml.safe_dump({"start": "n0", "nodes": nodes}), "utf-8")
    tree = read_charter(folder, staff, RULES).tree
    assert tree is not None
    steps = stops(tree)
    anchors = {way.anchor for stop in steps for way in stop.ways}
    assert {to for stop in steps for _, to in stop.answers} <= anchors
    assert {stop.node.id for stop in steps} == nodes.keys()
    assert MOST <= len(anchors) <= MOST + len(nodes)
