"""Results entered and imported by command."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.results import (
    read_results,
    say_number,
)
from tests.results.exports import (
    META,
)
from tests.results.town import project_at


def test_a_results_file_is_imported_once_and_told_row_by_row(tmp_path: Path) -> None:
    run = project_at(tmp_path, "300 réponses")
    export = tmp_path / "export.csv"
    address = "https://blog.exemple.org/blog/bancs/"
    text = META.replace("Ville d’exemple", "Ville").replace(
        address, "https://ville.example/blog/bancs/"
    )
    export.write_text(text, "utf-8")
    code, told = run("import-results", "export.csv", "--now", "2026-05-20")
    assert code == 0 and "billet introuvable\u00a0: 2" in told, told
    lines, mistakes = read_results(tmp_path / "resultats.csv", lang="fr", name="")
    assert mistakes == [] and {one.measure for one in lines} >= {"views", "reach", "reactions"}
    code, told = run("import-results", "export.csv", "--now", "2026-05-21")
    assert code == 0 and f"déjà inscrits, laissés tels quels\u00a0: {len(lines)}" in told, told
    assert read_results(tmp_path / "resultats.csv", lang="fr", name="")[0] == lines
    export.write_text(text.replace("Permalink", "Adresse"), "utf-8")
    code, told = run("import-results", "export.csv")
    assert code == 1 and told.startswith("export.csv:1: ") and "results.imports.meta" in told


def test_entering_a_result_says_what_it_means_and_writes_it_once(tmp_path: Path) -> None:
    result = partial(project_at(tmp_path, "80 %"), "result")
    assert result("bancs")[0] == 0
    code, told = result("bancs", "412")
    assert code == 1 and "412/500" in told
    for _ in range(2):
        code, told = result("bancs", "412/500", "dont", "131", "sur papier", "--now", "2026-05-14")
        assert code == 0 and ": atteint." in told.replace("\u00a0", " ")
    lines, _ = read_results(tmp_path / "resultats.csv", lang="fr", name="")
    assert [(one.value, one.of, one.note) for one in lines] == [
        (Decimal(412), Decimal(500), "dont 131 sur papier")
    ]
    assert say_number(lines[0].value, "fr") == "412"


@pytest.mark.parametrize("public", ["false", "true"])
def test_what_cannot_be_read_of_the_results_is_told_by_every_build_and_in_the_morning(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    public: str,
) -> None:
    project_at(tmp_path, "300", public)
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "resultats.csv"
    rows = "2026-05-14;bancs;résultat;\n" * 6
    table.write_text(
        f"date;billet;mesure;valeur;notes\n2026-05-14;banc;résultat;4;\n{rows}", "utf-8"
    )

    def told(*words: str) -> str:
        assert main([*words, "--now", "2026-05-20"], root=tmp_path) == 0
        return "".join(capsys.readouterr()).replace("\xa0", " ")

    # Also where nothing changed, and where what is told is known from the last build.
    build = ["build", "--no-check"]
    for words in (build, build, ["today"], [*build, "--clean"]):
        said = told(*words)
        assert "resultats.csv:1: le bilan laisse ceci de côté : la colonne « notes »" in said, words
        assert "resultats.csv:2: " in said and "Vouliez-vous dire « bancs »?" in said, words
        assert "resultats.csv:3: " in said and "2 autres lignes" in said, words
    table.write_text("date;billet;mesure;valeur\n2026-05-14;bancs;résultat;4\n", "utf-8")
    for words in (build, ["today"]):
        assert "resultats.csv" not in told(*words).replace("result bancs", ""), words


def test_a_table_saved_anew_as_utf_16_keeps_its_columns(tmp_path: Path) -> None:
    """A spreadsheet adds its mark to the one that stands."""
    path = tmp_path / "resultats.csv"
    text = "\ufeffdate;billet;mesure;valeur\n2026-11-20;bancs;résultat;412\n"
    path.write_bytes(text.encode("utf-16"))
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert not mistakes and [one.post for one in lines] == ["bancs"]


def test_a_folder_in_place_of_a_file_is_called_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-results", str(tmp_path)]) == 2
    said = "".join(capsys.readouterr())
    assert "n’existe pas" not in said and "c’est un dossier" in said
