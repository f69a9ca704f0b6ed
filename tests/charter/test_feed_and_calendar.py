"""The feed of revisions and the calendar of reviews, read back by others' readers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import icalendar
from feedparser.api import parse as _parse
from hypothesis import example, given
from hypothesis import strategies as st

from portevoix.charter import Charter, read_charter, reminders
from portevoix.ics import folded, text_line
from portevoix.site import Site
from tests.charter.conftest import RULES
from tests.charter.rendered import render
from tests.charter.small import change
from tests.charter.test_mistakes import release

_PARSE: Any = _parse


def test_the_feed_tells_each_version_and_what_it_touched(folder: Path, staff: Site) -> None:
    release(folder, "1.0", staff)
    change(folder, "09-moderation.md", "un an", "deux ans")
    release(folder, "1.1", staff)
    feed = _PARSE(render(read_charter(folder, staff, RULES), staff)["charte/feed.xml"])
    assert not feed.bozo
    assert feed.feed.language == "fr"
    first, second = feed.entries
    assert first.link == "https://blog.exemple.org/charte/versions/1.1/changements/"
    assert first.id == "https://blog.exemple.org/charte/versions/1.1/"
    assert "Modifié\u00a0: <a" in first.content[0].value and "/charte/9/" in first.content[0].value
    assert second.id == "https://blog.exemple.org/charte/versions/1.0/"


def test_the_calendar_holds_the_review_of_every_article(
    small_charter: Charter, staff_files: dict[str, bytes]
) -> None:
    """Whole days, a lasting UID each, lines of at most 75 octets."""
    raw = staff_files["charte/revisions.ics"]
    events = list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))
    assert [event.decoded("DTSTART") for event in events] == [
        article.review_by for article in small_charter.in_use
    ]
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert "RESPONSABLEINTERNE" in str(events[-1]["DESCRIPTION"])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")


@example(text="a" * 300)
@example(text="é;" * 90)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_any_text_comes_back_from_a_folded_line(text: str) -> None:
    """Whatever its length, and in lines of 75 octets at most."""
    raw = b"BEGIN:VEVENT\r\n" + folded(text_line("SUMMARY", text)) + b"END:VEVENT\r\n"
    assert str(icalendar.Event.from_ical(raw)["SUMMARY"]) == text
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_overdue_and_near_reviews_are_recalled(small_charter: Charter, staff: Site) -> None:
    """Thirty days before, then once the day is past; never for what is far."""
    assert reminders(small_charter, date(2026, 12, 1), staff) == ()
    near = reminders(small_charter, date(2026, 12, 20), staff)
    late = reminders(small_charter, date(2027, 1, 6), staff)
    assert [len(near), len(late)] == [5, 5]
    assert "à réviser avant le 2027-01-05" in near[0].what
    assert "était attendue pour le 2027-01-05" in late[0].what
    assert late[0].line == 6


def test_a_text_that_moved_under_a_released_number_is_recalled(folder: Path, staff: Site) -> None:
    release(folder, "1.0", staff)
    change(folder, "09-moderation.md", "un an", "deux ans")
    (moved,) = reminders(read_charter(folder, staff, RULES), date(2026, 6, 1), staff)
    assert "a changé depuis la version 1.0" in moved.what
