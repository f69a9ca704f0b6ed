"""A post is named by its file or its address, from wherever the command runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portevoix.commands import main

_POST = "---\ntitle: {title}\ndate: 2026-03-12\nslug: {slug}\n---\n\nVenez.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    posts = tmp_path / "docs" / "blog" / "posts"
    (posts / "pont").mkdir(parents=True)
    (posts / "2026-03-12-piscine.md").write_text(
        _POST.format(title="A", slug="bain-libre"), "utf-8"
    )
    (posts / "pont" / "index.md").write_text(_POST.format(title="B", slug="la-scierie"), "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\nsite_url: https://a.example.org/\ntheme: {name: porte-voix, language: fr}\n"
        "plugins: {portevoix/resonance: {organisation: {name: A}}}\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "docs/blog/posts/2026-03-12-piscine.md",
        "./docs/../docs/blog/posts/2026-03-12-piscine.md",
        "{home}/docs/blog/posts/2026-03-12-piscine.md",
        "2026-03-12-piscine.md",
        "bain-libre",
        "https://a.example.org/blog/bain-libre/",
    ],
)
def test_a_post_is_found_by_every_name_that_a_person_has_at_hand(
    name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["approve", name.format(home=home)], home) == 0
    assert "bain-libre → " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "near"),
    [("bain-libr", "bain-libre"), ("scierie", "la-scierie"), ("pontt", "la-scierie")],
)
@pytest.mark.parametrize("command", ["approve", "snippets", "send"])
def test_a_name_that_is_none_is_told_with_the_nearest(
    command: str, name: str, near: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part of a name is never taken for it: what is sent is out."""
    assert main([command, name], home) == 1
    assert f"Vouliez-vous dire « {near} »?" in capsys.readouterr().err


def test_what_was_heard_is_told_of_a_post_that_there_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hear", "Trop de bruit", "--post", "absent"], home) == 1
    assert "absent: aucun billet ne porte ce nom." in capsys.readouterr().err
    assert main(["hear", "Trop de bruit", "--post", "docs/blog/posts/pont/index.md"], home) == 0


def test_a_check_finds_posts_as_all_other_commands_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("bain-libre", "https://a.example.org/blog/bain-libre/", "2026-03-12-piscine"):
        main(["check", name, "--json"], home)
        found = capsys.readouterr()
        assert "n’existe pas" not in found.err and "2026-03-12-piscine.md" in found.out
    assert main(["check", "bain"], home) == 1
    assert "n’existe pas" in capsys.readouterr().err


def test_a_result_is_never_written_on_a_guess(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(home.rglob("*"))
    assert main(["result", "bain", "12"], home) == 1
    assert "Vouliez-vous dire « bain-libre »" in capsys.readouterr().err
    assert sorted(home.rglob("*")) == before


_FULL = """
import resource, signal, sys
from portevoix.commands import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no bound on the size of files")
@pytest.mark.parametrize("words", ["new-post announcement Un titre", "pause Orage"])
def test_a_disc_that_is_full_leaves_what_was_there(home: Path, words: str) -> None:
    def files() -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for path in home.rglob("*")
            if path.is_file() and ".cache" not in path.parts
        }

    before = files()
    told = subprocess.run(
        [sys.executable, "-c", _FULL, *words.split()], cwd=home, capture_output=True, text=True
    )
    assert told.returncode == 1 and "Traceback" not in told.stderr, told.stderr
    assert files() == before
