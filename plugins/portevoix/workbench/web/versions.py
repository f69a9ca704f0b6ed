"""The versions of the project: what changed since the last, a new one, an earlier one brought back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.responses import Response

from portevoix.workbench.history import (
    Change,
    GitTrouble,
    Repository,
    Sort,
    Version,
    differences,
    repository_of,
    text_of,
)
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel

_SENTENCE = 2_000  # characters


def show(asked: Asked) -> Response:
    return _page(asked)


def _page(
    asked: Asked, *, sentence: str = "", wrong: Sequence[str] = (), said: str = ""
) -> Response:
    repository = repository_of(asked.desk.home)
    changes: Sequence[Change] = ()
    versions: Sequence[Version] = ()
    if repository:
        try:
            changes, versions = repository.changes(), repository.versions()
        except GitTrouble as trouble:
            wrong, said = (*wrong, _told(asked, trouble)), trouble.said
    return asked.page(
        "versions.html",
        422 if wrong else 200,
        has_repository=repository is not None,
        changes=[(one, _words(asked, one), _is_shown(asked, one)) for one in changes],
        versions=[(one, _when(asked, one)) for one in versions],
        sentence=sentence,
        wrong=wrong,
        said_by_git=said,
    )


def _is_shown(asked: Asked, one: Change) -> bool:
    """Whether the file has a page of its own: hidden ones have none."""
    try:
        inside(asked.desk.home, one.path)
    except Outside:
        return False
    return True


def _told(asked: Asked, trouble: GitTrouble) -> str:
    return asked.say(f"composer.git_{trouble.wording}")


def _when(asked: Asked, one: Version) -> str:
    return asked.moment(one.at)


def _words(asked: Asked, one: Change) -> str:
    """« Le pont rouvre : texte (12 mots de plus, 3 de moins), tags »."""
    parts = [asked.say(f"composer.change_{one.sort}")]
    if one.sort is Sort.CHANGED:
        if one.added or one.removed:
            parts.append(asked.say("composer.words", added=one.added, removed=one.removed))
        if one.fields:
            parts.append(asked.say("composer.fields", names=", ".join(one.fields)))
    return " – ".join(parts)


def record(asked: Asked) -> Response:
    """Write a version of all that changed, under the person's sentence."""
    said = asked.form.get("sentence", "")
    sentence = (said if isinstance(said, str) else "").strip()[:_SENTENCE]
    repository = repository_of(asked.desk.home)
    if repository is None:
        return asked.go("/historique")
    try:
        repository.record(sentence)
    except GitTrouble as trouble:
        wrong = (_told(asked, trouble),)
        return _page(asked, sentence=sentence, wrong=wrong, said=trouble.said)
    return asked.go("/historique", said="workbench.said_recorded")


def of_file(asked: Asked) -> Response:
    """The versions of one file, and one of them beside the file as it is."""
    repository, file, name = _named(asked, asked.request.path_params["name"])
    return _file_page(asked, repository, file, name)


def _named(asked: Asked, name: str) -> tuple[Repository, Path, str]:
    repository = repository_of(asked.desk.home)
    if repository is None:
        raise Outside(name)
    return repository, inside(asked.desk.home, name), name


def _file_page(
    asked: Asked, repository: Repository, file: Path, name: str, wrong: Sequence[str] = ()
) -> Response:
    rows: Sequence[tuple[str, str]] = ()
    chosen = asked.query.get("version", "")
    try:
        versions = repository.versions(name)
        known = {one.id for one in versions}
        if chosen in known:
            before = repository.content(chosen, name)
            now = file.read_bytes() if file.is_file() else b""
            rows = tuple(differences(text_of(before), text_of(now)))
    except GitTrouble as trouble:
        return _page(asked, wrong=(_told(asked, trouble),), said=trouble.said)
    return asked.page(
        "version.html",
        422 if wrong else 200,
        name=name,
        versions=[(one, _when(asked, one)) for one in versions],
        chosen=chosen if chosen in known else "",
        rows=rows,
        wrong=wrong,
    )


def bring_back(asked: Asked) -> Response:
    said = {key: str(asked.form.get(key, "")) for key in ("name", "version")}
    repository, file, name = _named(asked, said["name"])
    try:
        repository.bring_back(said["version"], name)
    except GitTrouble as trouble:
        return _file_page(asked, repository, file, name, (_told(asked, trouble),))
    asked.desk.running.stir()
    return asked.go(f"/historique/{name}", said="workbench.said_back")


VERSIONS = Panel(
    key="versions",
    path="/historique",
    word="composer.versions",
    doors=(
        Door(path="/historique", get=show, post=record),
        Door(path="/historique-retour", post=bring_back),
        Door(path="/historique/{name:path}", get=of_file),
    ),
)
