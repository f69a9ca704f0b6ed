"""Whom the numbers of the pocket reach."""

from __future__ import annotations

import pytest

from portevoix.pages.pocket import _role

NUMBER = "04 92 00 00 00"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"Direction : {NUMBER}", "Direction"),
        (f"Vous, puis la personne de garde : {NUMBER}", "La personne de garde"),
        (f"Vous à deux, avec la personne de garde\u00a0: {NUMBER}", "La personne de garde"),
        (f"Vous, puis {NUMBER}", "La mairie"),
        (f"You, then the mayor: {NUMBER}", "Mayor"),
        (f"Vous, puis au {NUMBER}, sans attendre", "La mairie"),
    ],
)
def test_a_number_has_the_name_of_whom_it_reaches(text: str, role: str) -> None:
    variables = {"direction": "La mairie", "direction_joindre": NUMBER}
    assert _role(text, NUMBER, variables) == role
