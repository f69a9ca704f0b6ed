"""Where sentences end, for messages and for the rule on their length alike."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.prose import ABBREVIATIONS, sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux! Trois ? Quatre… Cinq", ["Un.", "Deux!", "Trois ?", "Quatre…", "Cinq"]),
        ("Mme Roy et M. C. Roy. J.-P. Roy.", ["Mme Roy et M. C. Roy.", "J.-P. Roy."]),
        ("« Venez\u00a0!\u00a0» Il pleut.", ["« Venez\u00a0!\u00a0»", "Il pleut."]),
        ("Voir l’art. 6.2 à 16 h. 12 places.", ["Voir l’art. 6.2 à 16 h.", "12 places."]),
        (
            "See e.g. Toronto vs. Québec. “Yes.” Done",
            ["See e.g. Toronto vs. Québec.", "“Yes.”", "Done"],
        ),
        ("Oui. et puis non. Éric", ["Oui. et puis non.", "Éric"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("word", sorted(ABBREVIATIONS))
def test_no_abbreviation_ends_a_sentence(word: str) -> None:
    assert len(sentences(f"Selon {word}. Roy")) == 1


@given(text=st.text(alphabet="aÉ .!?…»«\u00a0\u202f)\n1M"))
def test_spans_cover_the_text_without_overlap(text: str) -> None:
    spans = list(sentence_spans(text))
    assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize(
    "text", ["." * 200_000, ".\u00a0" * 100_000, "! »" * 70_000, "a.\n" * 70_000]
)
def test_hostile_texts_take_no_longer_than_their_length(text: str) -> None:
    start = time.process_time()
    sentences(text)
    assert time.process_time() - start < 2
