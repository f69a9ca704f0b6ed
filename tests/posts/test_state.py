"""Emergencies: under way until their `until`, then lifted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portevoix.diagnostics import DiagnosticsError
from portevoix.posts import Post, State, is_urgent, label_of, settle, turns

ZONE = ZoneInfo("America/Toronto")
WATER = """---
title: Avis d’ébullition
date: 2026-10-05 05:50
kind: crisis
crisis:
  until: 2026-10-07 14:00
  source: {source}
---
Texte.
"""


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=ZONE)


def test_a_notice_is_lifted_from_its_very_moment(make_post: Callable[..., Post]) -> None:
    post = make_post(WATER.format(source="Santé publique"))
    (under_way,) = settle([post], at(7, 13))
    (lifted,) = settle([post], at(7, 14))
    assert under_way is post and is_urgent(post)
    assert lifted.state is State.LIFTED and not is_urgent(lifted)
    assert (label_of(post).fr, label_of(lifted).fr) == ("Urgence", "Urgence terminée")
    assert at(7, 14) in set(turns(post))


def test_an_emergency_without_an_end_stays_under_way(make_post: Callable[..., Post]) -> None:
    """A banner that goes too early is worse than one that somebody must take down."""
    text = WATER.format(source="Santé publique").replace("  until: 2026-10-07 14:00\n", "")
    (post,) = settle([make_post(text)], at(31, 23))
    assert is_urgent(post)
    (other,) = settle([make_post(text.replace("kind: crisis\ncrisis", "event"))], at(31, 23))
    assert not is_urgent(other)


@pytest.mark.parametrize(
    "source", ["Santé publique", "https://exemple.org/eau/", "/eau/", '"Santé : la direction"']
)
def test_a_source_is_a_name_or_an_address(make_post: Callable[..., Post], source: str) -> None:
    assert make_post(WATER.format(source=source)).details["source"] == source.strip('"')


@pytest.mark.parametrize("source", ["javascript:alert(1)", "www.exemple.org", "//exemple.org"])
def test_an_address_that_cannot_be_followed_is_told(
    make_post: Callable[..., Post], source: str
) -> None:
    with pytest.raises(DiagnosticsError, match=r"crisis\.source"):
        make_post(WATER.format(source=source))
