"""The places that `publish:` declares, none of which is a folder that the site is made from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from portevoix.cache.freshness import cache_folder
from portevoix.configuration import Configuration
from portevoix.deploying.settings import Place, read_places
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.form import Form
from portevoix.inherited import MAX_INHERITED, merged_settings
from portevoix.language import say

_OVERRIDES = "overrides"  # where templates are put that `custom_dir` will name
_FILES = ("mkdocs.yml", "mkdocs.internal.yml")  # of the public site and of the staff's


def declared_places(configuration: Configuration) -> tuple[Place, ...]:
    """The places of publication. Raises DiagnosticsError with every mistake of `publish:`."""
    options = configuration.options
    places = read_places(options)
    above = options.form("publish") if places else None
    own = tuple(_own(configuration)) if any(place.to == "folder" for place in places) else ()
    for place in places:
        form = above.form(place.name) if above else None
        if form is not None and place.to == "folder" and place.path:
            _refuse_own(place, form, configuration, own)
    if options.diagnostics.mistakes:
        raise DiagnosticsError(options.diagnostics.mistakes)
    return places


def _own(configuration: Configuration) -> Iterator[tuple[str, Path]]:
    """What each folder of the project is, and where it lies; the project itself comes last."""
    project = configuration.file.parent
    yield "docs", configuration.docs
    yield "overrides", configuration.overrides or project / _OVERRIDES
    yield "output", configuration.output
    for file in (project / name for name in _FILES):
        if file != configuration.file and (other := _output_of(file)) is not None:
            yield "output", other
    yield "inbox", configuration.listening.place(project)
    yield "cache", cache_folder(project)
    yield "git", project / ".git"
    yield "project", project


def _output_of(file: Path) -> Path | None:
    """Where the site of a configuration is built; None without one that can be read."""
    if not file.is_file():
        return None
    try:
        values, _, _ = merged_settings(file, file.parent, Diagnostics(), MAX_INHERITED)
        return file.parent / str(values.get("site_dir") or "site")
    except DiagnosticsError:
        return None


def _refuse_own(
    place: Place, form: Form, configuration: Configuration, own: tuple[tuple[str, Path], ...]
) -> None:
    target = place.folder(configuration.file.parent)
    ours = [(what, folder.resolve()) for what, folder in own]
    same = (("own_same", what) for what, folder in ours if target == folder)
    holds = (("own_holds", what) for what, folder in ours[::-1] if folder.is_relative_to(target))
    inside = (
        ("own_inside", what)
        for what, folder in ours
        if what != "project" and target.is_relative_to(folder)
    )
    if found := next(chain(same, holds, inside), None):
        wording, what = found
        whose = say(form.diagnostics.lang, f"deploying.own_{what}")
        form.wrong("path", f"deploying.{wording}", value=place.path[:80], own=whose)
