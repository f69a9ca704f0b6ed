"""One table of spaces, and every medium follows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.typography import (
    NARROW,
    NO_BREAK,
    SPACINGS,
    applied,
    edits,
    profile_of,
    typeset,
    typeset_markdown,
    typeset_message,
)

TYPED = "Prix : 3 $. Venez ! « Oui »"
SET = {
    "fr-CA": f"Prix{NO_BREAK}: 3{NO_BREAK}$. Venez! «{NO_BREAK}Oui{NO_BREAK}»",
    "fr-FR": f"Prix{NO_BREAK}: 3{NO_BREAK}$. Venez{NARROW}! «{NO_BREAK}Oui{NO_BREAK}»",
    "en": TYPED,
}


@pytest.mark.parametrize("profile", SPACINGS)
def test_every_medium_sets_a_sentence_as_its_profile_says(profile: str) -> None:
    """Messages differ in two points: no narrow space, and units stay as typed."""
    lang = profile[:2]
    message = SET[profile].replace(NARROW, NO_BREAK)
    assert typeset(TYPED, profile) == typeset_markdown(TYPED, profile) == SET[profile]
    assert typeset_message(TYPED.replace("3 $", f"3{NO_BREAK}$"), lang, profile) == (
        message if lang == "fr" else TYPED.replace("3 $", f"3{NO_BREAK}$")
    )
    assert list(edits(SET[profile], profile)) == []


@given(
    text=st.text(alphabet="a1 :;!?«»%$€\u00a0\u202f)*"), profile=st.sampled_from(sorted(SPACINGS))
)
def test_edits_change_spaces_alone(text: str, profile: str) -> None:
    spaces = str.maketrans(dict.fromkeys((" ", NO_BREAK, NARROW), ""))
    assert applied(text, edits(text, profile)).translate(spaces) == text.translate(spaces)


def test_a_text_follows_the_profile_of_its_language() -> None:
    """French on an English site is set as in Québec."""
    asked = [("fr", "fr-FR"), ("fr", "en"), ("en-GB", "fr-CA")]
    assert [profile_of(*one) for one in asked] == ["fr-FR", "fr-CA", "en"]
