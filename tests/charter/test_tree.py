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
