"""The form of a post: all that it can hold comes back as it was, and what changes is one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portevoix.workbench.boxes import Box, Known, boxes_of, form_of
from portevoix.workbench.filling import GONE, HOUR, Refused, filled_in
from portevoix.workbench.frontmatter import Unwritable, body_of, values_of, with_body
from portevoix.workbench.writing import Unreadable, carried, held
from tests.conftest import ROOT
from tests.workbench.front_matters import made
from tests.workbench.test_frontmatter import MADE, changed_lines


def sent(text: str) -> dict[str, str]:
    """What a browser sends back of the form when nobody touched it."""
    found = {}
    for box in boxes_of(form_of(text, "fr", Known())[0]):
        if box.shape != "shut":
            found[box.name] = box.value.replace("\n", "\r\n")
            if box.shape == "moment":
                found[box.name + HOUR] = box.hour
    return found


def touched(text: str, name: str, value: str) -> str:
    return filled_in(text, {**sent(text), name: value})


def test_a_form_that_nobody_touched_changes_no_byte() -> None:
    for seed in range(MADE):
        text = made(seed)
        assert filled_in(text, sent(text)) == text, seed


@pytest.mark.parametrize("seed", range(0, MADE, 100))
def test_a_box_that_changed_is_one_line(seed: int) -> None:
    text = made(seed)
    new = touched(text, "title", f"Un titre neuf {seed}")
    gone, come = changed_lines(text, new)
    assert len(come) == 1 and values_of(new)["title"] == f"Un titre neuf {seed}"
    assert len(gone) <= 1 or "title: |" in text or "title: >" in text


def posts_of_people() -> list[Path]:
    """The sample's own, and where PORTEVOIX_CORPUS says so a folder of real ones."""
    found = sorted((ROOT / "docs" / "blog" / "posts").glob("*.md"))
    if named := os.environ.get("PORTEVOIX_CORPUS"):
        found += sorted(Path(named).parent.rglob("*.md")) if Path(named).name == "blog" else []
        found += sorted(Path(named).rglob("*.md"))
    return found


def test_posts_of_people_open_and_save_without_a_change() -> None:
    """Form and body both; then one box changed is one line of difference."""
    opened = 0
    for file in posts_of_people():
        try:
            there = held(file.read_bytes())
            form = sent(there.text)
        except (Unreadable, Unwritable):
            continue
        body = body_of(there.text)
        page = "\r\n".join(body.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        back = with_body(filled_in(there.text, form), carried(body, page))
        assert there.encoded(back) == there.content, file
        new = touched(there.text, "question", "Une question neuve?")
        gone, come = changed_lines(there.text, new)
        assert len(come) == 1 or not there.text.startswith("---"), file
        assert len(gone) <= 1, file
        opened += 1
    assert opened >= 15


def test_an_hour_written_with_its_seconds_has_its_two_controls_and_stays_as_it_is() -> None:
    text = "---\ntitle: Un\ndate: 2026-01-05 10:00:00\nexpires: 2026-01-05T10:00:30\n---\n\nA.\n"
    form = sent(text)
    assert (form["date"], form[f"date{HOUR}"]) == ("2026-01-05", "10:00")
    assert form["expires"] == "2026-01-05T10:00:30"
    assert filled_in(text, form) == text
    new = filled_in(text, {**form, f"date{HOUR}": "11:30"})
    gone, come = changed_lines(text, new)
    assert (gone, come) == (["date: 2026-01-05 10:00:00\n"], ["date: 2026-01-05 11:30\n"])


POST = """---
title: "Le pont" # help
date: 2026-01-05 # jour
draft: true
tags: [Eau] # deux
picture: photo.jpg
answers:
  - comment: "Pourquoi?" # un
    answer: |
      Parce
      que.
layout: post
---
Le texte.
"""


def test_each_box_is_written_as_its_kind_wants() -> None:
    assert touched(POST, f"date{HOUR}", "18:30") == POST.replace("-05 #", "-05 18:30 #")
    assert touched(POST, "draft", "") == POST.replace("draft: true", "draft: false")
    assert touched(POST, "kind", "decision") == POST.replace(
        "draft: true\n", "draft: true\nkind: decision\n"
    )
    assert touched(POST, "tags", "Eau\nÉcole, parc") == POST.replace(
        "[Eau]", '[Eau, "École, parc"]'
    )
    assert touched(POST, "tags", "") == POST.replace("[Eau]", "[]")
    assert touched(POST, "picture.alt", "Un pont.") == POST.replace(
        "picture: photo.jpg", 'picture:\n  file: "photo.jpg"\n  alt: "Un pont."'
    )
    assert touched(POST, "answers.0.answer", "Parce\r\nqu’il le faut.") == POST.replace(
        "answer: |\n      Parce\n      que.", "answer: |-\n      Parce\n      qu’il le faut."
    )
    assert touched(POST, "answers.1.comment", "Quand?") == POST.replace(
        "      que.\n", '      que.\n  - comment: "Quand?"\n'
    )
    assert "answers" not in touched(POST, f"answers.0{GONE}", "on")


def test_what_other_programs_wrote_is_named_and_left() -> None:
    groups, left = form_of(POST, "fr", Known())
    assert left == ("layout",)
    boxes = {box.name: box for box in boxes_of(groups)}
    assert (boxes["date"].value, boxes["picture.file"].value) == ("2026-01-05", "photo.jpg")
    assert isinstance(boxes["answers.1.comment"], Box)


def test_a_value_of_another_shape_stays_in_the_text() -> None:
    text = "---\ntitle:\n  fr: Le pont\ntags: {a: 1}\n---\n"
    boxes = {box.name: box.shape for box in boxes_of(form_of(text, "fr", Known())[0])}
    assert (boxes["title"], boxes["tags"]) == ("shut", "shut")
    assert touched(text, "title", "Non") == text
    alias = "---\na: &x Un\ntitle: *x\n---\n"
    with pytest.raises(Refused) as found:
        touched(alias, "title", "Non")
    assert found.value.names == ("title",)
