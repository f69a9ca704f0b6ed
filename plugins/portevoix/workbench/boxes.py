"""The front matter of a post as a form, made of the declarations that read it; and back into its
text, where only what somebody changed is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portevoix.fields import Field, Value
from portevoix.language import Words
from portevoix.posts import KINDS, POST
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

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?")
_LONG = frozenset({"message", "description", "question", "alt", "text", "comment"})
_PLAIN = frozenset(
    {Value.CHOICE, Value.DAY, Value.MOMENT, Value.NUMBER, Value.HOUR, Value.ZONE, Value.FLAG}
)
HOUR, GONE = "~heure", "~retirer"  # ends of names: the hour of a moment, an item that goes
_ORDER = POST.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    key: str
    title: Words
    fields: tuple[str, ...]
    is_open: bool = False  # shown open though nothing is written in it


# The order in which people are asked; what a kind alone has comes after the second.
GROUPS = (
    Group(
        key="start",
        title=Words("Le billet", "The post"),
        fields=("title", "date", "draft", "kind"),
        is_open=True,
    ),
    Group(
        key="says",
        title=Words("Ce qu’il dit ailleurs", "What it says elsewhere"),
        fields=("message", "description", "points", "question", "hashtags", "objective"),
        is_open=True,
    ),
    Group(key="call", title=Words("Le geste demandé", "What you ask for"), fields=("call",)),
    Group(key="picture", title=Words("L’image", "The picture"), fields=("picture",)),
    Group(
        key="filed",
        title=Words("Où il se range", "Where it is filed"),
        fields=("authors", "categories", "tags", "lang", "translation_of", "audience"),
    ),
    Group(key="measure", title=Words("La mesure", "The measure"), fields=("measure",)),
    Group(
        key="answers",
        title=Words("Les réponses prévues", "Expected comments"),
        fields=("answers",),
    ),
    Group(
        key="life",
        title=Words("Adresse et durée", "Address and time"),
        fields=("slug", "aliases", "updated", "expires", "published"),
    ),
)
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
        example=_bare(one.example),
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
    return example.strip('"').strip("[]").replace('", "', ", ").strip('"')


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
