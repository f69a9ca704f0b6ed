"""The inbox itself: promises, danger, what is hidden, the file."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import DiagnosticsError
from portevoix.inbox import (
    MOST,
    Alarm,
    Inbox,
    Item,
    Mask,
    Sort,
    Span,
    State,
    Terms,
    Unit,
    after,
    alarm_of,
    id_of,
    mask_of,
    prepare,
    read_inbox,
    read_span,
    waiting,
)
from portevoix.language import say

ZONE = ZoneInfo("America/Toronto")
NOON = datetime(2026, 11, 27, 12, tzinfo=ZONE)  # a Friday
MASK = mask_of(
    "fr", {"8194632000"}, ("bonjour@exemple.org",), ("@aulnes@social.example",), names=False
)


def item(text: str = "Bonjour.", **more: Any) -> Item:
    ref = str(more.pop("ref", text))
    values: dict[str, Any] = {"at": NOON, "seen": NOON, "network": "mastodon", "sort": Sort.REPLY}
    return Item(id=id_of("mastodon", ref), ref=ref, text=text, **{**values, **more})


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("un jour ouvrable", Span(1, Unit.WORKING_DAY)),
        ("Deux jours ouvrés", Span(2, Unit.WORKING_DAY)),
        ("15 minutes", Span(15, Unit.MINUTE)),
        ("Une heure", Span(1, Unit.HOUR)),
        ("two business days", Span(2, Unit.WORKING_DAY)),
        ("six\u00a0mois", Span(6, Unit.MONTH)),
        ("Tout de suite", Span(0, Unit.MINUTE)),
        ("Quand vous êtes calme", None),
        ("À l’ouverture", None),
        ("", None),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(text: str, span: Span | None) -> None:
    assert read_span(text) == span


def test_a_promise_in_working_days_waits_for_them() -> None:
    def works(day: date) -> bool:
        return day.weekday() < 5 and day != date(2026, 11, 30)

    one = Span(1, Unit.WORKING_DAY)
    assert after(NOON, one, works) == datetime(2026, 12, 1, 12, tzinfo=ZONE)
    sunday = NOON + timedelta(days=2)
    # Monday is a holiday: who writes on Sunday has until the end of Tuesday.
    assert after(sunday, one, works) == datetime(2026, 12, 1, 23, 59, tzinfo=ZONE)
    assert after(datetime(2026, 1, 31, tzinfo=ZONE), Span(1, Unit.MONTH), works).day == 28
    never = after(NOON, one, lambda day: False)
    assert never.date() == NOON.date() + timedelta(days=3660)


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("J’ai envie de mourir", Alarm.DISTRESS),
        ("je vais me SUICIDER", Alarm.DISTRESS),
        ("I want to die.", Alarm.DISTRESS),
        ("Ça sent le gaz, rue du Moulin!", Alarm.DANGER),
        ("Il y a le feu dans la maison à côté", Alarm.DANGER),
        ("On sait où vous habitez.", Alarm.DANGER),
        ("Les fils électriques sont par terre", Alarm.DANGER),
        ("Call 911!", Alarm.DANGER),
        ("Le pont ferme à minuit, c’est mortel.", None),
        ("À quelle heure ouvre la piscine?", None),
        ("La digue cède", None),
    ],
)
def test_danger_and_distress_are_heard_in_both_languages(text: str, alarm: Alarm | None) -> None:
    assert alarm_of(text) == alarm


def test_an_organisation_adds_words_of_its_own() -> None:
    assert alarm_of("LA DIGUE CÈDE", ((Alarm.DANGER, ("la digue cède",)),)) is Alarm.DANGER


SHOWN = (
    "Écrivez à bonjour@exemple.org.",
    "Le 1 800 463-2345 ou le 819 463-2000.",
    "Le 2026-11-28 à 14:30, pour 1 200 $.",
    "@aulnes merci, @aulnes@social.example!",
    "Voyez https://ville.example/pont/2026.",
)
HIDDEN = (
    ("jean.untel@gmail.com", "mail"),
    ("jean [at] gmail.com", "mail"),
    ("jean arobase gmail point com", "mail"),
    ("418 463-2345", "telephone"),
    ("(418) 463.2345", "telephone"),
    ("4184632345", "telephone"),
    ("06 12 34 56 78", "telephone"),
    ("+33 6 12 34 56 78", "telephone"),
    ("130 692 544", "number"),
    ("1 85 05 78 006 084 91", "number"),
    ("TREM 5512 1234", "number"),
    ("4556 7375 8689 9855", "number"),
    ("@ana@loin.example", "handle"),
    ("https://bsky.app/profile/ana.test", "profile"),
    ("https://social.example/@ana/12", "profile"),
)


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_nobodys_own_stays(text: str) -> None:
    assert MASK(text) == text


@pytest.mark.parametrize(("text", "kind"), HIDDEN)
def test_personal_data_is_hidden(text: str, kind: str) -> None:
    assert (
        MASK(f"Je suis au {text}, merci")
        == f"Je suis au {say('fr', f'inbox.hidden_{kind}')}, merci"
    )


@given(st.text())
def test_any_text_comes_out_sound_and_masked_again_changes_nothing(text: str) -> None:
    once = MASK(text)
    assert len(once) <= MOST and MASK(once) == once
    assert not any(char in once for char in "\u202e\u2066\x00")


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(State)), max_size=8))
def test_the_file_gives_back_what_was_written(entries: list[tuple[str, State]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inbox = Inbox(Path(folder), {})
        for text, state in entries:
            inbox.write([item(Mask(lang="fr")(text), ref="un", state=state)])
        assert read_inbox(Path(folder)).items == inbox.items


def test_the_folder_keeps_itself_out_of_git(tmp_path: Path) -> None:
    prepare(tmp_path / "ecoute")
    assert (tmp_path / "ecoute" / ".gitignore").read_text() == "*\n"


def test_lines_that_cannot_be_read_are_all_named(tmp_path: Path) -> None:
    good = item().line()
    lines = [good, "{", json.dumps({"id": "x"}), good.replace("reply", "shout"), "[]"]
    (tmp_path / "messages.jsonl").write_text("\n".join([*lines, ""]))
    with pytest.raises(DiagnosticsError) as found:
        read_inbox(tmp_path)
    assert [one.line for one in found.value.mistakes] == [2, 3, 4, 5]


def test_danger_comes_first_then_what_is_due_soonest() -> None:
    terms = Terms()
    some = [
        item("Quand?", at=NOON - timedelta(days=1)),
        item("Rien.", state=State.NOTHING),
        item("Je veux mourir.", at=NOON - timedelta(minutes=1)),
        item("Où?", at=NOON - timedelta(days=8)),
        item("Un article.", sort=Sort.ARTICLE, at=NOON - timedelta(days=30)),
        item("Trop vieux.", at=NOON - timedelta(days=91)),
    ]
    found = waiting(some, terms, NOON)
    assert [one.item.text for one in found] == [
        "Je veux mourir.",
        "Où?",
        "Quand?",
        "Un article.",
        "Rien.",
    ]
    assert [one.late for one in found] == [False, True, False, False, False]
    assert found[0].due == NOON + timedelta(minutes=14)


def test_moments_are_told_by_the_clocks_of_the_house() -> None:
    (one,) = waiting([item(at=NOON.astimezone(UTC))], Terms(), NOON)
    assert one.item.at.utcoffset() == timedelta(hours=-5)
