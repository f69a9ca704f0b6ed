"""A new site: what is asked, and what answers become."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from tests.conftest import ROOT

from portevoix.approval_options import FILE
from portevoix.commands import main
from portevoix.sending_options import LEDGER
from portevoix.starting import QUESTIONS, Answers, Refusal, read_answers, starter_files

WHOLE = {
    "name": 'Ville « d’Essai » & "Cie" : <b>nord</b>',
    "languages": "fr,en",
    "telephone": "01 23 45 67 89",
    "profile": "fr-FR",
    "accounts": "https://mastodon.social/@essai linkedin=https://reseau.test/essai",
    "colour": "1f5f8b",
    "team": "full",
}

BAD = (
    *("--colour", "#ffcc00", "--address", "été", "--time-zone", "Paris", "--email", "moi"),
    *("--accounts", "ici", "--logo", "rien.svg", "--team", "deux"),
)


def now(zone: ZoneInfo) -> datetime:
    return datetime(2026, 11, 27, 10, tzinfo=zone)


def answers(**said: str) -> Answers:
    found = read_answers(said, "fr", now)
    assert isinstance(found, Answers), found
    return found


def test_there_are_twelve_questions_at_most_and_each_has_a_default() -> None:
    assert len(QUESTIONS) <= 12
    assert answers().languages == ("fr",)


@pytest.mark.parametrize("said", [{}, WHOLE, {"languages": "en"}, {"languages": "en,fr"}])
def test_what_people_answer_stands_in_the_configuration_and_is_read_back(
    said: dict[str, str],
) -> None:
    """Quotes, colons and signs of HTML are text; what was answered is written once."""
    given = answers(**said)
    files = starter_files(given)
    text = files["mkdocs.yml"].decode().replace("!!python/name:", "")
    read = yaml.safe_load(text)
    organisation = read["plugins"]["portevoix/resonance"]["organisation"]
    assert (read["site_name"], organisation["name"]) == (given.name, given.name)
    assert len(organisation["accounts"]) == len(given.accounts)
    # Two machines may write in each at once: Git keeps the lines of both.
    joined = files[".gitattributes"].decode().splitlines()
    results = "results.csv" if given.languages[0] == "en" else "resultats.csv"
    assert joined == [f"{name} merge=union" for name in (LEDGER, FILE, results)]
    named = [path for path, content in files.items() if given.name.encode() in content]
    assert named in ([], ["mkdocs.yml"]), named


def test_bad_answers_and_a_folder_in_use_are_told_together_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mot.txt").write_text("à moi")
    code = main(
        ["init", str(tmp_path), *BAD],
        tmp_path,
    )
    told = capsys.readouterr().err.splitlines()
    assert code == 1
    words = [line.partition(":")[0] for line in told]
    options = ["accounts", "address", "colour", "email", "logo", "team", "time-zone"]
    assert words == [f"--{name}" for name in options] + [str(tmp_path)]
    assert "Europe/Paris" in told[6]
    assert [file.name for file in tmp_path.iterdir()] == ["mot.txt"]


def test_what_to_type_next_holds_for_a_folder_with_spaces_and_an_apostrophe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shell reads what is printed as the folder that was made."""
    folder = tmp_path / "le site d'été"
    assert main(["init", str(folder), "--yes", "--now", "2026-03-12"], tmp_path) == 0
    (typed,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("  cd "))
    assert shlex.split(typed, comments=True) == ["cd", str(folder)]


@pytest.mark.skipif(os.name == "nt", reason="the shell is POSIX")
def test_what_to_type_next_is_what_the_readme_says_and_works_where_nothing_is_on_the_path(
    tmp_path: Path,
) -> None:
    """From a copy of the project, in a shell of somebody who never installed anything."""
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    site = tmp_path / "le site"
    words = [sys.executable, "-m", "portevoix", "init", str(site), "--yes"]
    done = subprocess.run(words, cwd=ROOT, env=bare, capture_output=True, text=True, check=True)
    next_ = done.stdout.partition("Ensuite, dans ce terminal :\n")[2].splitlines()
    typed = [line.partition("#")[0].strip() for line in next_]
    assert typed[-3:] == ["porte-voix new-post", "porte-voix serve", "porte-voix build"]
    readme = (ROOT / "README.md").read_text("utf-8")
    for line in (*typed[-3:], ". .venv/bin/activate"):
        assert readme.count(f"\n{line}") == 2, line  # in English and in French
    script = "\n".join(
        [*typed[:-3], 'porte-voix new-post decision "Le titre" && ls docs/blog/posts']
    )
    ran = subprocess.run(
        ["sh", "-e", "-c", script], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "-le-titre.md" in ran.stdout


def test_a_pale_colour_is_told_with_the_nearest_that_can_be_read() -> None:
    refused = read_answers({"colour": "#ffcc00"}, "fr", now)
    assert isinstance(refused, Refusal)
    near = re.search(r"#[0-9a-f]{6}", refused.mistakes["colour"].do)
    assert near and isinstance(read_answers({"colour": near[0]}, "fr", now), Answers)


def test_a_person_at_a_terminal_is_asked_again_until_the_answer_can_stand(tmp_path: Path) -> None:
    """Through a real pseudo-terminal: a bad time zone, then a good one, defaults for the rest."""
    pty = pytest.importorskip("pty")
    lead, follow = pty.openpty()
    typed = ["", "Ville", "", "", "", "Nulle/Part", "Europe/Paris", *[""] * 6]
    command = [sys.executable, "-m", "portevoix", "init", "site"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=follow, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        os.write(lead, "".join(f"{line}\n" for line in typed).encode())
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "Nulle/Part" in said and "Europe/Paris" in (tmp_path / "site/mkdocs.yml").read_text()
