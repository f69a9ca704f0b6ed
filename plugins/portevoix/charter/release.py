"""Freezing a version: docs/charte as it stands goes to docs/charte/versions/<number>/, or nothing does."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from portevoix.charter.articles import INDEX
from portevoix.charter.prose import fold
from portevoix.charter.reading import FOLDER as SHOWN_AS
from portevoix.charter.reading import read_charter
from portevoix.charter.versions import FILE, FOLDER, NUMBER, order, seal, sources
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.site import Site

# Notes that say that something changed without saying what.
EMPTY = frozenset(
    [
        "mise a jour",
        "mises a jour",
        "maj",
        "mise a jour de la charte",
        "mise a jour du texte",
        "corrections",
        "correction",
        "corrections mineures",
        "correction mineure",
        "modifications mineures",
        "modification mineure",
        "modifications",
        "modification",
        "changements",
        "changements mineurs",
        "divers",
        "ajustements",
        "retouches",
        "revision",
        "nouvelle version",
        "coquilles",
        "update",
        "updates",
        "updated",
        "guidance updated",
        "minor changes",
        "minor corrections",
        "changes",
        "minor edits",
        "edits",
        "various",
        "new version",
        "revision of the charter",
        "fixes",
    ]
)
FEWEST_WORDS = 5


def release_charter(
    folder: Path,
    number: str,
    note: str,
    on: date,
    site: Site,
    rules: Mapping[str, tuple[str, ...]],
    *,
    shown_as: str = SHOWN_AS,
) -> Path:
    """Freezes the charter as version `number`, in force from `on`; returns the frozen folder.

    The index page takes the number and the date. Raises DiagnosticsError, the folder then being as
    it was: a charter with mistakes, a number that exists or goes back, an empty note.
    """
    diagnostics = Diagnostics(site.lang)
    _check_wish(folder, number, note, on, shown_as, diagnostics)
    try:
        charter = read_charter(folder, site, rules, shown_as=shown_as)
        if charter.released:
            diagnostics.mistake(
                shown_as, 0, "charter.nothing_changed", last=charter.versions[-1].number
            )
        if charter.versions and on < charter.versions[-1].released:
            last = charter.versions[-1]
            diagnostics.mistake(
                shown_as, 0, "charter.date_backwards", day=on, last=last.number, then=last.released
            )
    except DiagnosticsError as found:
        diagnostics.mistakes.extend(found.mistakes)
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return _freeze(folder, number, " ".join(note.split()), on)


def _check_wish(
    folder: Path, number: str, note: str, on: date, shown_as: str, diagnostics: Diagnostics
) -> None:
    place = f"{shown_as}/{FOLDER}"
    if not NUMBER.fullmatch(number):
        diagnostics.mistake(place, 0, "charter.bad_version", value=number)
    else:
        frozen = folder / FOLDER
        known = [path.name for path in frozen.glob("*") if NUMBER.fullmatch(path.name)]
        newest = max(known, key=order, default="")
        if any(order(number) == order(one) for one in known):
            diagnostics.mistake(place, 0, "charter.version_exists", number=number, last=newest)
        elif newest and order(number) < order(newest):
            diagnostics.mistake(place, 0, "charter.version_backwards", number=number, last=newest)
    words = fold(note).split()
    if " ".join(words) in EMPTY or len(words) < FEWEST_WORDS:
        diagnostics.mistake(place, 0, "charter.note_empty", note=note.strip(), fewest=FEWEST_WORDS)


def _freeze(folder: Path, number: str, note: str, on: date) -> Path:
    """Prepares everything beside, then renames twice; the first rename is undone if the second fails."""
    versions = folder / FOLDER
    made_versions = not versions.exists()
    versions.mkdir(exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{number}-", dir=versions))
    place = versions / number
    index = folder / INDEX
    try:
        frozen = workshop / number
        frozen.mkdir()
        for source in sources(folder):
            shutil.copyfile(source, frozen / source.name)
        dated = _dated(index.read_bytes(), number, on)
        (frozen / INDEX).write_bytes(dated)
        (frozen / FILE).write_text(_version_file(number, note, on, seal(frozen)), "utf-8")
        new_index = workshop / INDEX
        new_index.write_bytes(dated)
        shutil.copymode(index, new_index)
        frozen.rename(place)
        try:
            new_index.replace(index)
        except OSError:
            shutil.rmtree(place)
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if made_versions and not place.exists():
            versions.rmdir()
    return place


def _dated(index: bytes, number: str, on: date) -> bytes:
    """The index page with its version and date in force; every other byte stays."""
    for key, value in ((b"version", f'"{number}"'), (b"in_force", on.isoformat())):
        pattern = rb"(?m)^(" + key + rb":[ \t]*)[^\r\n#]*?([ \t]*(?:#[^\r\n]*)?\r?)$"
        index = re.sub(pattern, rb"\g<1>" + value.encode() + rb"\g<2>", index, count=1)
    return index


def _version_file(number: str, note: str, on: date, sha256: str) -> str:
    return yaml.safe_dump(
        {"version": number, "date": on.isoformat(), "note": note, "sha256": sha256},
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
