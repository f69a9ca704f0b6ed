"""The files of docs/, looked over once: where each lies, and how it lies on the disc."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from portevoix.digests import digest_of
from portevoix.file_stats import SETTLED, FileStat, entries_below, entry_stat, is_file
from portevoix.posts import FOLDER_FILE, MARKDOWN
from portevoix.values import dataclass

LISTS = frozenset({".yml", ".yaml"})  # what organisations list for themselves


@dataclass(frozen=True, slots=True)
class DocFile:
    """One file below docs/."""

    uri: str  # below docs/, with / between folders, in NFC
    path: Path
    key: str  # changes with its content
    suffix: str  # lower case, with its dot

    @property
    def is_markdown(self) -> bool:
        return self.suffix in MARKDOWN


class Leads(StrEnum):
    """What is to be told of a link of the file system; worded under `posts.link_<leads>`."""

    NOWHERE = "nowhere"  # or to itself, or to what is no file
    OUT = "out"  # out of the folder: what is there is published
    AGAIN = "again"  # to a folder that is read already


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the file system that does not only stand for a file of the same folder."""

    uri: str
    path: Path
    leads: Leads


@dataclass(frozen=True, slots=True, kw_only=True)
class DocTree:
    """What lies below a folder, hidden files left out; links to folders are followed."""

    folder: Path
    files: Mapping[str, DocFile] = field(repr=False)
    links: tuple[Link, ...] = ()
    folder_files: tuple[Path, ...] = ()  # .meta.yml: what they say holds for all files below

    def below(self, folder: str) -> list[DocFile]:
        """Those below a folder that is named from this one, with a closing slash."""
        return [file for uri, file in self.files.items() if uri.startswith(folder)]


def look_over(
    folder: Path,
    *,
    texts: bool = True,
    is_left_out: Callable[[str], bool] = lambda uri: False,
) -> DocTree:
    """Files in the order of their names, those of Markdown only if `texts` are wanted; a folder that
    is missing holds none. Those that are left out are as if they were not there."""
    settled = time.time_ns() - SETTLED
    found = []
    folder_files = []
    start = str(folder)
    folders: dict[str, bool] = {}
    links = []
    for inside, entry in entries_below(start, folders):
        if inside.startswith(".") or "/." in inside:
            if entry.name == FOLDER_FILE:
                folder_files.append(folder / inside)
            continue
        if entry.is_symlink():
            links.append((inside, Leads.OUT if is_file(entry) else Leads.NOWHERE))
        if not is_file(entry):  # a pipe, a link that leads nowhere
            continue
        suffix = os.path.splitext(entry.name)[1].lower()
        if suffix in MARKDOWN and not texts:
            continue
        uri = inside if inside.isascii() else unicodedata.normalize("NFC", inside)
        if is_left_out(uri):
            continue
        path = folder / inside
        found.append(DocFile(uri, path, _key(path, entry_stat(entry), settled), suffix))
    found.sort(key=lambda file: file.uri)
    return DocTree(
        folder=folder,
        files={file.uri: file for file in found},
        links=tuple(_links(folder, folders, links, is_left_out)),
        folder_files=tuple(sorted(folder_files)),
    )


def _links(
    folder: Path,
    folders: Mapping[str, bool],
    files: Iterable[tuple[str, Leads]],
    is_left_out: Callable[[str], bool],
) -> Iterator[Link]:
    """Those that are to be told, by name: not what lies below one that is told itself."""
    root = os.path.realpath(folder)
    told: list[str] = []
    found = {inside: Leads.OUT if came else Leads.AGAIN for inside, came in folders.items()}
    for inside, leads in sorted((found | dict(files)).items()):
        uri = unicodedata.normalize("NFC", inside)
        hidden = inside.startswith(".") or "/." in inside
        if hidden or is_left_out(uri) or (inside in folders and is_left_out(f"{uri}/")):
            continue
        if leads is Leads.OUT:
            place = os.path.realpath(f"{root}{os.sep}{inside}")
            if place.startswith(f"{root}{os.sep}") or inside.startswith(tuple(told)):
                continue
            told.append(f"{inside}/")
        yield Link(uri=uri, path=Path(root) / inside, leads=leads)


def _key(path: Path, lies: FileStat, settled: int) -> str:
    """How a file lies tells its content, unless it was touched so shortly before that a second
    change might look the same."""
    if max(lies[1], lies[2]) < settled:
        return repr(lies)
    try:
        return f"{lies} {digest_of(path.read_bytes())}"
    except OSError:  # gone meanwhile: whoever reads it says so
        return repr(lies)


def page_address(uri: str) -> str:
    """Where the page of a Markdown file lives below the site root, unquoted, as MkDocs has it."""
    folder, _, name = uri.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem in ("index", "README"):
        return f"{folder}/" if folder else ""
    return f"{folder}/{stem}/" if folder else f"{stem}/"


def url_of(address: str) -> str:
    """An address below the site root as links write it."""
    return quote(address)


def addresses_of(files: Iterable[DocFile]) -> dict[str, str]:
    """Source path → address of each page, below the site root."""
    return {file.uri: page_address(file.uri) for file in files if file.is_markdown}
