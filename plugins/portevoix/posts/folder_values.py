"""What a `.meta.yml` says for all texts of its folder and below, as Material's plugin of that name
has it: the text's own front matter goes over it, lists are added to, the nearest folder speaks last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.file_naming import shown
from portevoix.form import Form
from portevoix.text import decode
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml, read_yaml

FOLDER_FILE = ".meta.yml"


@dataclass(frozen=True, slots=True)
class FolderValues:
    folder: str  # the start of the names of texts that it speaks of
    file: str  # as messages name it
    values: Mapping[str, Yaml]
    lines: Mapping[str, int] = field(repr=False)


def read_folder_values(
    files: Iterable[Path], base: Path, diagnostics: Diagnostics
) -> tuple[FolderValues, ...]:
    """Those of `files`, the outermost folder first; one that cannot be read is a mistake."""
    found = []
    for path in sorted(files, key=lambda path: (len(path.parts), path)):
        name = shown(path, base)
        try:
            text = decode(path.read_bytes())
        except (OSError, UnicodeDecodeError):
            diagnostics.mistake(name, 0, "posts.not_utf8")
            continue
        values, lines = read_yaml(text, file=name, diagnostics=diagnostics)
        if isinstance(values, dict):
            found.append(FolderValues(name.removesuffix(FOLDER_FILE), name, values, lines))
        elif values is not None:
            diagnostics.mistake(name, 1, "posts.front_matter_list")
    return tuple(found)


def over_folders(
    folders: tuple[FolderValues, ...],
    values: Mapping[str, Yaml],
    lines: Mapping[str, int],
    file: str,
    diagnostics: Diagnostics,
) -> Form:
    """The front matter of a file over what its folders say; each key is told where it stands."""
    found: Yaml = {}
    places: dict[str, int] = {}
    origins: dict[str, str] = {}
    for one in folders:
        if file.startswith(one.folder):
            found = _over(dict(one.values), found)
            places |= one.lines
            origins |= dict.fromkeys(one.lines, one.file)
    if not origins:
        return Form(values, lines, file, diagnostics)
    merged = _over(dict(values), found)
    assert isinstance(merged, dict)
    places |= lines
    origins = {key: origin for key, origin in origins.items() if key not in lines}
    return Form(merged, places, file, diagnostics, origins=origins)


def _over(values: Yaml, below: Yaml) -> Yaml:
    if isinstance(values, Mapping) and isinstance(below, Mapping):
        merged = {key: _over(value, below.get(key)) for key, value in values.items()}
        return {**below, **merged}
    if isinstance(values, list) and isinstance(below, list):
        return [*below, *(one for one in values if one not in below)]
    return values
