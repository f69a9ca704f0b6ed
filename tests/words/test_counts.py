"""A number agrees with what it counts, as each language counts."""

from __future__ import annotations

import re

import pytest

from portevoix.language import say
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("lang", "count", "words"),
    [
        ("fr", 0, "0 billet publié en"),
        ("fr", 1, "1 billet publié en"),
        ("fr", 2, "2 billets publiés en"),
        ("en", 0, "0 posts published"),
        ("en", 1, "1 post published"),
    ],
)
def test_a_number_agrees_with_what_it_counts(lang: str, count: int, words: str) -> None:
    assert say(lang, "command.built", posts=count, seconds="1", place="site/").startswith(words)


def test_each_choice_by_a_number_has_both_its_words() -> None:
    """`{count:text}` alone would be taken for the shape of a number, and raise where it is said."""
    wrong = [
        f"{file.parent.name}/{file.name}: {found}"
        for file in sorted((ROOT / "plugins" / "portevoix" / "language").glob("*/*.toml"))
        for found in re.findall(r"(?<!\{)\{\w+:[^{}|]*\}(?!\})", file.read_text("utf-8"))
        if not re.search(r":[\d,.]*[a-z]?\}$", found)
    ]
    assert wrong == []
