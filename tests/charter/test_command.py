"""The command that people type, and the words that it and the pages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.language import LANGUAGES, catalogue
from tests.charter.small import change, write

CONFIGURATION = """\
site_name: Exemple
site_url: https://blog.exemple.org/
theme:
  name: material
  language: fr
plugins:
  portevoix/resonance:
    organisation:
      name: Organisme d’exemple
  portevoix/charter: {}
"""
NOTE = "Les captures se gardent deux ans au lieu d’un (article 9)."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    write(tmp_path / "docs" / "charte")
    return tmp_path


def test_the_command_freezes_a_version_and_says_where(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert main(["release-charter", "1.1", "--note", NOTE, "--now", "2026-04-01"], home) == 0
    assert capsys.readouterr().out == "Version 1.1 figée dans docs/charte/versions/1.1.\n"
    frozen = (home / "docs" / "charte" / "versions" / "1.1" / "version.yml").read_text("utf-8")
    assert f"note: {NOTE}\n" in frozen


def test_the_command_shows_every_mistake_and_fails(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    change(home / "docs" / "charte", "09-moderation.md", "owner: Communications\n", "")
    assert main(["release-charter", "1.1", "--note", "maj"], home) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("docs/charte/09-moderation.md:2: « owner » manque")
    assert said[1].startswith("docs/charte/versions: la note « maj » ne dit pas ce qui change.")
    assert main(["release-charter", "1.1", "--note", NOTE, "--now", "hier"], home) == 2
    assert "« hier », qui n’est pas une date" in capsys.readouterr().err


def test_both_languages_have_the_same_wordings() -> None:
    """Nothing of the charter is said in French only; each mistake says what to do."""
    french, english = (
        {key: text for key, text in catalogue(lang).items() if key.startswith("charter.")}
        for lang in LANGUAGES
    )
    assert set(french) == set(english)
    for key, text in french.items():
        braces = {part.split("}")[0] for part in text.split("{")[1:]}
        assert braces == {part.split("}")[0] for part in english[key].split("{")[1:]}, key
