"""A target in words judges a number, or says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portevoix.posts import Post
from portevoix.results import (
    RESULT,
    Line,
    Verdict,
    bilan_of,
    read_target,
    results_of,
)
from portevoix.site import Site
from tests.results.town import BENCHES


@pytest.mark.parametrize(
    ("target", "results"),
    [
        ("300 réponses", {299: "partly", 300: "reached", 150: "partly", 149: "missed"}),
        (
            "moins de 20 questions par mois",
            {19: "reached", 20: "partly", 30: "partly", 31: "missed"},
        ),
        ("15 minutes ou moins", {15: "reached", 16: "partly", 25: "missed"}),
        ("plus de 1 200 places", {1200: "partly", 1201: "reached"}),
        ("pas plus de 40 plaintes", {40: "reached", 41: "partly"}),
        ("fewer than 10 calls", {9: "reached", 10: "partly"}),
        ("1,9 million de pages", {1_900_000: "reached", 900_000: "missed"}),
        ("avant 9 h 30", {9: "unjudged"}),
        ("le plus possible", {9: "unjudged"}),
    ],
)
def test_a_target_in_words_judges_a_number(
    target: str, results: dict[int, str], make_post: Callable[..., Post], town: Site
) -> None:
    post = make_post(BENCHES.format(target=target))
    for value, verdict in results.items():
        line = Line(at=date(2026, 5, 14), post="bancs", measure=RESULT, value=Decimal(value))
        assert bilan_of(post, results_of([line]), (), town).verdict == verdict, value


def test_a_share_is_judged_by_its_formula_and_never_against_a_number(
    make_post: Callable[..., Post], town: Site
) -> None:
    post = make_post(BENCHES.format(target="80 % des rues"))
    line = Line(at=date(2026, 5, 14), post="bancs", measure=RESULT, value=Decimal(412))
    for said, verdict in (
        (replace(line, of=Decimal(500)), Verdict.REACHED),
        (replace(line, of=Decimal(600)), Verdict.PARTLY),
        (line, Verdict.UNJUDGED),
        (replace(line, value=Decimal(79), percent=True), Verdict.PARTLY),
        (replace(line, verdict="missed"), Verdict.MISSED),
    ):
        assert bilan_of(post, results_of([said]), (), town).verdict is verdict
    number = make_post(BENCHES.format(target="300 réponses"))
    half = replace(line, value=Decimal(50), percent=True)
    assert bilan_of(number, results_of([half]), (), town).verdict is Verdict.UNJUDGED
    assert read_target("80 % des rues", "fr") is not None
