"""A form that came back → the text of its post, where only what somebody changed is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from portevoix.fields import Field, Value
from portevoix.posts import POST
from portevoix.workbench.boxes import Box, Known, boxes_of, form_of
from portevoix.workbench.frontmatter import (
    Path,
    Unwritable,
    values_of,
    with_item,
    with_texts,
    with_value,
    without,
)
from portevoix.yaml_text import Yaml

_PLAIN = frozenset(
    {Value.CHOICE, Value.DAY, Value.MOMENT, Value.NUMBER, Value.HOUR, Value.ZONE, Value.FLAG}
)
HOUR, GONE = "~heure", "~retirer"  # ends of names: the hour of a moment, an item that goes
_ORDER = POST.names


class Refused(Exception):
    """Fields that cannot be changed in the form: they have to be in the text."""

    def __init__(self, names: Sequence[str], text: str) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)
        self.text = text  # with all other changes


def filled_in(text: str, given: Mapping[str, str], lang: str = "fr") -> str:
    """The text of a post once a form came back; what says what it said is not touched.

    A box that did not come back is left as it is. Raises Refused.
    """
    groups, _ = form_of(text, lang, Known())
    refused = []
    for box in list(boxes_of(groups)):
        if box.name not in given or box.shape == "shut":
            continue
        wanted = _given(box, given)
        if wanted == _now(box):
            continue
        try:
            text = _changed(text, _path(box.name), box, wanted)
        except Unwritable:
            refused.append(box.name)
    for name in _gone(given):
        try:
            text = without(text, _path(name))
        except Unwritable:
            refused.append(name)
    if refused:
        raise Refused(refused, text)
    return text


def _gone(given: Mapping[str, str]) -> list[str]:
    """The items to be taken out, the last of each list first."""
    found = [name.removesuffix(GONE) for name in given if name.endswith(GONE) and given[name]]
    return sorted(found, key=lambda name: [part.zfill(6) for part in name.split(".")], reverse=True)


def _now(box: Box) -> str:
    return f"{box.value} {box.hour}".strip() if box.shape == "moment" else _tidy(box, box.value)


def _given(box: Box, given: Mapping[str, str]) -> str:
    value = given[box.name].replace("\r\n", "\n").replace("\r", "\n")
    if box.shape == "moment":
        return f"{value.strip()} {given.get(box.name + HOUR, '').strip()}".strip()
    return _tidy(box, value)


def _tidy(box: Box, value: str) -> str:
    """A value as a browser gives it back: controls of one line know no line ends."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if box.shape == "list":
        return "\n".join(line.strip() for line in value.split("\n") if line.strip())
    if box.shape in ("lines", "long"):
        return value.strip("\n")
    return value.replace("\n", "").strip()


def _path(name: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in name.split("."))


def _changed(text: str, path: Path, box: Box, wanted: str) -> str:
    one = _field(path)
    values = values_of(text)
    top = values.get(str(path[0]))
    if isinstance(top, str) and len(path) == 2 and top:  # « picture: photo.jpg »
        declared = next(field for field in POST.fields if field.key == path[0])
        if path[1] == declared.below[0].key:
            return with_value(text, path[:1], wanted) if wanted else without(text, path[:1])
        if not wanted:
            return text
        return with_value(text, path[:1], {declared.below[0].key: top, str(path[1]): wanted})
    if not wanted:
        return _emptied(text, path, one)
    if one.value is Value.TEXTS:
        return with_texts(text, path, wanted.split("\n"), order=_ORDER)
    at = next((n for n in reversed(range(len(path))) if isinstance(path[n], int)), 0)
    items = _at(values, path[:at]) if at else None
    if isinstance(items, list) and items and path[at] == len(items):  # a new item of a list
        return with_item(text, path[:at], len(items), {str(path[at + 1]): wanted})
    value = wanted == "true" if one.value is Value.FLAG else wanted
    return with_value(text, path, value, order=_ORDER, plain=one.value in _PLAIN)


def _at(values: Yaml, path: Path) -> Yaml:
    for key in path:
        if isinstance(values, dict) and isinstance(key, str):
            values = values.get(key)
        elif isinstance(values, list) and isinstance(key, int) and key < len(values):
            values = values[key]
        else:
            return None
    return values


def _emptied(text: str, path: Path, one: Field) -> str:
    """Nothing said: the key stays where a comment on its line tells what it is for."""
    if one.value is Value.FLAG:
        return with_value(text, path, False, plain=True)
    empty: Yaml = [] if one.value is Value.TEXTS else "" if one.value not in _PLAIN else None
    line = re.search(rf"(?m)^[ \t]*{re.escape(str(path[-1]))}:.*[ \t]#.*$", text)
    if line and len(path) == 1:
        try:
            return with_value(text, path, empty)
        except Unwritable:
            pass
    return without(text, path)


def _field(path: Path) -> Field:
    fields = POST.fields
    found = None
    for key in path:
        if isinstance(key, str):
            found = next(one for one in fields if one.key == key)
            fields = found.below
    assert found is not None
    return found
