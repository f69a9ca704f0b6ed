"""Versions of a real git repository: told in plain words, recorded, looked at, brought back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from portevoix.workbench.history import (
    GitTrouble,
    Repository,
    Sort,
    differences,
    repository_of,
)

POST = "---\ntitle: Le pont\ntags: [eau]\n---\n\nLe pont du Centre rouvre lundi.\n"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site below the top of a repository that holds something else too."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")  # what our module leaves behind
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "ailleurs.txt").write_text("rien")
    site = tmp_path / "le site"
    site.mkdir()
    (site / "été.md").write_text(POST)
    (site / "photo.png").write_bytes(b"\x89PNG\0\0")
    return site


def named(project: Path) -> Repository:
    git(project, "config", "user.name", "Communications")
    git(project, "config", "user.email", "communications@exemple.org")
    found = repository_of(project)
    assert found
    return found


def test_a_folder_that_is_no_repository_has_no_versions(tmp_path: Path) -> None:
    (tmp_path / "seul").mkdir()
    assert repository_of(tmp_path / "seul") is None


def test_what_changed_is_told_by_title_field_and_words(project: Path) -> None:
    repository = named(project)
    assert [(one.path, one.sort, one.title) for one in repository.changes()] == [
        ("photo.png", Sort.ADDED, ""),
        ("été.md", Sort.ADDED, "Le pont"),
    ]
    version = repository.record("Le pont rouvre\n\nEnfin.")
    assert (version.sentence, repository.changes()) == ("Le pont rouvre", [])
    changed = POST.replace("[eau]", "[pont]").replace(
        "rouvre lundi", "ferme ce soir et rouvre lundi"
    )
    (project / "été.md").write_text(changed)
    (project / "photo.png").unlink()
    photo, post = repository.changes()
    assert (photo.sort, post.sort) == (Sort.DELETED, Sort.CHANGED)
    assert (post.fields, post.added, post.removed) == (("tags",), 4, 0)


def test_a_version_holds_the_project_and_nothing_of_others(project: Path) -> None:
    """What somebody put aside elsewhere in the repository stays aside."""
    repository = named(project)
    git(project.parent, "add", "ailleurs.txt")
    repository.record("Premier billet")
    assert git(project, "log", "--format=%s") == "Premier billet\n"
    assert git(project.parent, "status", "--porcelain") == "A  ailleurs.txt\n"


def test_an_earlier_version_is_looked_at_and_brought_back_once_the_present_is_recorded(
    project: Path,
) -> None:
    repository = named(project)
    first = repository.record("Un")
    (project / "été.md").write_text(POST.replace("lundi", "mardi"))
    with pytest.raises(GitTrouble, match="record_first"):
        repository.bring_back(first.id, "été.md")
    assert "mardi" in (project / "été.md").read_text()
    repository.record("Deux")
    assert [one.sentence for one in repository.versions("été.md")] == ["Deux", "Un"]
    assert [one.sentence for one in repository.versions("photo.png")] == ["Un"]
    assert repository.content(first.id, "été.md").decode() == POST
    repository.bring_back(first.id, "été.md")
    assert (project / "été.md").read_text() == POST
    assert [one.path for one in repository.changes()] == ["été.md"]


@pytest.mark.parametrize("id", ["HEAD", "--output=x", "main:été.md", "0" * 40, ""])
def test_only_a_version_names_a_version(project: Path, id: str) -> None:
    repository = named(project)
    repository.record("Un")
    with pytest.raises(GitTrouble, match="no_version"):
        repository.content(id, "été.md")


def test_what_keeps_a_version_from_being_recorded_is_told(project: Path) -> None:
    repository = repository_of(project)
    assert repository and repository.versions() == ()
    with pytest.raises(GitTrouble, match="no_identity"):
        repository.record("Un")
    repository = named(project)
    with pytest.raises(GitTrouble, match="no_sentence"):
        repository.record("  \n")
    hook = project.parent / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'Le titre est trop long.'\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitTrouble, match="hook") as caught:
        repository.record("Un")
    assert "Le titre est trop long." in caught.value.said
    assert (project / "été.md").read_text() == POST
    hook.unlink()
    repository.record("Un")
    with pytest.raises(GitTrouble, match="nothing_new"):
        repository.record("Deux")


def test_a_merge_that_nobody_finished_is_recorded_by_nobody(project: Path) -> None:
    repository = named(project)
    repository.record("Un")
    git(project, "checkout", "-q", "-b", "autre")
    (project / "été.md").write_text(POST.replace("lundi", "mardi"))
    repository.record("Autre")
    git(project, "checkout", "-q", "main")
    (project / "été.md").write_text(POST.replace("lundi", "jeudi"))
    repository.record("Ici")
    with pytest.raises(subprocess.CalledProcessError):
        git(project, "merge", "autre")
    assert [one.sort for one in repository.changes()] == [Sort.CONFLICT]
    with pytest.raises(GitTrouble, match="conflict"):
        repository.record("Tout va bien")


def test_two_texts_are_told_apart_line_by_line() -> None:
    assert list(differences("a\nb\nc", "a\nB\nc\nd")) == [
        ("same", "a"),
        ("removed", "b"),
        ("added", "B"),
        ("same", "c"),
        ("added", "d"),
    ]
