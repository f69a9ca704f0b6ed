"""The front matter of a post as a form, made of the declarations that read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from portevoix.fields import Field, Value
from portevoix.posts import KINDS, POST
from portevoix.values import dataclass
from portevoix.workbench.examples import example_in
from portevoix.workbench.frontmatter import values_of
from portevoix.workbench.groups import GROUPS, Group
from portevoix.yaml_text import Yaml

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::00)?)?")  # no form shows seconds
_LONG = frozenset({"message", "description", "question", "alt", "text", "comment"})
_ELSEWHERE = frozenset({"share"})  # the page of networks has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One field of the form, with what is written in it now."""

    name: str  # "picture.alt", "answers.0.comment"
    shape: (
        str  # which control: text, long, lines, list, flag, choice, day, moment, shut, form, forms
    )
    label: str
    help: str = ""
    example: str = ""
    value: str = ""
    hour: str = ""  # of a moment whose day is `value`
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    known: tuple[str, ...] = ()  # values that others posts have
    below: tuple[Box, ...] = ()
    is_new: bool = False  # an item that is not written yet

    @property
    def is_filled(self) -> bool:
        return bool(self.value) or any(one.is_filled for one in self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A group with its boxes."""

    key: str
    title: str
    boxes: tuple[Box, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the site offers for a field, by the field's name: key → label."""

    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    used: Mapping[str, Sequence[str]] = field(default_factory=dict)


def form_of(text: str, lang: str, known: Known) -> tuple[tuple[Filled, ...], tuple[str, ...]]:
    """The groups of the form, and the keys that it leaves as they are.

    Raises Unwritable for a front matter that cannot be read.
    """
    values = values_of(text)
    declared = {one.key: one for one in POST.fields}
    kind = values.get("kind")
    details = [
        Group(
            key="kind",
            title=one.label if one.key == kind else declared[one.key].about,
            fields=(one.key,),
            is_open=one.key == kind,
        )
        for one in KINDS.values()
        if one.key in declared and (one.key == kind or one.key in values)
    ]
    groups = [
        Filled(
            key=group.key,
            title=group.title[lang],
            boxes=tuple(
                _box(declared[key], values.get(key), key, lang, known)
                for key in group.fields
                if key != "published" or key in values
            ),
            is_open=group.is_open
            or any(values.get(key) not in (None, "", []) for key in group.fields),
        )
        for group in (*GROUPS[:2], *details, *GROUPS[2:])
    ]
    left = tuple(key for key in values if key not in declared and key not in _ELSEWHERE)
    return tuple(groups), left


def boxes_of(groups: Sequence[Filled]) -> Iterator[Box]:
    """Every box that holds a value, those below others too."""
    for group in groups:
        yield from _flat(group.boxes)


def _flat(boxes: Sequence[Box]) -> Iterator[Box]:
    for box in boxes:
        if box.below:
            yield from _flat(box.below)
        else:
            yield box


def _box(one: Field, value: Yaml, name: str, lang: str, known: Known) -> Box:
    label, help = _said(one.about[lang])
    if one.below and _is_form(one, value):
        return _form(one, value, name, lang, known, label)
    if one.value is Value.FORMS and (value is None or isinstance(value, list)):
        return _forms(one, value or [], name, lang, known, label)
    choices = _choices(one, name, lang, known)
    written = _written(one, value)
    shape, hour = _shape(one, written, bool(choices)), ""
    if written is None:
        shape, written = "shut", ""
    elif shape == "moment" and (found := _MOMENT.fullmatch(written)):
        written, hour = found[1], found[2] or ""
    if choices and written and written not in dict(choices):
        choices = (*choices, (written, written))  # what is written stays, whatever is known of it
    return Box(
        name=name,
        shape=shape,
        label=label,
        help=help,
        example=example_in(lang, _bare(one.example)),
        value=written,
        hour=hour,
        choices=choices,
        needed=one.needed and "." not in name,
        known=tuple(known.used.get(name, ())),
    )


def _is_form(one: Field, value: Yaml) -> bool:
    if one.value is Value.FORM:
        return value is None or isinstance(value, dict) or (one.or_text and isinstance(value, str))
    return one.value is Value.MOMENT and isinstance(value, dict)  # date: {created, updated}


def _form(one: Field, value: Yaml, name: str, lang: str, known: Known, label: str) -> Box:
    values = value if isinstance(value, dict) else {}
    if isinstance(value, str) and value:
        values = {one.below[0].key: value}
    below = tuple(
        _box(field, values.get(field.key), f"{name}.{field.key}", lang, known)
        for field in one.below
    )
    return Box(name=name, shape="form", label=label, below=below)


def _forms(
    one: Field, values: Sequence[Yaml], name: str, lang: str, known: Known, label: str
) -> Box:
    items = []
    for n, value in enumerate([*values, None]):
        if value is not None and not isinstance(value, dict):
            return Box(name=name, shape="shut", label=label)
        found = value or {}
        below = tuple(
            _box(field, found.get(field.key), f"{name}.{n}.{field.key}", lang, known)
            for field in one.below
        )
        items.append(
            Box(name=f"{name}.{n}", shape="form", label=label, below=below, is_new=value is None)
        )
    return Box(name=name, shape="forms", label=label, below=tuple(items))


def _said(about: str) -> tuple[str, str]:
    """A label and what helps, of what a declaration says in one phrase."""
    label, _, help = about.partition(";")
    if not help:
        label, _, help = about.partition(" : ")
    return _capital(label.strip()), _capital(help.strip())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choices(one: Field, name: str, lang: str, known: Known) -> tuple[tuple[str, str], ...]:
    if name in known.choices:
        return tuple(known.choices[name].items())
    if name == "kind":
        return tuple((kind.key, kind.label[lang]) for kind in KINDS.values())
    for kind in KINDS.values():
        if (detail := kind.detail(name.partition(".")[2])) and name.startswith(f"{kind.key}."):
            return tuple((choice.key, choice.label[lang]) for choice in detail.choices)
    return tuple((choice, choice) for choice in one.choices)


def _written(one: Field, value: Yaml) -> str | None:
    """A value as the form shows it; None for one of another shape, which stays in the text."""
    if value is None:
        return ""
    if one.value is Value.TEXTS:
        items = value if isinstance(value, list) else [value]
        texts = [
            item
            for item in items
            if isinstance(item, str) and "\n" not in item and item.strip() == item and item
        ]
        return "\n".join(texts) if len(texts) == len(items) else None
    if one.value is Value.FLAG:
        if isinstance(value, bool):
            return "true" if value else ""
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return None
    return value


def _shape(one: Field, value: str | None, has_choices: bool) -> str:
    if one.value is Value.TEXTS:
        return "list"
    if one.value is Value.FLAG:
        return "flag"
    if has_choices:
        return "choice"
    if one.value is Value.DAY and (not value or _DAY.fullmatch(value)):
        return "day"
    if one.value is Value.MOMENT and (not value or _MOMENT.fullmatch(value)):
        return "moment"
    if one.value is Value.LINES or "\n" in (value or ""):
        return "lines"
    return "long" if one.key in _LONG else "text"


def _bare(example: str) -> str:
    """An example as a person types it in a form: without what only YAML needs."""
    inside = example.strip('"').strip("[]")
    if '.", "' in inside:  # sentences, each whole: no comma after a full stop
        return inside.replace('", "', " / ").strip('"')
    return inside.replace('", "', ", ").strip('"')
