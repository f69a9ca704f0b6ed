"""A settings file over the one that it inherits: values, their lines, the file of each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from portevoix import __version__
from portevoix.cache.checksummed import read_record, write_record
from portevoix.cache.freshness import cache_folder
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.digests import digest
from portevoix.file_naming import shown
from portevoix.file_stats import stat_of
from portevoix.text import decode

MAX_INHERITED = 5


def merged_settings(
    file: Path,
    base: Path,
    diagnostics: Diagnostics,
    depth: int,
    asked: tuple[str, int] | None = None,
) -> tuple[dict[str, Any], dict[str, int], dict[str, str]]:
    """The values of a file over those of the file it inherits, as MkDocs merges them.

    `asked` is the file and the line that want this one, where another does.
    """
    name = shown(file, base)
    try:
        text = decode(file.read_bytes())
    except (OSError, ValueError) as error:
        unread = "not_text" if isinstance(error, UnicodeDecodeError) else "no_file"
        if asked:
            diagnostics.mistake(*asked, "configuration.no_parent", value=file.name[:80])
        else:
            diagnostics.mistake(name, 0, f"configuration.{unread}")
        raise DiagnosticsError(diagnostics.mistakes) from None
    values, lines = _read(text, file, name, diagnostics)
    if not isinstance(values, dict):
        if not diagnostics.mistakes and asked:
            diagnostics.mistake(*asked, "configuration.no_parent", value=file.name[:80])
        elif not diagnostics.mistakes:
            wording = "empty_file" if values is None else "not_keys"
            diagnostics.mistake(name, 0, f"configuration.{wording}")
        raise DiagnosticsError(diagnostics.mistakes)
    values["plugins"] = _by_name(values.get("plugins"), lines)
    parent = values.pop("INHERIT", None)
    origins = dict.fromkeys(lines, name)
    if isinstance(parent, str) and depth:
        place = name, lines.get("INHERIT", 0)
        below, below_lines, below_origins = merged_settings(
            file.parent / parent, base, diagnostics, depth - 1, place
        )
        return _over(values, below), {**below_lines, **lines}, {**below_origins, **origins}
    return values, lines, origins


def _read(text: str, file: Path, name: str, diagnostics: Diagnostics) -> tuple[Any, dict[str, int]]:
    """What `read_yaml` gives; of a text that it read before without a word, what it gave: to load YAML's
    library takes as long as all else of the settings. Kept where builds of the project keep theirs."""
    folder = cache_folder(file.parent)
    keeps = folder.is_dir() and "!ENV" not in text  # what the environment says is asked each time
    kept = folder / f"settings-{digest(text, _reader())}.json" if keeps else None
    known = read_record(kept) if kept else None
    if isinstance(known, dict) and known.keys() == {"values", "lines"}:
        return known["values"], known["lines"]
    from portevoix.yaml_text import read_yaml

    said = len(diagnostics.mistakes) + len(diagnostics.notices)
    values, lines = read_yaml(
        text, file=name, diagnostics=diagnostics, prose=False, environment=os.environ
    )
    if kept and said == len(diagnostics.mistakes) + len(diagnostics.notices):
        write_record(kept, {"values": values, "lines": lines})
    return values, lines


@cache
def _reader() -> tuple[object, ...]:
    """What changes with the code that reads."""
    try:
        return __version__, *stat_of(Path(__file__).with_name("yaml_text.py"))
    except OSError:  # an installation without sources
        return (__version__,)


def _by_name(plugins: Any, lines: dict[str, int]) -> dict[str, Any]:
    """Plugins as a mapping, whether written as a list or as a mapping."""
    if isinstance(plugins, dict):
        return plugins
    found: dict[str, Any] = {}
    for n, item in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(item, dict):
            found.update(item)
            for path in [path for path in lines if path.startswith(f"plugins.{n}.")]:
                lines["plugins." + path.split(".", 2)[2]] = lines[path]
        elif isinstance(item, str):
            found[item] = {}
            lines[f"plugins.{item}"] = lines[f"plugins.{n}"]
    return found


def _over(values: Mapping[str, Any], below: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in values.items():
        under = merged.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            merged[key] = _over(value, under)
        else:
            merged[key] = value
    return merged
