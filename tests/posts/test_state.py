"""Emergencies: under way until their `until`, then lifted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portevoix.diagnostics import DiagnosticsError
from portevoix.posts import (
    KINDS,
    Kind,
    Post,
    State,
    census,
    is_urgent,
    label_of,
    render_template,
    say_census,
    settle,
    turns,
    urgent_waits,
)
from portevoix.posts.kinds import Detail
from portevoix.site import Site

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


def test_a_last_day_without_an_hour_is_counted_whole(make_post: Callable[..., Post]) -> None:
    """A notice in force until the seventh still is in the evening of the seventh."""
    post = make_post(WATER.format(source="Santé publique").replace("-07 14:00", "-07"))
    (evening,) = settle([post], at(7, 23))
    (morning,) = settle([post], at(8, 0))
    assert (evening.state, morning.state) == (State.OPEN, State.LIFTED)


@pytest.mark.parametrize(
    ("kind", "detail"), [(k, d) for k in KINDS.values() for d in k.details if d.last]
)
def test_what_ends_ends_with_its_day(
    kind: Kind, detail: Detail, make_post: Callable[..., Post]
) -> None:
    text = "---\ntitle: A\ndate: 2026-10-05\nkind: {0}\n{0}:\n  {1}: 2026-10-07\n---\nTexte.\n"
    post = make_post(text.format(kind.key, detail.name))
    assert post.details[detail.name] == datetime(2026, 10, 7, 23, 59, tzinfo=ZONE)


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


def test_a_build_names_what_waits_and_counts_the_rest(make_post: Callable[..., Post]) -> None:
    """The nearest first, each with the moment at which it appears."""

    def post(slug: str, front: str) -> Post:
        return make_post(f"---\ntitle: {slug}\nslug: {slug}\n{front}\n---\nTexte.\n", f"{slug}.md")

    found = census(
        [
            post("paru", "date: 2026-10-01"),
            post("brouillon", "date: 2026-10-01\ndraft: true"),
            post("passe", "date: 2026-10-01\nexpires: 2026-10-02"),
            post("tard", "date: 2026-10-09 18:30"),
            post("jour", "date: 2026-10-07"),
        ],
        at(7, 8),
    )
    assert (found.live, found.expired, found.drafts) == (1, 1, 1)
    assert list(say_census(found, "fr")) == [
        "En ligne : 1. En attente : 2. Expirés : 1. Brouillons : 1.",
        "« jour » (jour.md) paraîtra le 7 octobre 2026 à 9\u00a0h, à la première construction qui suit.",
        "« tard » (tard.md) paraîtra le 9 octobre 2026 à 18\u00a0h\u00a030, à la première construction qui suit.",
    ]


def test_many_waiting_posts_are_counted_beyond_the_first(make_post: Callable[..., Post]) -> None:
    one = make_post("---\ntitle: T\ndate: 2026-10-09\n---\nTexte.\n")
    lines = list(
        say_census(census([replace(one, slug=f"b{n}") for n in range(500)], at(7, 8)), "fr")
    )
    assert len(lines) == 12 and lines[-1].endswith(": 490.")


def test_an_emergency_that_waits_is_said_aloud(make_post: Callable[..., Post]) -> None:
    """Dated of its day alone, it would wait until nine while the water is not safe."""
    post = make_post("---\ntitle: Eau\ndate: 2026-10-07\nkind: crisis\n---\nTexte.\n")
    (warning,) = urgent_waits(census([post], at(7, 6)), "fr")
    assert "essai.md:3" in warning and "7 octobre 2026 à 9\u00a0h" in warning
    assert not list(urgent_waits(census([post], at(7, 9)), "fr"))


def test_the_template_of_an_emergency_is_out_at_once(
    make_post: Callable[..., Post], site: Site
) -> None:
    """At whatever hour it is begun; other kinds keep to the hour of posts."""
    night = datetime(2026, 10, 7, 4, 12, 31, tzinfo=ZONE)
    for kind, live in (("crisis", 1), ("event", 0)):
        text = render_template(KINDS[kind], "Eau", night, "fr", site).replace("draft: true", "")
        assert census([make_post(text)], night).live == live


@pytest.mark.parametrize("hour", [4, 12, 23])
def test_the_details_of_its_template_leave_an_emergency_under_way(
    make_post: Callable[..., Post], site: Site, hour: int
) -> None:
    """Uncommented as they stand, at whatever hour: an end at hand would lift it."""
    now = datetime(2026, 10, 7, hour, 12, tzinfo=ZONE)
    front, body = render_template(KINDS["crisis"], "Eau", now, "fr", site).split("# crisis:")
    details, end = body.split("---", 1)
    text = f"{front}crisis:{details.replace(chr(10) + '# ', chr(10)).replace('# #', '#')}---{end}"
    (post,) = settle([make_post(text)], now + timedelta(days=3))
    assert is_urgent(post)
    next_update = post.details["next_update"]
    assert isinstance(next_update, datetime) and next_update > now
