"""The calendar as it is published: the staff's pages, a file for each network, feeds, the pause."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import html

from portevoix.commands import main
from tests.planning.test_pause import _site


def _built(file: Path, now: str, *words: str) -> None:
    assert main(["build", "--config", str(file), "--now", now, "--quiet", *words]) == 0


def _texts(page: Path) -> list[str]:
    """The moments of the texts that a page of the calendar shows."""
    lines = _of_class(page, "p", "calendar-line")
    return [str(time.get("datetime")) for line in lines for time in line.iter("time")]


def _of_class(page: Path, tag: str, name: str) -> list[Any]:
    whole = html.document_fromstring(page.read_bytes())
    return [one for one in whole.iter(tag) if one.get("class") == name]


def _fed(folder: Path) -> dict[str, str]:
    feed = json.loads((folder / "site" / "relais" / "mastodon.json").read_text("utf-8"))
    return {
        one["title"] if "title" in one else one["content_text"].split(".")[0]: one["date_published"]
        for one in feed["items"]
    }


def test_feeds_and_pages_follow_the_calendar_and_the_pause(tmp_path: Path) -> None:
    """Three posts of 1 December at 7, a slot a day at 9."""
    file = _site(tmp_path)
    _built(file, "2026-12-02 10:00")
    fed = _fed(tmp_path)
    assert sorted(fed.values()) == ["2026-12-01T09:00:00-05:00", "2026-12-02T09:00:00-05:00"]
    assert not (tmp_path / "site" / "calendrier").exists()
    _built(file, "2026-12-02 10:00", "--internal")
    staff = tmp_path / "site-interne" / "calendrier"
    assert len(_texts(staff / "index.html")) == 1
    assert _texts(staff / "2026-12" / "index.html") == [
        f"2026-12-0{n}T09:00-05:00" for n in (1, 2, 3)
    ]
    assert len(_of_class(staff / "2026-12" / "index.html", "li", "calendar-day")) == 31
    assert (staff / "2026-s49" / "index.html").is_file()
    line = _of_class(staff / "index.html", "p", "calendar-line")[0].text_content()
    assert line.startswith("9\N{NO-BREAK SPACE}h · Mastodon · ")
    events = Calendar.from_ical((staff / "mastodon.ics").read_bytes()).walk("VEVENT")
    assert [one.decoded("DTSTART") for one in events] == [
        datetime(2026, 12, n, 14, tzinfo=UTC) for n in (1, 2, 3)
    ]
    assert len({str(one["UID"]) for one in events}) == 3
    # The pause: what is out stays, nothing joins it; the staff's pages say so, readers' do not.
    assert main(["pause", "Inondation", "--config", str(file), "--now", "2026-12-02 11:00"]) == 0
    _built(file, "2026-12-06 10:00")
    assert _fed(tmp_path) == fed
    _built(file, "2026-12-06 10:00", "--internal")
    for place in ("index.html", "calendrier/index.html", "blog/a/index.html"):
        text = tmp_path / "site-interne" / place
        if text.is_file():
            assert "Inondation" in text.read_text("utf-8")
    assert "Inondation" not in (tmp_path / "site" / "blog" / "a" / "index.html").read_text("utf-8")
    assert main(["resume", "move", "--config", str(file), "--now", "2026-12-06 10:00"]) == 0
    _built(file, "2026-12-07 10:00")
    assert sorted(_fed(tmp_path).values()) == [*sorted(fed.values()), "2026-12-07T09:00:00-05:00"]


def test_what_a_tool_has_goes_to_it_again_only_when_it_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three texts to Buffer, of which one changes; the calendar and the staff's page say « confié »."""
    file = _site(tmp_path)
    rest = ["--config", str(file)]

    def exported(now: str, *words: str) -> list[str]:
        folder = tmp_path / f"exports-{now}"
        assert (
            main(
                ["export", "buffer", "--offline", "--to", str(folder), "--now", now, *words, *rest]
            )
            == 0
        )
        found = [
            row
            for one in sorted(folder.glob("*"))
            for row in csv.DictReader(io.StringIO(one.read_bytes().decode("utf-8-sig"), newline=""))
        ]
        return [f"{row['Posting Time']} {row['Text'].split()[3].rstrip('.')}" for row in found]

    assert exported("2026-11-30", "--dry-run") == []
    assert exported("2026-11-30") == [
        "2026-12-01 09:00 a",
        "2026-12-02 09:00 b",
        "2026-12-03 09:00 c",
    ]
    capsys.readouterr()
    assert exported("2026-11-29") == []
    assert capsys.readouterr().out.count("déjà confié") == 3
    post = tmp_path / "docs" / "blog" / "posts" / "b.md"
    post.write_text(post.read_text("utf-8").replace("le billet b", "le bel b"), "utf-8")
    assert exported("2026-11-28") == ["2026-12-02 09:00 b"]
    # Another tool is not given what this one has.
    assert (
        main(
            [
                "export",
                "publer",
                "--offline",
                "--to",
                str(tmp_path / "p"),
                "--now",
                "2026-11-28",
                *rest,
            ]
        )
        == 0
    )
    assert not (tmp_path / "p").exists()
    capsys.readouterr()
    assert main(["plan", "--now", "2026-11-28", *rest]) == 0
    assert capsys.readouterr().out.count("confié") == 3
    _built(file, "2026-11-28 10:00", "--internal")
    page = (tmp_path / "site-interne" / "calendrier" / "index.html").read_text("utf-8")
    assert page.count('data-standing="entrusted"') == 3
    # One is taken back from the tool: it waits for nobody, and goes again when that is asked.
    ledger = tmp_path / "publications.jsonl"
    (line,) = [
        one for one in map(json.loads, ledger.read_text("utf-8").splitlines()) if one["post"] == "c"
    ]
    back = {**line, "state": "removed", "at": "2026-11-28T12:00:00Z", "text": "", "digest": ""}
    with ledger.open("a", encoding="utf-8") as file_of_it:
        file_of_it.write(json.dumps({name: value for name, value in back.items() if value}) + "\n")
    capsys.readouterr()
    assert main(["plan", "--now", "2026-11-28", *rest]) == 0
    assert capsys.readouterr().out.count("retiré de l’outil  ") == 1
    _built(file, "2026-11-28 10:00", "--internal")
    calendar = tmp_path / "site-interne" / "calendrier"
    assert (calendar / "index.html").read_text("utf-8").count('data-standing="taken_back"') == 1
    assert (calendar / "mastodon.ics").read_bytes().count(b"STATUS:CANCELLED") == 1
    assert main(["plan", "--all", "--json", "--now", "2026-12-10", *rest]) == 0
    texts = json.loads(capsys.readouterr().out)["texts"]
    assert [one["state"] for one in texts] == ["withdrawn", "entrusted", "entrusted"]
    assert [row.split()[2] for row in exported("2026-11-28")] == [
        "c",
        "b",
    ]  # and the file of before


def test_what_a_tool_goes_on_with_though_it_was_decided_otherwise_is_told_until_it_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A post that moved, then one that became a draft again: the tool still has both."""
    file = _site(tmp_path)
    rest = ["--now", "2026-11-30 10:00", "--config", str(file)]

    def said(*words: str) -> str:
        capsys.readouterr()
        assert main([*words, *rest]) == 0
        return capsys.readouterr().out.replace("\xa0", " ")

    said("export", "buffer", "--offline", "--to", str(tmp_path / "one"))
    post = tmp_path / "docs" / "blog" / "posts" / "b.md"
    text = post.read_text("utf-8")
    assert "un outil a ce texte" not in said("plan")
    post.write_text(text.replace("2026-12-01", "2026-12-04"), "utf-8")
    assert "un outil a ce texte pour le 2026-12-02 09:00" in said("plan")
    assert "à un moment qui n’est plus le bon" in said("today")
    assert said("plan").count("un outil a ce texte") == 1  # the slots of the others are kept
    said("export", "buffer", "--offline", "--to", str(tmp_path / "two"))
    (written,) = (tmp_path / "two").glob("*.csv")
    (row,) = csv.DictReader(io.StringIO(written.read_text("utf-8-sig"), newline=""))
    assert row["Posting Time"] == "2026-12-04 09:00"
    assert "un outil a ce texte" not in said("plan")
    assert "n’est plus le bon" not in said("today")
    post.write_text(text.replace("title:", "draft: true\ntitle:", 1), "utf-8")
    assert "un outil a ce texte" in said("plan")
    told = said("export", "buffer", "--offline", "--to", str(tmp_path / "three"))
    assert "supprimez dans l’outil" in told and not (tmp_path / "three").exists()
