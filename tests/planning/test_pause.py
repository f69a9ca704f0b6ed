"""The pause: one line in mkdocs.yml, everything else of the file as it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portevoix.commands import main
from portevoix.journal import alone
from portevoix.planning import CannotEdit, Pause, begun, ended
from tests.conftest import ROOT

NOW = datetime(2026, 11, 27, 14, 5, tzinfo=ZoneInfo("America/Toronto"))
LATER = datetime(2026, 11, 29, 9, tzinfo=ZoneInfo("America/Toronto"))
MAPPING = "plugins:\n  portevoix/resonance:\n    profile: fr-CA # loi\nextra: {a: 1}\n"
LIST = "plugins:\n- search\n- portevoix/resonance:\n    profile: fr-CA\n"
DECLARED = 'plugins:\n  "portevoix/resonance":\n    planning: # quand\n      per_day: 2\n'


@pytest.mark.parametrize("text", [MAPPING, LIST, DECLARED, MAPPING.replace("\n", "\r\n")])
def test_a_pause_is_one_line_more_and_its_end_another(text: str) -> None:
    paused = begun(text, NOW, 'Inondation : « rue "du" Moulin »')
    kept = [line for line in paused.splitlines() if line in text.splitlines()]
    assert kept == text.splitlines()
    assert (
        '      pause: "2026-11-27 14:05 Inondation : « rue \\"du\\" Moulin »"'
        in paused.splitlines()
    )
    over = ended(
        paused,
        Pause(
            reason="Inondation",
            since=NOW,
            until=LATER,
            keep=frozenset({"a/x"}),
            drop=frozenset({"b/x"}),
        ),
    )
    assert "pause:" not in over
    row = next(line for line in over.splitlines() if line.lstrip().startswith("- {from"))
    assert row.strip() == (
        '- {from: 2026-11-27 14:05, until: 2026-11-29 09:00, reason: "Inondation", '
        "keep: [a/x], drop: [b/x]}"
    )
    assert [line for line in over.splitlines() if line in text.splitlines()] == text.splitlines()
    # A second pause joins the first.
    again = ended(begun(over, LATER, ""), Pause(since=LATER, until=LATER))
    assert again.count("past_pauses:") == 1
    assert again.count("- {from") == 2


@pytest.mark.parametrize(
    "text",
    ["plugins: {portevoix/resonance: {profile: fr-CA}}\n", "plugins: [search]\n", "a: [\n", ""],
)
def test_a_file_that_takes_no_line_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        begun(text, NOW, "Inondation")


def test_a_pause_takes_the_place_of_the_line_that_said_there_is_none() -> None:
    text = DECLARED + "      pause: false # pas pour l’instant\n"
    assert begun(text, NOW, "Eau").count("pause:") == 1


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("hier", "« hier » ne dit pas depuis quand"),
        ("27/11/2026 Inondation", "« 27/11/2026 »"),
        ("2026-13-45 Inondation", "« 2026-13-45 »"),
        ("27 novembre 2026", "« 27 novembre 2026 »"),
        ("Inondation depuis hier", ""),
        ("2 rues inondées", ""),
    ],
)
def test_a_day_that_cannot_be_read_is_no_reason(
    written: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _site(tmp_path)
    text = file.read_text("utf-8")
    assert "    planning:\n" in text
    file.write_text(text.replace("planning:\n", f"planning:\n      pause: {written}\n"), "utf-8")
    assert main(["plan", "--config", str(file)]) == (1 if told else 0)
    said = capsys.readouterr()
    assert (told in said.err.replace("\xa0", " ")) if told else (written in said.out)


def test_two_who_write_a_pause_at_once_spoil_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _site(tmp_path)
    before = file.read_bytes()
    with alone(file):
        assert main(["pause", "Inondation", "--config", str(file)]) == 1
    assert "une autre commande écrit" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_what_waits_is_shown_and_moved_kept_or_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands, on a site of three posts."""
    file = _site(tmp_path)
    before = file.read_text("utf-8")

    def run(*words: str) -> str:
        assert main([*words, "--config", str(file)]) == 0
        return capsys.readouterr().out

    assert "3" in run("pause", "Inondation", "--now", "2026-12-01 08:00")
    assert "Inondation" in run("pause", "Autre", "--now", "2026-12-01 09:00")
    waits = run("resume", "--now", "2026-12-03 10:00")
    assert waits.count("/mastodon]") == 3
    assert "2026-12-01 09:00" in waits
    assert main(["resume", "--drop", "zut/x", "--now", "2026-12-03", "--config", str(file)]) == 2
    done = run("resume", "move", "--drop", "b/mastodon", "--now", "2026-12-03 10:00")
    assert "c/mastodon → 2026-12-05 09:00" in done
    plan = run("plan", "--all", "--now", "2026-12-03 11:00")
    assert plan.count("abandonné") == 1
    assert [
        line for line in file.read_text("utf-8").splitlines() if line in before.splitlines()
    ] == (before.splitlines())


def test_what_was_due_before_a_pause_and_had_not_gone_moves_or_is_dropped_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _site(tmp_path)
    (tmp_path / "publications.jsonl").write_text("", "utf-8")

    def run(*words: str) -> str:
        assert main([*words, "--config", str(file)]) == 0
        return capsys.readouterr().out

    run("pause", "Inondation", "--now", "2026-12-01 10:00")
    paused = file.read_text("utf-8")
    done = run("resume", "move", "--now", "2026-12-02 10:00")
    assert "2 déplacés" in done
    assert "a/mastodon → 2026-12-03 09:00" in done and "b/mastodon → 2026-12-04 09:00" in done
    file.write_text(paused, "utf-8")
    assert "2 abandonnés" in run("resume", "drop", "--now", "2026-12-02 10:00")
    assert run("plan", "--all", "--now", "2026-12-02 11:00").count("abandonné") == 2


def test_the_end_of_a_pause_in_which_nothing_was_due_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _site(tmp_path)
    for words in (("pause", "Inondation"), ("resume",)):
        assert main([*words, "--now", "2026-11-30 08:00", "--config", str(file)]) == 0
    assert "tous les textes gardent le leur" in capsys.readouterr().out


def _site(folder: Path) -> Path:
    posts = folder / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (folder / "docs" / "blog" / ".authors.yml").write_text(
        "authors:\n  e: {name: Équipe, description: Nous}\n", "utf-8"
    )
    for slug in "abc":
        (posts / f"{slug}.md").write_text(
            f"---\ntitle: Billet {slug}\nslug: {slug}\ndate: 2026-12-01 07:00\nauthors: [e]\n"
            f"message: Voici le billet {slug}.\ndescription: Billet.\n---\nTexte.\n",
            "utf-8",
        )
    file = folder / "mkdocs.yml"
    file.write_text(
        "site_name: Ville\nsite_url: https://ville.exemple.org/\ndocs_dir: docs\n"
        "theme: {name: porte-voix, language: fr}\n"
        "plugins:\n  portevoix/resonance:\n    organisation: {name: Ville, accounts: [{network: mastodon, name: '@v@s.exemple.org', url: 'https://s.exemple.org/@v'}]}\n    planning:\n"
        "      slots: {mastodon: [chaque jour 9:00]}\n      holidays: false\n",
        "utf-8",
    )
    (folder / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_dir: site-interne\n"
        "plugins:\n  portevoix/resonance:\n    audience: internal\n",
        "utf-8",
    )
    return file


def test_the_sample_s_settings_take_a_pause() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert len(begun(text, NOW, "Inondation").splitlines()) - len(text.splitlines()) in (1, 2)
