"""One value of a front matter changed, and no other byte of the file.

The YAML that people wrote is composed for the places of its nodes alone; what is written goes into
the text at that place. Each change is then read back: it stands only when the reader of posts finds
the new value there, and everywhere else what it found before.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from portevoix.diagnostics import Diagnostics
from portevoix.posts import split
from portevoix.text import sound
from portevoix.workbench.front_changes import Writing
from portevoix.workbench.front_places import Path, Unwritable, eol_of, front_of
from portevoix.yaml_text import Yaml, read_yaml

__all__ = [
    "Path",
    "Unwritable",
    "body_of",
    "front_of",
    "values_of",
    "with_body",
    "with_item",
    "with_texts",
    "with_value",
    "without",
]

MOST = 200_000  # characters of a front matter


def body_of(text: str) -> str:
    found = front_of(text)
    return text[found.body :] if found else text


def with_body(text: str, body: str) -> str:
    """The file with another body."""
    found = front_of(text)
    return (text[: found.body] if found else "") + body


def values_of(text: str) -> dict[str, Yaml]:
    """What the reader of posts finds in the front matter. Raises Unwritable where it finds none
    that it can read."""
    return _read(text)[0]


def with_value(
    text: str, path: Path, value: Yaml, *, order: Sequence[str] = (), plain: bool = False
) -> str:
    """The file with `value` at `path`; `order` says after which keys a new one is written.

    A `plain` value (a date, a word of a list, a number) goes without quotes. Raises Unwritable.
    """
    values, faults = _read(text)
    expected = _put(values, path, value)
    if expected == values and _has(values, path):
        return text
    if front_of(text) is None:
        text = f"---{eol_of(text)}---{eol_of(text)}{eol_of(text) if text.strip() else ''}{text}"
    return _first_good(Writing(text, order, plain).changed(path, value), expected, faults)


def without(text: str, path: Path) -> str:
    """The file without what stands at `path`; a mapping or list that would be left empty goes too.

    Raises Unwritable.
    """
    values, faults = _read(text)
    if not _has(values, path):
        return text
    while len(path) > 1 and len(_at(values, path[:-1])) == 1:
        path = path[:-1]
    return _first_good(Writing(text).removed(path), _taken(values, path), faults)


def with_texts(text: str, path: Path, items: Sequence[str], *, order: Sequence[str] = ()) -> str:
    """The file with another list of texts: lines of items that stay are not touched."""
    values = values_of(text)
    before = _at(values, path) if _has(values, path) else None
    if not isinstance(before, list) or not Writing(text).is_block(path) or not items:
        return with_value(text, path, list(items), order=order)
    matcher = SequenceMatcher(None, [str(one) for one in before], list(items), autojunk=False)
    for tag, one, other, new, end in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        same = min(other - one, end - new)
        for n in reversed(range(one + same, other)):
            text = _without_item(text, path, n)
        for n in reversed(range(new + same, end)):
            text = with_item(text, path, one + same, items[n])
        for n in range(same):
            text = with_value(text, (*path, one + n), items[new + n])
    return text


def with_item(text: str, path: Path, index: int, value: Yaml) -> str:
    """The file with one more item in a list, before the one at `index`. Raises Unwritable."""
    values, faults = _read(text)
    expected = copy.deepcopy(values)
    _at(expected, path).insert(index, value)
    return _first_good(Writing(text).inserted(path, index, value), expected, faults)


def _without_item(text: str, path: Path, index: int) -> str:
    values, faults = _read(text)
    return _first_good(
        Writing(text).removed((*path, index)), _taken(values, (*path, index)), faults
    )


def _read(text: str) -> tuple[dict[str, Yaml], int]:
    """The values, and how many mistakes the reader finds besides."""
    parts = split(sound(text.removeprefix("\ufeff")))
    if not parts.closed or len(parts.yaml) > MOST:
        raise Unwritable
    diagnostics = Diagnostics()
    found, _ = read_yaml(parts.yaml, file="", diagnostics=diagnostics)
    if found is None and not diagnostics.mistakes:
        return {}, 0
    if not isinstance(found, dict):
        raise Unwritable
    return found, len(diagnostics.mistakes)


def _first_good(texts: Iterable[str], expected: dict[str, Yaml], faults: int) -> str:
    for text in texts:
        try:
            found = _read(text)
        except Unwritable:
            continue
        if _bare(found[0]) == _bare(expected) and found[1] <= faults:
            return text
    raise Unwritable


def _bare(value: Any) -> Any:
    """Without the line end after a text: of a block at the end of a front matter nobody reads it."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return value.rstrip("\n") if isinstance(value, str) else value


def _at(values: Any, path: Path) -> Any:
    for key in path:
        values = values[key]
    return values


def _has(values: Any, path: Path) -> bool:
    try:
        _at(values, path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _put(values: dict[str, Yaml], path: Path, value: Yaml) -> dict[str, Yaml]:
    found = copy.deepcopy(values)
    here: Any = found
    for n, key in enumerate(path[:-1]):
        below = here[key] if _has(here, (key,)) else None
        if not isinstance(below, dict | list):
            below = [] if isinstance(path[n + 1], int) else {}
            _set(here, key, below)
        here = below
    _set(here, path[-1], copy.deepcopy(value))
    return found


def _set(here: Any, key: str | int, value: Any) -> None:
    if isinstance(here, list):
        if not isinstance(key, int) or key > len(here):
            raise Unwritable
        here[key : key + 1] = [value]
    elif isinstance(key, str):
        here[key] = value
    else:
        raise Unwritable


def _taken(values: dict[str, Yaml], path: Path) -> dict[str, Yaml]:
    found = copy.deepcopy(values)
    del _at(found, path[:-1])[path[-1]]
    return found
