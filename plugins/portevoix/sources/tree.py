"""The files of docs/, looked over once: where each lies, and how it lies on the disc."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from portevoix.digests import digest_of
from portevoix.file_stats import SETTLED, FileStat, entries_below, entry_stat, is_file
from portevoix.posts import FOLDER_FILE, MARKDOWN

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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocTree:
    """What lies below a folder, hidden files left out; links to folders are followed."""

    folder: Path
    files: Mapping[str, DocFile] = field(repr=False)
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
    for inside, entry in entries_below(start):
        if inside.startswith(".") or "/." in inside:
            if entry.name == FOLDER_FILE:
                folder_files.append(folder / inside)
            continue
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
        folder_files=tuple(sorted(folder_files)),
    )


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
