"""A number agrees with what it counts, as each language counts."""

from __future__ import annotations

import pytest

from portevoix.language import say


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
