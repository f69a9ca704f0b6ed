"""One value changed, and no other byte: of generated front matters, and of posts that people wrote."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import pytest

from portevoix.workbench.frontmatter import (
    Path,
    Unwritable,
    body_of,
    front_of,
    values_of,
    with_body,
    with_item,
    with_texts,
    with_value,
    without,
)
from portevoix.yaml_text import Yaml
from tests.workbench.front_matters import made

MADE = 2_000
ORDER = ("title", "date", "draft", "kind", "tags", "message", "call", "picture", "answers")


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that only one of two texts has."""
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    gone: list[str] = []
    new: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone += one[a:b]
            new += other[c:d]
    return gone, new


def leaves(values: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(values, dict):
        for key, value in values.items():
            yield from leaves(value, (*path, key))
    elif isinstance(values, list):
        for n, value in enumerate(values):
            yield from leaves(value, (*path, n))
    elif isinstance(values, str):
        yield path, values


def test_a_changed_value_is_one_line_and_what_is_written_again_is_none() -> None:
    """In each of 2,000 generated front matters, for every text of it."""
    tried = 0
    for seed in range(MADE):
        text = made(seed)
        values = values_of(text)
        for path, value in leaves(values):
            assert with_value(text, path, value) == text
        ways = list(leaves(values))
        for path, value in [ways[seed % len(ways)], ways[(7 * seed) % len(ways)]]:
            new = with_value(text, path, f"Autre {seed}")
            gone, come = changed_lines(text, new)
            tried += 1
            assert len(come) == 1, (seed, path)
            assert (
                len(gone) == 1 or "\n" in value or ("|" in "".join(gone) or ">" in "".join(gone))
            ), (seed, path)
            assert body_of(new) == body_of(text)
            back = with_value(new, path, value)
            assert values_of(back) == values
    assert tried == 2 * MADE


def test_a_new_key_only_adds_and_taking_it_out_gives_the_same_bytes() -> None:
    for seed in range(0, MADE, 4):
        text = made(seed)
        added: tuple[tuple[Path, Yaml], ...] = (
            (("kind",), "decision"),
            (("measure", "indicator"), "visites"),
            (("share", "mastodon", "text"), "Une ligne.\nUne autre : « oui » # non."),
            (("hashtags",), ["Eau", "Budget participatif"]),
        )
        for path, value in added:
            new = with_value(text, path, value, order=ORDER)
            gone, come = changed_lines(text, new)
            assert not gone and come, (seed, path)
            assert without(new, path) == text, (seed, path)


def test_a_list_changes_by_the_lines_of_its_items() -> None:
    text = "---\ntags:\n  - eau # a\n  # b\n  - pont\n  - 'été'\n---\n"
    assert with_texts(text, ("tags",), ["eau", "pont", "été", "neige"]) == text.replace(
        "- 'été'\n", "- 'été'\n  - \"neige\"\n"
    )
    assert with_texts(text, ("tags",), ["pont", "été"]) == text.replace("  - eau # a\n", "")
    assert with_texts(text, ("tags",), ["eau", "route", "été"]) == text.replace("pont", "route")
    assert without(text, ("tags", 1)) == text.replace("  - pont\n", "")
    flow = "---\ntags: [eau, pont] # deux\n---\n"
    assert with_texts(flow, ("tags",), ["eau"]) == "---\ntags: [eau] # deux\n---\n"
    assert with_item(flow, ("tags",), 1, "a, b") == '---\ntags: [eau, "a, b", pont] # deux\n---\n'


def test_a_text_without_front_matter_gains_one_and_keeps_its_text() -> None:
    assert with_value("# Titre\n", ("draft",), True) == "---\ndraft: true\n---\n\n# Titre\n"
    assert with_value("", ("title",), "Non") == '---\ntitle: "Non"\n---\n'
    assert (
        with_value("---\n# rien\n---\nA", ("title",), "Non") == '---\n# rien\ntitle: "Non"\n---\nA'
    )


@pytest.mark.parametrize(
    "value",
    [
        "",
        "true",
        "~",
        "12:30",
        "a: b",
        "é # b",
        "- a",
        "*a",
        "\t",
        "\\",
        '"',
        "'",
        "a\nb\n",
        "  a\n b",
        "0x10",
        "\u00a0",
        "%",
        "@",
        "…" * 300,
    ],
)
@pytest.mark.parametrize(
    "front",
    [
        "title: x # c",
        "title: 'x'",
        'title: "x"',
        "title: |\n  x\n  y",
        "title: >-\n  x",
        "title:",
        "title: # c",
        "{title: x}",
        "a: 1",
        "? title\n: x",
    ],
)
def test_whatever_is_typed_reads_back_the_same(front: str, value: str) -> None:
    text = f"---\n{front}\n---\nLe texte"
    new = with_value(text, ("title",), value)
    assert str(values_of(new)["title"]).rstrip("\n") == value.rstrip("\n")
    assert body_of(new) == "Le texte"


@pytest.mark.parametrize(
    "front",
    [
        "a: &x 1\ntitle: *x\n",
        "title: [\n",
        "- a\n",
        "un texte\n",
        "title: a\n",
    ],
)
def test_what_cannot_be_changed_alone_is_refused(front: str) -> None:
    """An alias, what is no YAML, a list, a text; and a front matter without an end."""
    end = "" if front == "title: a\n" else "---\n"
    with pytest.raises(Unwritable):
        with_value(f"---\n{front}{end}", ("title",), "x")


def test_the_body_changes_alone_and_line_ends_are_kept() -> None:
    text = "---\r\ntitle: A\r\n---\r\nUn.\r\n"
    assert with_body(text, "Deux.\r\n") == "---\r\ntitle: A\r\n---\r\nDeux.\r\n"
    assert with_value(text, ("call", "text"), "B\nC").count("\n") == text.count("\n") + 4
    assert "\n" not in with_value(text, ("call", "text"), "B\nC").replace("\r\n", "")
    assert front_of("Sans en-tête") is None
