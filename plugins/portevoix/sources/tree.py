"""The files of docs/, looked over once: where each lies, and how it lies on the disc."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from portevoix.file_stats import FileStat, entries_below, entry_stat, is_file

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})  # as MkDocs has them
FOLDER_FILE = ".meta.yml"  # Material's own
LISTS = frozenset({".yml", ".yaml"})  # what organisations list for themselves


@dataclass(frozen=True, slots=True)
class DocFile:
    """One file below docs/."""

    uri: str  # below docs/, with / between folders, in NFC
    path: Path
    stat: FileStat

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()

    @property
    def is_markdown(self) -> bool:
        return self.suffix in MARKDOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class DocTree:
    """What lies below a folder, hidden files left out; links to folders are followed."""

    folder: Path
    files: Mapping[str, DocFile] = field(repr=False)
    folder_files: tuple[Path, ...] = ()  # .meta.yml: what they say holds for all files below

    def below(self, folder: str) -> list[DocFile]:
        """Those below a folder that is named from this one, with a closing slash."""
        return [file for uri, file in self.files.items() if uri.startswith(folder)]


def look_over(folder: Path) -> DocTree:
    """Files in the order of their names; a folder that is missing holds none."""
    found = []
    folder_files = []
    start = str(folder)
    for inside, entry in entries_below(start):
        if inside.startswith(".") or "/." in inside:
            if entry.name == FOLDER_FILE:
                folder_files.append(folder / inside)
            continue
        if not is_file(entry):  # a pipe, a link that leads nowhere
            continue
        uri = inside if inside.isascii() else unicodedata.normalize("NFC", inside)
        found.append(DocFile(uri, folder / inside, entry_stat(entry)))
    found.sort(key=lambda file: file.uri)
    return DocTree(
        folder=folder,
        files={file.uri: file for file in found},
        folder_files=tuple(sorted(folder_files)),
    )


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
