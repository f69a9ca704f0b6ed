"""The table of results comes back whatever a spreadsheet did to it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from portevoix.results import (
    RESULT,
    Line,
    add_lines,
    read_results,
)


def test_the_table_comes_back_as_it_was_written_whatever_a_spreadsheet_did(tmp_path: Path) -> None:
    path = tmp_path / "resultats.csv"
    line = Line(
        at=date(2026, 5, 14),
        post="bancs",
        measure=RESULT,
        value=Decimal("84.5"),
        percent=True,
        verdict="partly",
        note='=1+1; « le papier », "au comptoir"',
    )
    add_lines(path, [line], "fr")
    text = path.read_text("utf-8-sig")
    assert ";=" not in text  # no formula for a spreadsheet
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert mistakes == [] and [replace(one, number=0) for one in lines] == [line]
    # Saved again by a spreadsheet: Windows letters, commas, dates of the place, another order.
    rows = [row[::-1] for row in csv.reader(text.splitlines(), delimiter=";")]
    rows[1] = [cell.replace("2026-05-14", "14/05/2026") for cell in rows[1]]
    with path.open("w", encoding="cp1252", newline="") as out:
        csv.writer(out).writerows(rows)
    add_lines(path, [replace(line, at=date(2026, 6, 1), note="à suivre")], "fr")
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert mistakes == [] and [one.at.month for one in lines] == [5, 6]


def test_lines_that_cannot_be_read_are_told_each_and_the_others_count(tmp_path: Path) -> None:
    path = tmp_path / "resultats.csv"
    path.write_text(
        "date;billet;mesure;valeur;verdict\n"
        "2026-05-14;bancs;résultat;412;\n"
        "demain;bancs;résultat;412;\n"
        ";bancs;résultat;412;\n"
        "2026-05-14;bancs;magie;412;\n"
        "2026-05-14;bancs;résultat;beaucoup;\n"
        "2026-05-14;bancs;résultat;412;bof\n",
        "utf-8",
    )
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert (len(lines), [one.line for one in mistakes]) == (1, [3, 4, 5, 6, 7])
    assert all(one.do for one in mistakes)


def test_titles_and_quotes_that_hide_numbers_are_told(tmp_path: Path) -> None:
    path = tmp_path / "resultats.csv"
    path.write_text(
        "date;billet;réseua;mesure;valeur;note;note\n"
        "2026-05-14;bancs;;résultat;1;;;de trop\n"
        '2026-05-14;bancs;;résultat;2;"ouvert;\n'
        '2026-05-15;bancs;;résultat;3;"fermé";\n'
        '2026-05-16;bancs;;résultat;4;"deux\nlignes; et une date : 2026-05-16";\n'
        "2026-05-17;bancs;;vue;5;;\n"
        '2026-05-18;bancs;;résultat;6;"jamais;\n'
        "2026-05-19;bancs;;résultat;7;;\n",
        "utf-8",
    )
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert [one.value for one in lines] == [Decimal(4)]
    assert [one.line for one in mistakes] == [1, 1, 2, 3, 7, 8]
    told = " ".join(f"{one.what} {one.do}" for one in mistakes).replace("\xa0", " ")
    assert "« réseau »" in told and "« note »" in told and "« de trop »" in told
    assert "« vues »" in told and told.count("guillemet droit") == 2


def test_a_table_without_its_columns_says_which_and_what_stands_in_their_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "resultats.csv"
    path.write_text("date;billets;mesure;valeur\n2026-05-14;bancs;résultat;1\n", "utf-8")
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    told = [f"{one.what} {one.do}".replace("\xa0", " ") for one in mistakes]
    assert lines == () and len(told) == 2
    assert any("« billets »" in one and "« billet »" in one for one in told)
    assert any("il manque des colonnes : billet" in one for one in told)
