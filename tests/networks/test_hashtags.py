"""Hashtags that every network keeps whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.networks.hashtags import Reason, Refusal, compose_hashtag, compose_hashtags


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("déneigement", "déneigement"),
        ("Saint-Jean", "SaintJean"),
        ("l’été à la ville", "LÉtéÀLaVille"),
        ("vie municipale", "VieMunicipale"),
        ("#Budget2027", "Budget2027"),
        ("rivière_aux_aulnes", "rivière_aux_aulnes"),
        ("e\u0301te\u0301", "été"),
        ("3e lien", "3eLien"),
        ("Eau_", "Eau"),
        ("__eau_vive__", "eau_vive"),
    ],
)
def test_words_join_each_with_its_capital(written: str, tag: str) -> None:
    """So that a screen reader tells them apart; accents stay."""
    assert compose_hashtag(written) == tag


@pytest.mark.parametrize(
    ("written", "reason", "detail"),
    [
        ("", Reason.EMPTY, ""),
        ("#", Reason.EMPTY, ""),
        ("2027", Reason.NO_LETTER, ""),
        ("20_27", Reason.NO_LETTER, ""),
        ("__", Reason.NO_LETTER, ""),
        ("St.Jean", Reason.FOREIGN, "."),
        ("bravo🎉", Reason.FOREIGN, "🎉"),
        ("a&b", Reason.FOREIGN, "&"),
        ("𝗴𝗿𝗮𝘀", Reason.STYLED, "𝗴"),
        ("a" * 51, Reason.LONG, "51"),
    ],
)
def test_a_hashtag_that_cannot_work_is_refused_with_the_reason(
    written: str, reason: Reason, detail: str
) -> None:
    assert compose_hashtag(written) == Refusal(written=written, reason=reason, detail=detail)


def test_the_same_hashtag_is_refused_the_second_time() -> None:
    """Capitals make no difference; networks see one hashtag."""
    tags, refusals = compose_hashtags(["Été", "été", "hiver"])
    assert tags == ("Été", "hiver")
    assert [refusal.reason for refusal in refusals] == [Reason.TWICE]


@given(st.text(max_size=70))
def test_what_is_kept_is_portable_and_settled(written: str) -> None:
    """Any text gives a hashtag of letters, digits and _, or a refusal; composing again changes nothing."""
    tag = compose_hashtag(written)
    if isinstance(tag, str):
        assert all(sign == "_" or sign.isalnum() or not sign.isascii() for sign in tag)
        assert compose_hashtag(tag) == tag
