from __future__ import annotations

import pytest

from portevoix.cards.direction import in_order, runs_leftwards


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("abc", "abc"),
        ("abc אבג def", "abc <אבג> def"),
        ("אבג abc דהו", "< דהו>abc<אבג >"),
        ("אבג 2026 דהו", "< דהו>2026<אבג >"),
        ("abc אבג 12 דהו.", "abc < דהו>12<אבג >."),
        ("le 12, אבג!", "le 12, <אבג>!"),
    ],
)
def test_stretches_come_in_the_order_in_which_eyes_meet_them(line: str, expected: str) -> None:
    """From left to right; what runs leftwards stands in brackets, in the order it was written."""
    drawn = in_order(line, runs_leftwards(line))
    assert "".join(f"<{text}>" if leftwards else text for text, leftwards in drawn) == expected


def test_a_line_runs_the_way_of_its_first_letter() -> None:
    """Figures and marks decide nothing."""
    assert runs_leftwards("2026 : אבג abc")
    assert not runs_leftwards("« abc » אבג")
    assert not runs_leftwards("2026 !")
