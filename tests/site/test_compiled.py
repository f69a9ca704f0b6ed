"""The code of our own templates is kept as Python keeps that of modules; that of others is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError

from portevoix.theme.compiled import Compiled


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    folder = tmp_path / "ours"
    folder.mkdir()
    return folder


def said(ours: Path, *more: Path) -> str:
    """By a process that has nothing in its memory."""
    loader = FileSystemLoader([*more, ours])
    env = Environment(loader=loader, autoescape=True, bytecode_cache=Compiled(ours))
    return env.get_template("a.html").render(word="<mot>")


def kept(ours: Path) -> list[Path]:
    return list((ours / "__pycache__").glob("*"))


def test_code_is_kept_once_and_read_again_until_its_template_changes(ours: Path) -> None:
    (ours / "a.html").write_text("un {{ word }}", "utf-8")
    assert said(ours) == "un &lt;mot&gt;"
    (file,) = kept(ours)
    first = file.read_bytes()
    file.chmod(0o444)
    assert said(ours) == "un &lt;mot&gt;"
    assert file.read_bytes() == first
    (ours / "a.html").write_text("deux {{ word }}", "utf-8")
    assert said(ours) == "deux &lt;mot&gt;"
    assert kept(ours) == [file]
    assert file.read_bytes() != first


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, None])
def test_a_damaged_file_counts_for_nothing(ours: Path, damage: bytes | None) -> None:
    (ours / "a.html").write_text("un {{ word }}", "utf-8")
    said(ours)
    (file,) = kept(ours)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert said(ours) == "un &lt;mot&gt;"
    assert file.read_bytes() == whole


def test_a_folder_that_moved_tells_its_faults_where_it_lies(ours: Path) -> None:
    (ours / "a.html").write_text("un {{ word.nothing.more }}", "utf-8")
    moved = ours.parent / "elsewhere"
    for folder in (ours, moved):
        with pytest.raises(UndefinedError) as fault:
            said(folder)
        assert str(folder / "a.html") in [str(entry.path) for entry in fault.traceback]
        if folder == ours:
            ours.rename(moved)


def test_code_of_an_organisation_stays_in_memory(ours: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "overrides"
    theirs.mkdir()
    (ours / "a.html").write_text("de nous {{ word }}", "utf-8")
    (theirs / "a.html").write_text("d’eux {{ word }}", "utf-8")
    assert said(ours, theirs) == "d’eux &lt;mot&gt;"
    assert kept(ours) == []
    assert [one.name for one in theirs.iterdir()] == ["a.html"]


def test_where_nothing_can_be_written_templates_are_compiled_as_ever(ours: Path) -> None:
    (ours / "a.html").write_text("un {{ word }}", "utf-8")
    (ours / "__pycache__").write_text("a file in the way", "utf-8")
    assert said(ours) == "un &lt;mot&gt;"
