"""The calendar: every text has a moment that follows from sources and settings alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.clocks import Doubt, on_clock
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.form import Form
from portevoix.networks import NETWORKS
from portevoix.planning import (
    Calendar,
    Clash,
    Out,
    Pause,
    Plan,
    Planned,
    Planning,
    Slot,
    Standing,
    Way,
    calendar_of,
    closures,
    place,
    plan_of,
    read_planning,
    read_slot,
)
from portevoix.planning.holidays_of import holidays_in
from portevoix.posts import Post
from portevoix.site import Organisation, Site
from portevoix.yaml_text import read_yaml

ZONES = {"Montréal": ("America/Toronto", "CA-QC"), "Paris": ("Europe/Paris", "FR")}
MakePost = Callable[..., Post]
NOON = time(12)


def planning_of(text: str, site: Site) -> Planning:
    diagnostics = Diagnostics("fr")
    values, lines = read_yaml(text, file="mkdocs.yml", diagnostics=diagnostics, prose=False)
    assert isinstance(values, dict)
    return read_planning(Form(values, lines, "mkdocs.yml", diagnostics), site, tuple(NETWORKS))


def written(make: MakePost, slug: str, published: str, more: str = "") -> Post:
    text = f"---\ntitle: Billet {slug}\nslug: {slug}\ndate: {published}\n{more}---\nTexte.\n"
    return make(text, file=f"docs/blog/posts/{slug}.md")


def dated(site: Site, post: Post, moment: datetime, slug: str) -> Post:
    return replace(post, slug=slug, published=moment, updated=moment)


def moments(plan: Plan, network: str = "mastodon") -> dict[str, str]:
    return {
        one.post.slug: f"{one.moment:%Y-%m-%d %H:%M}" if one.moment else ""
        for one in plan.items
        if one.network == network
    }


def test_a_text_takes_the_next_free_slot_after_its_post(site: Site, make_post: MakePost) -> None:
    planning = planning_of("slots:\n  mastodon: [mardi 9 h 30, jeudi 12:00]\n", site)
    posts = [
        written(make_post, "b", "2026-11-30 09:00"),  # a Monday
        written(make_post, "a", "2026-11-30 10:00"),
        written(make_post, "c", "2026-12-01 09:30"),  # at the very slot, which is taken
    ]
    plan = plan_of(posts, calendar_of(site, planning, NETWORKS), datetime(2026, 11, 27, tzinfo=UTC))
    assert moments(plan) == {
        "b": "2026-12-01 09:30",
        "a": "2026-12-03 12:00",
        "c": "2026-12-08 09:30",
    }


def test_what_its_author_wrote_stands_and_slots_keep_clear_of_it(
    site: Site, make_post: MakePost
) -> None:
    planning = planning_of("slots: {mastodon: [chaque jour 12:00]}\nspacing: 120\n", site)
    posts = [
        written(make_post, "a", "2026-11-30 09:00"),
        written(make_post, "b", "2026-12-02", "share:\n  mastodon: {at: 2026-11-30 13:00}\n"),
        written(make_post, "c", "2026-11-29", "share:\n  mastodon: {at: 2026-12-01 11:00}\n"),
    ]
    plan = plan_of(posts, calendar_of(site, planning, NETWORKS), datetime(2026, 11, 1, tzinfo=UTC))
    # « b » cannot go before its post; « a » comes too near of both others until the third.
    assert moments(plan) == {
        "c": "2026-12-01 11:00",
        "b": "2026-12-02 09:00",
        "a": "2026-11-30 12:00",
    }
    found = plan.of("b", "mastodon")
    assert found is not None
    assert [one.clash for one in found.remarks] == [Clash.BEFORE]


@pytest.mark.parametrize(
    ("more", "clash"),
    [
        ("quiet_hours: 21:00-7:00", Clash.QUIET_HOUR),
        ("quiet_days: [vendredi]", Clash.QUIET_DAY),
        ("holidays: CA-QC", Clash.HOLIDAY),
        ("closed: {2026-12-25: Bureaux fermés}\nholidays: false", Clash.CLOSED),
        ("sensitive: {2026-12-25: Deuil}\nholidays: false", Clash.SENSITIVE),
    ],
)
def test_what_a_moment_of_an_author_clashes_with_is_named(
    site: Site, make_post: MakePost, more: str, clash: Clash
) -> None:
    """A person's word is kept, and told: 25 December 2026 is a Friday."""
    post = written(make_post, "a", "2026-12-01", "share:\n  mastodon: {at: 2026-12-25 22:00}\n")
    calendar = calendar_of(site, planning_of(more, site), NETWORKS)
    found = plan_of([post], calendar, datetime(2026, 12, 1, tzinfo=UTC)).of("a", "mastodon")
    assert found is not None
    assert found.moment == datetime(2026, 12, 25, 22, tzinfo=site.zone)
    assert clash in [one.clash for one in found.remarks]


def test_an_emergency_waits_for_no_slot_and_no_pause(site: Site, make_post: MakePost) -> None:
    planning = planning_of(
        "slots: {mastodon: [lundi 9:00]}\nquiet_hours: 18:00-9:00\npause: 2026-11-27 10:00 Inondation\n",
        site,
    )
    posts = [
        written(make_post, "eau", "2026-11-28 03:00", "kind: crisis\n"),
        written(make_post, "fete", "2026-11-28 03:00"),
    ]
    now = datetime(2026, 11, 30, 18, tzinfo=UTC)
    plan = plan_of(posts, calendar_of(site, planning, NETWORKS), now, {})
    assert moments(plan) == {"eau": "2026-11-28 03:00", "fete": "2026-11-30 09:00"}
    assert [(one.id, one.standing) for one in plan.items] == [
        ("eau/mastodon", Standing.MISSED),
        ("fete/mastodon", Standing.HELD),
    ]
    assert plan.pause is not None
    assert plan.pause.reason == "Inondation"


def test_a_first_line_of_the_ledger_makes_nothing_missed_that_was_over_before(
    site: Site, make_post: MakePost
) -> None:
    """What went by hand before anybody sent from here is over; what was to go since then is missed."""
    posts = [
        written(make_post, "ete", "2026-09-01 09:00"),
        written(make_post, "veille", "2026-11-19 09:00"),
        written(make_post, "jour", "2026-11-21 09:00"),
    ]
    now = datetime(2026, 11, 27, 18, tzinfo=UTC)
    begun = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def standings(text: str, begun: datetime | None) -> dict[str, Standing]:
        calendar = calendar_of(site, planning_of(text, site), NETWORKS)
        outs: dict[tuple[str, str], Out] | None = None if begun is None else {}
        plan = plan_of(posts, calendar, now, outs, begun)
        return {one.post.slug: one.standing for one in plan.items if one.network == "mastodon"}

    slots = "slots: {mastodon: [chaque jour 9:00]}\n"
    over = dict.fromkeys(("ete", "veille", "jour"), Standing.PAST)
    assert standings(slots, None) == over
    assert standings(slots, now) == over  # an empty ledger
    missed = {"veille": Standing.MISSED, "jour": Standing.MISSED}
    assert standings(slots, begun) == {**over, **missed}
    # Nor does a pause hold it: ended, it would send it out.
    assert standings(f"{slots}pause: Inondation\n", begun)["ete"] is Standing.PAST
    # Whoever says since when texts leave from here is believed.
    all_missed = dict.fromkeys(over, Standing.MISSED)
    assert standings(f"{slots}since: 2026-08-01\n", begun) == all_missed


def test_a_pause_without_a_moment_holds_all_that_has_not_gone(
    site: Site, make_post: MakePost
) -> None:
    planning = planning_of("slots: {mastodon: [chaque jour 9:00]}\npause: Inondation\n", site)
    posts = [written(make_post, slug, "2026-11-27 08:00") for slug in "abc"]
    gone = {
        ("a", "mastodon"): Out(standing=Standing.SENT, moment=datetime(2026, 11, 27, tzinfo=UTC))
    }
    calendar = calendar_of(site, planning, NETWORKS)
    plan = plan_of(posts, calendar, datetime(2026, 11, 28, 18, tzinfo=UTC), gone)
    assert {one.post.slug: one.standing for one in plan.items} == {
        "a": Standing.SENT,
        "b": Standing.HELD,
        "c": Standing.HELD,
    }
    assert plan.due == ()


def test_after_a_pause_each_text_is_moved_kept_or_dropped(site: Site, make_post: MakePost) -> None:
    text = (
        "slots: {mastodon: [chaque jour 9:00]}\n"
        "past_pauses:\n- {from: 2026-12-01 08:00, until: 2026-12-03 10:00, reason: Eau, "
        "keep: [b/mastodon], drop: [c/mastodon]}\n"
    )
    posts = [written(make_post, slug, "2026-12-01 07:00") for slug in "abcd"]
    posts.append(written(make_post, "avant", "2026-11-30 08:00"))
    calendar = calendar_of(site, planning_of(text, site), NETWORKS)
    plan = plan_of(posts, calendar, datetime(2026, 12, 3, 18, tzinfo=UTC), {})
    assert moments(plan)["avant"] == "2026-11-30 09:00"
    # Of what was held, « b » keeps its moment, « c » is dropped, « a » moves; « d » makes room.
    assert moments(plan) == {
        "avant": "2026-11-30 09:00",
        "a": "2026-12-04 09:00",
        "b": "2026-12-02 09:00",
        "c": "2026-12-03 09:00",
        "d": "2026-12-05 09:00",
    }
    found = plan.of("c", "mastodon")
    assert found is not None
    assert found.standing is Standing.DROPPED


def test_editing_a_post_moves_no_other_that_is_due_or_past(site: Site, make_post: MakePost) -> None:
    """Texts, drafts, what comes later: what was there before stays where it was."""
    planning = planning_of("slots: {mastodon: [mardi 9:30, jeudi 12:00]}\nspacing: 60\n", site)
    posts = [written(make_post, f"p{n}", f"2026-11-{n:02} 08:00") for n in range(1, 25)]
    calendar = calendar_of(site, planning, NETWORKS)
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    before = moments(plan_of(posts, calendar, now))
    edited = [
        replace(posts[3], draft=True, title="Autre", message="Autre"),
        *posts[:3],
        *posts[4:],
        written(make_post, "apres", "2026-11-25 09:00"),
    ]
    after = moments(plan_of(edited, calendar, now))
    assert {slug: after[slug] for slug in before} == before
    # Nor does the day of the build.
    assert moments(plan_of(posts, calendar, now + timedelta(days=40))) == before


def test_old_posts_take_no_slot(site: Site, make_post: MakePost) -> None:
    planning = planning_of("since: 2026-11-20\nslots: {mastodon: [lundi 9:00]}\n", site)
    posts = [
        written(make_post, "ancien", "2026-11-10 08:00"),
        written(make_post, "neuf", "2026-11-21 08:00"),
    ]
    plan = plan_of(posts, calendar_of(site, planning, NETWORKS), datetime(2026, 11, 27, tzinfo=UTC))
    assert moments(plan) == {"ancien": "2026-11-10 08:00", "neuf": "2026-11-23 09:00"}


def test_a_text_without_a_free_slot_is_told_not_lost(site: Site, make_post: MakePost) -> None:
    text = "slots: {mastodon: [samedi 22:00]}\nquiet_hours: 21:00-7:00\n"
    plan = plan_of(
        [written(make_post, "a", "2026-11-10 08:00")],
        calendar_of(site, planning_of(text, site), NETWORKS),
        datetime(2026, 11, 27, tzinfo=UTC),
    )
    assert [(one.standing, one.moment) for one in plan.items] == [(Standing.UNPLACED, None)]


def test_weeks_without_a_text_are_named(site: Site, make_post: MakePost) -> None:
    planning = planning_of("slots: {mastodon: [mardi 9:30], bluesky: [mardi 9:30]}\n", site)
    posts = [written(make_post, f"p{n}", f"2026-11-{n} 08:00") for n in (28, 29)]
    posts = [replace(one, share={}) for one in posts]
    plan = plan_of(posts, calendar_of(site, planning, NETWORKS), datetime(2026, 11, 30, tzinfo=UTC))
    assert [(gap.network, str(gap.first), str(gap.last), gap.free) for gap in plan.gaps] == [
        ("mastodon", "2026-12-15", "2026-12-22", 2),
        ("bluesky", "2026-12-15", "2026-12-22", 2),
    ]


# Both changes of the clocks in one year, in both places.
CHANGES = [
    ("America/Toronto", date(2027, 3, 14), time(2, 30), Doubt.SKIPPED, "03:30-04:00"),
    ("America/Toronto", date(2027, 11, 7), time(1, 30), Doubt.TWICE, "01:30-04:00"),
    ("America/Toronto", date(2027, 11, 7), time(3), Doubt.NONE, "03:00-05:00"),
    ("Europe/Paris", date(2027, 3, 28), time(2, 30), Doubt.SKIPPED, "03:30+02:00"),
    ("Europe/Paris", date(2027, 10, 31), time(2, 30), Doubt.TWICE, "02:30+02:00"),
    ("Europe/Paris", date(2027, 10, 31), time(12), Doubt.NONE, "12:00+01:00"),
]


@pytest.mark.parametrize(("zone", "day", "hour", "doubt", "told"), CHANGES)
def test_hours_that_do_not_exist_or_come_twice_are_said(
    site: Site, make_post: MakePost, zone: str, day: date, hour: time, doubt: Doubt, told: str
) -> None:
    moment, found = on_clock(day, hour, ZoneInfo(zone))
    assert (moment.isoformat()[11:16] + moment.isoformat()[19:], found) == (told, doubt)
    site = replace(site, zone=ZoneInfo(zone))
    slot = Slot(weekday=day.weekday(), hour=hour)
    calendar = calendar_of(site, Planning(slots={"mastodon": (slot,)}), NETWORKS)
    eve = datetime.combine(day - timedelta(days=1), NOON, site.zone)
    post = dated(site, written(make_post, "a", "2027-01-01"), eve, "a")
    (placed,) = place([post], calendar)
    assert placed.moment == moment
    assert [one.clash for one in placed.remarks] == ([Clash(doubt)] if doubt else [])


@st.composite
def _years(draw: st.DrawFn) -> dict[str, Any]:
    slots = st.sets(
        st.builds(
            Slot,
            weekday=st.integers(0, 6),
            hour=st.builds(time, st.integers(0, 23), st.sampled_from((0, 30))),
        ),
        min_size=1,
        max_size=8,
    )
    return {
        "zone": draw(st.sampled_from(sorted(ZONES))),
        "slots": {key: tuple(sorted(draw(slots))) for key in ("mastodon", "facebook")},
        "quiet": draw(st.sampled_from([None, (time(21), time(7)), (time(12), time(13))])),
        "quiet_days": draw(st.frozensets(st.integers(0, 6), max_size=5)),
        "per_day": draw(st.integers(0, 2)),
        "spacing": timedelta(minutes=draw(st.sampled_from((0, 45, 600)))),
        "hours": draw(st.lists(st.integers(0, 8760), min_size=1, max_size=40)),
        "said": draw(st.lists(st.integers(0, 8760), max_size=6)),
        "pause": draw(st.one_of(st.none(), st.tuples(st.integers(0, 8000), st.integers(1, 300)))),
    }


@given(year=_years())
def test_never_two_in_one_slot_never_in_quiet_hours_never_lost(year: dict[str, Any]) -> None:
    """A year from 15 January 2027, over both changes of the clocks, in Montréal and in Paris."""
    name, place_code = ZONES[year["zone"]]
    zone = ZoneInfo(name)
    start = datetime(2027, 1, 15, tzinfo=zone).astimezone(UTC)

    def at(hours: int) -> datetime:
        return (start + timedelta(hours=hours)).astimezone(zone)

    pause = year["pause"] and Pause(since=at(year["pause"][0]), until=at(sum(year["pause"])))
    planning = Planning(
        slots=year["slots"],
        quiet=year["quiet"],
        quiet_days=year["quiet_days"],
        place=place_code,
        per_day=year["per_day"],
        spacing=year["spacing"],
        pauses=(pause,) if pause else (),
    )
    site = _site(zone)
    calendar = calendar_of(site, planning, NETWORKS)
    posts = _posts(site, [at(hours) for hours in year["hours"]], [at(one) for one in year["said"]])
    placed = place(posts, calendar)
    # Never lost: one line for each post and network.
    assert sorted(one.id for one in placed) == sorted(
        f"{post.slug}/{key}" for post in posts for key in ("mastodon", "facebook")
    )
    for key in ("mastodon", "facebook"):
        lane = [one for one in placed if one.network == key and one.moment]
        ours = sorted(one.moment for one in lane if one.way is Way.SLOT and one.moment)
        every = sorted(one.moment for one in lane if one.moment)
        assert len(set(ours)) == len(ours)
        for one in lane:
            assert one.moment is not None
            assert one.moment >= one.post.published
            closed = list(closures(one.moment, calendar))
            if one.way is Way.SLOT:
                assert not closed
                assert not (pause and pause.covers(one.moment))
                assert every.count(one.moment) == 1
            else:
                assert {remark.clash for remark in closed} <= {
                    remark.clash for remark in one.remarks
                }
        for earlier, later in pairwise(ours):
            assert later - earlier >= planning.spacing
        if planning.per_day:
            days = [moment.date() for moment in ours]
            assert all(days.count(day) <= planning.per_day for day in days)
    # The same sources give the same plan, in whatever order they are read.
    assert sorted(place(list(reversed(posts)), calendar), key=_by_id) == sorted(placed, key=_by_id)


def _by_id(one: Planned) -> str:
    return one.id


def _site(zone: ZoneInfo) -> Site:
    return Site(
        url="https://blog.exemple.org/",
        name="Exemple",
        description="",
        zone=zone,
        organisation=Organisation(name="Exemple"),
    )


def _posts(site: Site, published: list[datetime], said: list[datetime]) -> list[Post]:
    from portevoix.posts import Share
    from portevoix.posts.kinds import KINDS

    def made(slug: str, moment: datetime, at: datetime | None = None) -> Post:
        return Post(
            file=f"{slug}.md",
            lines={},
            title=slug,
            slug=slug,
            published=moment,
            updated=moment,
            lang="fr",
            told_in="fr",
            kind=KINDS["announcement"],
            message=slug,
            summary=slug,
            share={"mastodon": Share(at=at)} if at else {},
        )

    return [
        *(made(f"p{n}", moment) for n, moment in enumerate(published)),
        *(made(f"q{n}", published[0], moment) for n, moment in enumerate(said)),
    ]


def test_a_year_of_two_texts_a_week_holds_in_both_places() -> None:
    for name, place_code in ZONES.values():
        zone = ZoneInfo(name)
        site = _site(zone)
        slots = (Slot(weekday=1, hour=time(9, 30)), Slot(weekday=3, hour=NOON))
        planning = Planning(slots={"mastodon": slots}, place=place_code)
        calendar = calendar_of(site, planning, NETWORKS)
        weeks = [datetime(2027, 1, 3, 8, tzinfo=zone) + timedelta(days=7 * n) for n in range(52)]
        posts = _posts(site, [week for week in weeks for _ in range(2)], [])
        placed = place(posts, calendar)
        hours = {f"{one.moment:%a %H:%M}" for one in placed if one.moment}
        assert hours == {"Tue 09:30", "Thu 12:00"}  # summer and winter alike
        offs = {day for year in (2027, 2028) for day in holidays_in(place_code, year, "fr")}
        assert not offs & {one.moment.date() for one in placed if one.moment}


def test_holidays_are_named_in_french_whatever_the_machine_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert holidays_in("CA-QC", 2026, "fr")[date(2026, 6, 24)] == "Fête nationale du Québec"
    assert holidays_in("FR", 2026, "fr-FR")[date(2026, 7, 14)] == "Fête nationale"
    assert holidays_in("CA-QC", 2026, "en")[date(2026, 12, 25)] == "Christmas Day"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("mardi 9 h 30", 1),
        ("Mardi à 9h", 1),
        ("en semaine 12:00", 5),
        ("weekdays, 12:00", 5),
        ("chaque jour 8:00", 7),
        ("tuesdays at 9:30", 1),
        ("mardi", 0),
        ("mardi 25:00", 0),
        ("demain 9:00", 0),
        ("9:00", 0),
    ],
)
def test_a_slot_is_a_day_and_an_hour(text: str, count: int) -> None:
    assert len(read_slot(text)) == count


def test_all_that_is_wrong_in_the_settings_is_told_at_once(site: Site) -> None:
    text = (
        "slots: {mastodonte: [lundi 9:00], mastodon: [lundi neuf heures]}\n"
        "quiet_hours: la nuit\nquiet_days: [samdi]\nholidays: QC\n"
        "closed: {bientôt: Fermé}\nper_day: deux\npast_pauses: [{from: 2026-12-01}]\n"
    )
    with pytest.raises(DiagnosticsError) as found:
        planning_of(text, site)
    said = str(found.value)
    assert len(found.value.mistakes) == 8
    for line in range(1, 8):
        assert f"mkdocs.yml:{line}:" in said


def test_the_calendar_follows_accounts_and_slots(site: Site, make_post: MakePost) -> None:
    calendar = Calendar(site=site, planning=Planning(), networks=("mastodon",))
    post = written(
        make_post, "a", "2026-12-01", "share:\n  x: {at: 2026-12-02}\n  bluesky: false\n"
    )
    found = {one.network: one.way for one in place([post], calendar)}
    assert found == {"mastodon": Way.POST, "x": Way.AT}
