"""What people may write, declared once: readers take their keys from here, and so do the messages
about unknown ones, the reference of settings and the JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from portevoix.form import Form
from portevoix.language import Words
from portevoix.near import nearest
from portevoix.values import dataclass

if TYPE_CHECKING:
    from portevoix.yaml_text import Yaml


class Value(StrEnum):
    """How the value of a field is written."""

    TEXT = "text"
    LINES = "lines"  # text whose line ends count
    TEXTS = "texts"  # a list of texts; one text is a list of one
    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"
    DAY = "day"
    MOMENT = "moment"  # a day, or a day and an hour
    HOUR = "hour"
    ZONE = "zone"
    COLOUR = "colour"
    ADDRESS = "address"
    FILE = "file"
    FORM = "form"  # a mapping with the fields below
    FORMS = "forms"  # a list of such mappings
    NAMED = "named"  # a mapping whose keys people choose; each value has the fields below, if any


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    key: str
    value: Value
    about: Words
    default: str = ""  # as YAML writes it; "" for none
    example: str = ""  # the same; for a mapping, its first line of fields shows it
    choices: tuple[str, ...] = ()
    below: tuple[Field, ...] = ()
    or_text: bool = False  # whether one text may stand for the whole mapping
    or_flag: bool = False  # whether true or false may
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The fields of one kind of file, or of one place in it."""

    key: str
    title: Words
    file: str  # where people write them
    fields: tuple[Field, ...]
    elsewhere: frozenset[str] = frozenset()  # keys that others read, and we do not

    @property
    def names(self) -> tuple[str, ...]:
        return names(self.fields)


def names(fields: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(one.key for one in fields)


def field_of(fields: tuple[Field, ...], key: str) -> Field:
    """The field of that key. Raises KeyError."""
    return {one.key: one for one in fields}[key]


def below(section: Section, key: str) -> tuple[str, ...]:
    """The names of the fields below a field of a section."""
    return names(field_of(section.fields, key).below)


def walk(fields: tuple[Field, ...], path: str = "") -> Iterator[tuple[str, Field]]:
    """Every field with its path, « organisation.accounts.url », those of chosen names under `*`."""
    for one in fields:
        here = f"{path}{one.key}"
        yield here, one
        yield from walk(one.below, f"{here}.*." if one.value is Value.NAMED else f"{here}.")


def refuse_unknown(
    form: Form, fields: tuple[Field, ...], *, but: frozenset[str] = frozenset()
) -> None:
    """A mistake for each key, here and below, that nothing reads: with the nearest that something
    does."""
    _look(form, fields, but, stops=True)


# What an empty value would leave to a default that nobody sees: the hours of another country, another profile.
_SILENT = frozenset({Value.ZONE, Value.CHOICE, Value.HOUR, Value.COLOUR})


def refuse_empty(form: Form, fields: tuple[Field, ...]) -> None:
    """A mistake for each of `fields`, here and below, that is written and says nothing."""
    known = {one.key: one for one in fields}
    for key, value in form.values.items():
        one = known.get(key)
        if one is None:
            continue
        if one.value in _SILENT and (
            value is None or (isinstance(value, str) and not value.strip())
        ):
            form.wrong(key, "configuration.empty", example=one.example or one.default)
        for below in _below(form, one, value):
            refuse_empty(below, one.below)


def _nothing(key: str, value: Yaml) -> str:
    return ""


def note_unknown(
    form: Form,
    fields: tuple[Field, ...],
    *,
    but: frozenset[str] = frozenset(),
    grave: frozenset[str] = frozenset(),
    meant: Callable[[str, Yaml], str] = _nothing,
) -> None:
    """A notice for each such key below; at the top only for those that look mistyped: people bring
    front matter of other programs along.

    One that looks like a key of `grave`, or that `meant` knows for one, is a mistake: what it says must
    not go unheard.
    """
    _look(form, fields, but, stops=False, grave=grave, meant=meant)


def _look(
    form: Form,
    fields: tuple[Field, ...],
    but: frozenset[str],
    *,
    stops: bool,
    grave: frozenset[str] = frozenset(),
    meant: Callable[[str, Yaml], str] = _nothing,
    depth: int = 0,
) -> None:
    known = {one.key: one for one in fields}
    for key, value in form.values.items():
        one = known.get(key)
        if one is None:
            if key not in but:
                near = meant(key, value) or nearest(key, known)
                _tell(form, key, near, tuple(known), stops or near in grave, stops or depth > 0)
            continue
        for below in _below(form, one, value):
            _look(below, one.below, but, stops=stops, depth=depth + 1)


def _below(form: Form, one: Field, value: Yaml) -> Iterator[Form]:
    """The mappings under a field that has fields of its own."""
    if not one.below:
        return
    if one.value is Value.NAMED and isinstance(value, dict):
        inner = form.below(one.key, value)
        yield from (
            inner.below(name, item) for name, item in value.items() if isinstance(item, dict)
        )
    elif isinstance(value, dict):
        yield form.below(one.key, value)
    elif isinstance(value, list):
        yield from (
            form.below(f"{one.key}.{n}", item)
            for n, item in enumerate(value)
            if isinstance(item, dict)
        )


def _tell(
    form: Form, key: str, near: str, known: tuple[str, ...], stops: bool, always: bool
) -> None:
    path = form.prefix + key
    say = form.diagnostics.mistake if stops else form.diagnostics.notice
    if near:
        say(*form.place(key), "form.mistyped", key=path, near=near)
    elif always:
        say(*form.place(key), "form.unread", key=path, known=", ".join(known))
