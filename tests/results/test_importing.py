"""Each file is read under the columns that its tool gives it, and nothing counts twice."""

from __future__ import annotations

import csv
import tracemalloc
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portevoix.result_options import HOLDS, NUMBERS, TOOLS, Declared
from portevoix.results import (
    IMPORTERS,
    MEASURES,
    RESULT,
    Index,
    Line,
    NotRead,
    figures_of,
    importers_of,
    read_file,
    weigh,
)
from portevoix.results.importers.importer import Grade
from tests.conftest import ROOT
from tests.results.exports import (
    CASES,
    LINKEDIN_FR,
    MARCH,
    META,
    META_DAYS,
    PLAUSIBLE,
    PLAUSIBLE_DAYS,
    Export,
    asked,
    numbers,
    read,
)

EACH = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@EACH
def test_each_tool_is_told_by_its_columns_and_its_numbers_are_those_of_the_file(
    case: Export, tmp_path: Path, index: Index
) -> None:
    found = read(tmp_path, index, case.text, **case.said)
    assert found.tool == case.tool
    assert numbers(found) == case.wanted
    assert {one.wording: one.count for one in found.left} == case.left
    assert {one.post for one in found.lines} == {"bancs"}


@EACH
def test_semicolons_and_windows_letters_change_nothing(
    case: Export, tmp_path: Path, index: Index
) -> None:
    text = case.text
    rows = list(csv.reader(text.splitlines(), delimiter=";" if text.count(";") > 3 else ","))
    file = tmp_path / "export.csv"
    with file.open("w", encoding="cp1252", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    assert numbers(read_file(file, asked(**case.said), index, IMPORTERS)) == case.wanted


def test_a_server_log_counts_pages_and_leaves_robots_and_visitors_out(
    tmp_path: Path, index: Index
) -> None:
    line = '192.0.2.7 - - [{day}/Mar/2026:09:00:00 +0000] "GET /blog/bancs/{more} HTTP/1.1" {code} 9 "-" "{agent}"\n'
    reader, robot = "Mozilla/5.0 (X11) Firefox/140", "Mozilla/5.0 (compatible; Googlebot/2.1)"
    text = "".join(
        line.format(day=day, more=more, code=code, agent=agent)
        for day, more, code, agent in (
            ("01", "", 200, reader),
            ("14", "?utm_source=mastodon", 200, reader),
            ("14", "", 200, robot),
            ("15", "", 404, reader),
            ("31", "feed.xml", 200, reader),
        )
    )
    found = read(tmp_path, index, text + "de travers\n", "access.log")
    (only,) = found.lines
    assert (found.tool, only.measure, only.value) == ("log", "pageviews", Decimal(2))
    assert only.stretch == (date(2026, 3, 1), date(2026, 3, 31))
    assert "192.0.2" not in repr(found)


def test_columns_that_moved_are_named_with_the_nearest(tmp_path: Path, index: Index) -> None:
    with pytest.raises(NotRead) as told:
        read(tmp_path, index, META.replace(",Permalink,", ",Permalinks,"))
    assert (told.value.wording, told.value.line) == ("columns_moved_near", 1)
    assert told.value.values["near"] == "Permalinks"
    assert str(told.value.values["seen"]).startswith("Post ID; Page ID; Page name; ")
    with pytest.raises(NotRead, match="unknown_file") as told:
        read(tmp_path, index, "Rapport\nAdresse,Coeurs,c\n1,2,3\n")
    assert (told.value.values["seen"], told.value.line) == ("Adresse; Coeurs; c", 2)
    with pytest.raises(NotRead, match="empty"):
        read(tmp_path, index, "\n \n")
    with pytest.raises(NotRead, match="not_a_table"):
        file = tmp_path / "export.xlsx"
        file.write_bytes(b"PK\x03\x04\0\0")
        read_file(file, asked(), index, IMPORTERS)


def test_settings_name_what_is_read_and_every_tool_that_we_know() -> None:
    assert set(NUMBERS) == set(MEASURES) - {RESULT}
    assert tuple(IMPORTERS) == TOOLS == tuple(dict.fromkeys(case.tool for case in CASES.values()))
    for importer in IMPORTERS.values():
        assert set(importer.columns) <= set(HOLDS)


def test_the_guide_says_how_the_titles_of_each_tool_are_known() -> None:
    guide = (ROOT / "docs/guide/lire-les-resultats.md").read_text("utf-8")
    said = {
        Grade.CODE: "code de l’outil",
        Grade.THIRD: "programmes publics",
        Grade.MEMORY: "aucune source trouvée",
    }
    for importer in IMPORTERS.values():
        (row,) = [line for line in guide.splitlines() if line.startswith(f"| `{importer.key}` ")]
        known = {importer.grade, importer.french or importer.grade}
        assert {grade for grade, words in said.items() if words in row} == known, row


def test_columns_of_one_s_own_are_declared(tmp_path: Path, index: Index) -> None:
    titles = (("Lien", "link"), ("J’aime", "reactions"))
    own = importers_of([Declared(name="agora", columns=titles, network="facebook")])
    file = tmp_path / "agora.csv"
    file.write_text("Lien;J’aime\nhttps://facebook.com/ville/posts/1;1 240\n", "utf-8")
    found = read_file(file, asked(), index, own)
    assert (found.tool, numbers(found)) == ("agora", {("facebook", "reactions"): "1240"})


def test_a_file_of_another_account_is_refused(tmp_path: Path, index: Index) -> None:
    with pytest.raises(NotRead, match="other_account") as told:
        other = META.replace("Ville d’exemple", "Une autre ville").replace("/ville/", "/autre/")
        read(tmp_path, index, other)
    assert told.value.values["said"] == "Une autre ville"


def test_doubtful_numbers_are_left_out_and_told(tmp_path: Path, index: Index) -> None:
    found = read(
        tmp_path, index, LINKEDIN_FR.replace("1 240", "1.240").replace(";25;", ";beaucoup;")
    )
    assert {one.wording: (one.count, one.rows) for one in found.left} == {
        "left_number": (2, (3,) * 2)
    }
    assert ("linkedin", "impressions") not in numbers(found)


def test_a_file_of_some_days_needs_to_know_which(tmp_path: Path, index: Index) -> None:
    with pytest.raises(NotRead, match="no_days"):
        read(tmp_path, index, PLAUSIBLE)
    march = {(date(2026, 3, 1), date(2026, 3, 31))}
    for name in ("pages 2026-03-01 to 2026-03-31.csv", "imported_pages_20260301_20260331.csv"):
        assert {one.stretch for one in read(tmp_path, index, PLAUSIBLE, name).lines} == march
    # Where each row has its day, they say it.
    assert {one.stretch for one in read(tmp_path, index, PLAUSIBLE_DAYS).lines} == march


def test_a_day_after_the_twelfth_says_which_figure_is_the_month(
    tmp_path: Path, index: Index
) -> None:
    """The file is in English, where the month would come first."""

    def days(text: str) -> set[object]:
        return {one.stretch for one in read(tmp_path, index, text).lines}

    assert days(META_DAYS) == {(date(2026, 3, 10), date(2026, 3, 14))}
    months = META_DAYS.replace("14/03", "03/14").replace("10/03", "03/10")
    assert days(months) == {(date(2026, 3, 10), date(2026, 3, 14))}
    unclear = META_DAYS.replace("14/03", "04/03")
    assert days(unclear) == {(date(2026, 4, 3), date(2026, 10, 3))}
    words = META_DAYS.replace("10/03/2026", "10 mars 2026").replace("14/03/2026", "March 14 2026")
    assert days(words) == {(date(2026, 3, 10), date(2026, 3, 14))}


def test_a_hundred_thousand_rows_are_read_and_one_more_is_refused(
    tmp_path: Path, index: Index
) -> None:
    row = "/blog/bancs/?page={},1,1,40,30,80"
    rows = "\n".join(row.format(n) for n in range(100_000))
    head = PLAUSIBLE.split("\n", 1)[0]
    found = read(tmp_path, index, f"{head}\n{rows}\n", **MARCH)
    assert numbers(found)["", "pageviews"] == "100000"
    with pytest.raises(NotRead, match="rows_many"):
        read(tmp_path, index, f"{head}\n{rows}\n/blog/bancs/?x,1,1,1,1,1\n", **MARCH)


def test_reading_the_same_file_again_counts_nothing_twice(tmp_path: Path, index: Index) -> None:
    known: list[Line] = []
    for _ in range(2):
        for name in IMPORTERS:
            found = read(tmp_path, index, CASES[name].text, f"{name}.csv", **CASES[name].said)
            known += weigh(found.lines, known).new
    assert len(known) == sum(len(CASES[name].wanted) for name in IMPORTERS)
    facebook = {one.measure: one for one in figures_of(known) if one.network == "facebook"}
    assert facebook["reactions"].value in (30, 35)  # of one tool, not of three added
    april = replace(known[-1], first=date(2026, 3, 31), last=date(2026, 4, 30))
    assert weigh([april], known).overlapping == (april,)
    after = replace(april, first=date(2026, 4, 1), source=known[-1].source)
    assert weigh([after], known).new == (after,)


def test_people_are_never_added_and_other_numbers_are() -> None:
    march = Line(
        at=date(2026, 4, 1),
        post="bancs",
        measure="pageviews",
        value=Decimal(400),
        source="matomo",
        **MARCH,
    )
    april = replace(
        march, first=date(2026, 4, 1), last=date(2026, 4, 30), value=Decimal(12), number=2
    )
    (pages,) = figures_of([march, april])
    assert (pages.value, pages.first, pages.last) == (
        *(Decimal(412), date(2026, 3, 1), date(2026, 4, 30)),
    )
    people = [replace(one, measure="visitors") for one in (march, april)]
    assert figures_of(people)[0].value == 12


def test_a_year_of_rows_is_read_row_by_row(tmp_path: Path, index: Index) -> None:
    """What a file takes of memory does not grow with it; the sums are those of all its rows."""
    head, row = META.split("\n")[:2]
    first, last = row.replace("Ville d’exemple,x,y", "Ville d’exemple,x,{}").split("1240")
    file = tmp_path / "export.csv"

    def peak(rows: int) -> int:
        told = (f"{first.format('Des bancs ' * 90 + str(n))}{n % 50}{last}\n" for n in range(rows))
        file.write_text(f"{head}\n{''.join(told)}", "utf-8")
        del told
        tracemalloc.start()
        found = read_file(file, asked(), index, IMPORTERS)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        wanted = str(sum(n % 50 for n in range(rows)))
        assert (found.rows, numbers(found)["facebook", "views"]) == (rows, wanted)
        return most

    peak(20)  # what is loaded once
    few, many = peak(500), peak(4000)
    assert many - few < file.stat().st_size / 5, (few, many)


@pytest.mark.parametrize("end", ['"Un titre ouvert,', f'"{"x" * 140_000}"'])
def test_a_quote_that_hides_the_rows_below_refuses_the_file(
    tmp_path: Path, index: Index, end: str
) -> None:
    """What came before it would be a part of the numbers, and nobody would know."""
    with pytest.raises(NotRead) as found:
        read(tmp_path, index, f"{META}4,9,Ville d’exemple,{end}\n5,9,Ville d’exemple,Suite\n")
    assert (found.value.wording, found.value.line) == ("file_quote", META.count("\n") + 1)
