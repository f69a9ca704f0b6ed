"""The charter as files to be edited: which there are, and what is wrong with one before it is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from portevoix.charter import Charter, read_charter
from portevoix.charter.variables import FILE as VARIABLES
from portevoix.checks import RULES_BY_ARTICLE
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.paths import NAMES
from portevoix.posts import decode
from portevoix.site import Audience, Site
from portevoix.temporary import temporary_folder
from portevoix.values import dataclass
from portevoix.workbench.frontmatter import Unwritable, values_of
from portevoix.workbench.writing import Unreadable, read_held

MOST_BYTES = 1_000_000
INDEX = "index.md"


class Part(StrEnum):
    """Worded under `composer.charter_<part>`, in the order of the page."""

    INDEX = "index"
    ARTICLE = "article"
    TREE = "tree"
    REPLIES = "replies"
    VARIABLES = "variables"


TREES = frozenset(names.tree for names in NAMES.values())
_PARTS = {
    INDEX: Part.INDEX,
    **dict.fromkeys(TREES, Part.TREE),
    **{names.replies: Part.REPLIES for names in NAMES.values()},
    VARIABLES: Part.VARIABLES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterFile:
    name: str  # below the folder of the charter
    part: Part
    title: str  # of an article, with its number; else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The charter as it would be with one file changed."""

    charter: Charter | None  # None while something keeps it from being read
    mistakes: tuple[Diagnostic, ...]


def files_of(folder: Path, charter: Charter | None) -> Sequence[CharterFile]:
    """What people edit, in reading order; frozen versions are nobody's to change."""
    titles = {}
    if charter:
        for article in charter.articles:
            name = article.file.rpartition("/")[2]
            titles[name] = f"{article.id} {article.title}"
    found = [
        CharterFile(
            name=one.name,
            part=_PARTS.get(one.name, Part.ARTICLE),
            title=titles.get(one.name) or _title_in(one),
        )
        for one in sorted(folder.iterdir())
        if one.is_file() and one.suffix in (".md", ".yml") and not one.name.startswith(".")
    ]
    order = list(Part)
    return sorted(found, key=lambda one: (order.index(one.part), one.name))


def _title_in(file: Path) -> str:
    """The number and title that a file bears itself: the public site knows no article for the staff."""
    if file.suffix != ".md" or file.name == INDEX:
        return ""
    try:
        values = values_of(read_held(file).text)
    except (OSError, Unreadable, Unwritable):
        return ""
    said = (values.get(key) for key in ("id", "title"))
    return " ".join(one for one in said if isinstance(one, str))


def try_file(folder: Path, site: Site, name: str, content: bytes, shown_as: str) -> Tried:
    """The whole charter read with `content` in place of one of its files, as the staff see it.

    Nothing is written in the folder.
    """
    staff = _for_staff(site)
    with temporary_folder() as place:
        copy = place / "charte"
        shutil.copytree(folder, copy, copy_function=_linked, symlinks=True)
        file = copy / name
        file.unlink(missing_ok=True)
        file.write_bytes(content)
        try:
            return Tried(
                charter=read_charter(copy, staff, RULES_BY_ARTICLE, shown_as=shown_as), mistakes=()
            )
        except DiagnosticsError as found:
            return Tried(charter=None, mistakes=tuple(found.mistakes))


def first_of(mistakes: Sequence[Diagnostic], name: str) -> Iterator[Diagnostic]:
    """Those of one file first, then those that it causes elsewhere."""
    here = [one for one in mistakes if one.file.endswith(f"/{name}")]
    yield from here
    yield from (one for one in mistakes if one not in here)


def is_text(content: bytes) -> bool:
    try:
        decode(content)
    except UnicodeDecodeError:
        return False
    return len(content) <= MOST_BYTES and b"\0" not in content


def _for_staff(site: Site) -> Site:
    return replace(site, audience=Audience.INTERNAL)


def _linked(source: str, place: str) -> str:
    """Read only, so the same file does; where links cannot be made, a copy."""
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
    return place
