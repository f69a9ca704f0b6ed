"""Frozen versions on disk: their order, their seal, reading them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from portevoix.charter.articles import INDEX, Known, read_articles
from portevoix.charter.charter import Version
from portevoix.charter.documents import needed, only, read_document, read_form
from portevoix.charter.variables import read_wording
from portevoix.diagnostics import Diagnostics
from portevoix.site import Audience, Site

FOLDER = "versions"
FILE = "version.yml"
NUMBER = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}")
MOST_VERSIONS = 200
# Keys whose value nobody is bound by: front matter once named the rules of an article, and versions frozen
# then still do; what the tree offers first is a way in.
_NO_TEXT = re.compile(rb"(?<=\n)(?:checks|frequent):[^\n]*\n(?:(?:[ \t]|- )[^\n]*\n)*")
SOURCES = ("*.md", "*.yml")  # what a version freezes, directly in the folder


def order(number: str) -> tuple[int, ...]:
    """The rank of a version: 2.10 after 2.9, and 2 the same as 2.0."""
    parts = [int(part) for part in number.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def sources(folder: Path) -> list[Path]:
    """The files that make the charter, by name."""
    found = (path for pattern in SOURCES for path in folder.glob(pattern) if path.name != FILE)
    return sorted(found, key=lambda path: path.name)


def seal(folder: Path) -> str:
    """The SHA-256 of the sources: names and texts, whatever the line ends of the machine."""
    digest = hashlib.sha256()
    for path in sources(folder):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_released(folder: Path, versions: tuple[Version, ...]) -> bool:
    """Whether the text of a folder is that of its last version."""
    return bool(versions) and _texts(folder) == _texts(folder / FOLDER / versions[-1].number)


def _texts(folder: Path) -> dict[str, bytes]:
    """The sources by name, whatever their line ends, without what no reader is told."""
    return {
        path.name: _NO_TEXT.sub(b"", path.read_bytes().replace(b"\r\n", b"\n"), count=1)
        for path in sources(folder)
    }


def read_versions(
    folder: Path, shown_as: str, site: Site, diagnostics: Diagnostics, known: Known
) -> tuple[Version, ...]:
    """Every released version, oldest first; `known` are articles that it may have too."""
    place = folder / FOLDER
    if not place.is_dir():
        return ()
    paths = sorted(path for path in place.iterdir() if path.is_dir() and path.name[0] != ".")
    if len(paths) > MOST_VERSIONS:
        diagnostics.mistake(
            f"{shown_as}/{FOLDER}", 0, "charter.too_many_versions", most=MOST_VERSIONS
        )
        paths = paths[:MOST_VERSIONS]
    read = (
        _read_version(path, f"{shown_as}/{FOLDER}/{path.name}", site, diagnostics, known)
        for path in paths
    )
    found = [version for version in read if version is not None]
    return tuple(sorted(found, key=lambda version: (order(version.number), version.number)))


def _read_version(
    path: Path, shown_as: str, site: Site, diagnostics: Diagnostics, known: Known
) -> Version | None:
    form = read_form(path / FILE, f"{shown_as}/{FILE}", diagnostics)
    if form is None:
        return None
    only(form, ("version", "date", "note", "sha256"))
    number, note, sha256 = (needed(form, key) for key in ("version", "note", "sha256"))
    needed(form, "date")
    released = form.day("date")
    if not number or released is None:
        return None
    if not NUMBER.fullmatch(number) or number != path.name:
        form.wrong("version", "charter.version_folder", number=number, folder=path.name)
        return None
    if sha256 and sha256 != seal(path):
        form.wrong("sha256", "charter.version_changed", number=number)
    # Nobody may mend a sealed text: what a later rule would say of it is not asked.
    aside = Diagnostics(diagnostics.lang)
    wording = read_wording(path, shown_as, site, aside)
    index = read_document(path / INDEX, f"{shown_as}/{INDEX}", aside)
    summary = ""
    if index is not None:
        text, file, line = index.body, index.form.file, index.body_line
        summary = wording.settle(text, file, line, Audience.PUBLIC).strip()
    return Version(
        number=number,
        released=released,
        note=note,
        sha256=sha256,
        summary=summary,
        articles=read_articles(path, shown_as, wording, known),
    )
