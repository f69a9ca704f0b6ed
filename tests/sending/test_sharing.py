"""`porte-voix send --push`: the ledger of a machine that keeps nothing is in the project's repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.sending import NotKept, SharedLedger

NAME = "publications.jsonl"


def git(at: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", *who, *words]
    return subprocess.run(command, cwd=at, check=True, capture_output=True, text=True).stdout


def commit(at: Path, name: str, text: str, *, push: bool = True) -> None:
    (at / name).write_text(text, "utf-8")
    git(at, "add", "--", name)
    git(at, "commit", "-qm", name)
    if push:
        git(at, "push", "-q")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository whose branch holds one line of a ledger, and two clones of it."""
    origin = tmp_path / "origin.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    first = tmp_path / "ours"
    subprocess.run(["git", "clone", "-q", str(origin), str(first)], check=True, capture_output=True)
    git(first, "switch", "-qc", "main")
    (first / NAME).write_text("one\n", "utf-8")
    git(first, "add", NAME)
    git(first, "commit", "-qm", "First")
    git(first, "push", "-q", "-u", "origin", "main")
    subprocess.run(["git", "clone", "-q", str(origin), str(tmp_path / "theirs")], check=True)
    return origin


def held_there(origin: Path) -> list[str]:
    return sorted(git(origin, "show", f"main:{NAME}").split())


def ledger_of(clone: Path) -> SharedLedger:
    return SharedLedger(clone / NAME, "porte-voix@example.org")


def test_lines_of_two_machines_both_stay_and_nothing_is_forced(origin: Path) -> None:
    """The newest comes first; who was faster meanwhile keeps what they pushed."""
    ours, theirs = origin.parent / "ours", origin.parent / "theirs"
    commit(theirs, "billet.md", "Neuf.\n")
    shared = ledger_of(ours)
    shared.bring("Registre")
    assert (ours / "billet.md").is_file()
    assert not shared.push("Registre")  # nothing went
    (ours / NAME).write_text("one\nours\n", "utf-8")
    (ours / "brouillon.md").write_text("Pas encore.\n", "utf-8")
    commit(theirs, NAME, "one\ntheirs\n")
    theirs_head = git(theirs, "rev-parse", "HEAD").strip()
    assert shared.push("Registre")
    assert held_there(origin) == ["one", "ours", "theirs"]
    assert git(origin, "rev-parse", "main^").strip() == theirs_head
    said = git(origin, "show", "--format=%s", "--name-only", "main").split("\n")
    assert [one for one in said if one] == ["Registre [skip ci]", NAME]
    assert git(ours, "status", "--porcelain").split("\n") == ["?? brouillon.md", ""]

    # A run that died before it pushed left its line to the next one.
    (ours / NAME).write_text((ours / NAME).read_text("utf-8") + "left\n", "utf-8")
    again = ledger_of(ours)
    again.bring("Registre")
    assert again.push("Registre")
    assert held_there(origin) == ["left", "one", "ours", "theirs"]


def test_what_keeps_a_ledger_from_its_repository_is_told(origin: Path, tmp_path: Path) -> None:
    ours = origin.parent / "ours"

    def brought(clone: Path = ours) -> str:
        try:
            ledger_of(clone).bring("Registre")
        except NotKept as trouble:
            return trouble.wording
        return ""

    assert brought() == ""
    alone = tmp_path / "alone"
    alone.mkdir()
    assert brought(alone) == "no_repository"
    (ours / ".git" / "info" / "exclude").write_text("*.jsonl\n", "utf-8")
    assert brought() == ""  # git keeps it already, whatever the list says
    commit(ours, "a-moi.md", "À pousser.\n", push=False)
    assert brought() == "others"
    git(ours, "push", "-q")
    git(ours, "switch", "-q", "--detach")
    assert brought() == "no_branch"
    git(ours, "switch", "-q", "main")
    git(ours, "remote", "set-url", "origin", str(tmp_path / "nowhere.git"))
    assert brought() == "unreachable"


def test_a_branch_that_refuses_is_told_with_its_words_and_without_a_token(origin: Path) -> None:
    ours = origin.parent / "ours"
    hook = origin / "hooks" / "pre-receive"
    hook.write_text(
        "#!/bin/sh\necho protected https://porte-voix:s3cr3t@forge.example/ >&2\nexit 1\n"
    )
    hook.chmod(0o755)
    shared = ledger_of(ours)
    shared.bring("Registre")
    (ours / NAME).write_text("one\nours\n", "utf-8")
    with pytest.raises(NotKept) as refused:
        shared.push("Registre")
    assert refused.value.wording == "refused" and "protected" in refused.value.said
    assert "s3cr3t" not in refused.value.said
    hook.unlink()
    ledger_of(ours).bring("Registre")
    assert held_there(origin) == ["one"]
    after = ledger_of(ours)
    after.bring("Registre")
    assert after.push("Registre")
    assert held_there(origin) == ["one", "ours"]


def test_nothing_is_sent_where_the_newest_ledger_is_not_at_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs" / "blog" / "posts").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Essai\nsite_url: https://blog.example.org/\n"
        "theme: {name: porte-voix, language: fr}\n"
        "plugins: {portevoix/resonance: {organisation: {name: Essai}}}\n",
        "utf-8",
    )
    assert main(["send", "--due", "--push"], tmp_path) == 1
    said = capsys.readouterr().err
    assert (
        "publications.jsonl: ce dossier n’est pas dans un dépôt git. Rien n’a été envoyé." in said
    )
