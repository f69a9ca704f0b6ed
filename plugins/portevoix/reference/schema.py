"""JSON Schemas (2020-12) of mkdocs.yml and of a post's front matter, for editors that complete and
check what people type."""

from __future__ import annotations

from typing import Any

import yaml

from portevoix.fields import Field, Value
from portevoix.networks import NETWORKS
from portevoix.paths import told_file
from portevoix.posts import POST
from portevoix.settings import CHARTER, RESONANCE

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# YAML reads an unquoted day, hour or number as something else than text.
_PLAIN = ["string", "number", "boolean", "null"]
_TYPES: dict[Value, Schema] = {
    Value.TEXT: {"type": _PLAIN},
    Value.LINES: {"type": _PLAIN},
    Value.TEXTS: {"type": ["array", *_PLAIN], "items": {"type": _PLAIN}},
    Value.FLAG: {"type": ["boolean", "null"]},
    Value.NUMBER: {"type": ["integer", "null"]},
    Value.CHOICE: {},
    Value.DAY: {"type": _PLAIN},
    Value.MOMENT: {"type": _PLAIN},
    Value.HOUR: {"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"},
    Value.ZONE: {"type": "string"},
    Value.COLOUR: {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
    Value.ADDRESS: {"type": ["string", "null"]},
    Value.FILE: {"type": ["string", "null"]},
}


def settings_schema(lang: str) -> Schema:
    """Of a whole mkdocs.yml: MkDocs' own keys are left to MkDocs."""
    ours = {
        "portevoix/resonance": _object(RESONANCE.fields, lang),
        "portevoix/charter": _object(CHARTER.fields, lang),
    }
    by_name = {"type": "object", "properties": {name: _or_empty(one) for name, one in ours.items()}}
    return {
        "$schema": DIALECT,
        "title": RESONANCE.title[lang],
        "type": "object",
        "properties": {
            "plugins": {
                "anyOf": [
                    by_name,
                    {"type": "array", "items": {"anyOf": [{"type": "string"}, by_name]}},
                ]
            }
        },
    }


def post_schema(lang: str) -> Schema:
    """Of a post's front matter; what other programs read there may stay."""
    return {
        "$schema": DIALECT,
        "title": POST.title[lang],
        **_object(POST.fields, lang),
        "additionalProperties": True,
    }


def _object(fields: tuple[Field, ...], lang: str) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": {one.key: _field(one, lang) for one in fields},
        "additionalProperties": False,
    }
    return found


def _field(one: Field, lang: str) -> Schema:
    found: Schema = {"description": one.about[lang], **_shape(one, lang)}
    if one.default:
        found["default"] = yaml.safe_load(told_file(one.default, lang))
    if one.example and one.value in (Value.TEXT, Value.CHOICE, Value.COLOUR, Value.ADDRESS):
        found["examples"] = [str(yaml.safe_load(one.example))]
    return found


def _shape(one: Field, lang: str) -> Schema:
    if one.value is Value.CHOICE:
        return {"enum": [*one.choices, None]}
    if one.value is Value.FORMS:
        return {"type": ["array", "null"], "items": _object(one.below, lang)}
    if one.value is Value.NAMED:
        return {"type": ["object", "null"], **_named(one, lang)}
    if one.value is Value.FORM or one.below:
        shape = _object(one.below, lang)
        other = _PLAIN if one.or_text or one.value is not Value.FORM else ["null"]
        return {"anyOf": [shape, {"type": other}]}
    return dict(_TYPES[one.value])


def _named(one: Field, lang: str) -> Schema:
    if one.choices:
        return {"additionalProperties": {"enum": list(one.choices)}}
    if one.key == "share":
        value = {"anyOf": [{"type": ["string", "boolean"]}, _object(one.below, lang)]}
        return {"properties": dict.fromkeys(NETWORKS, value)}
    return {}


def _or_empty(shape: Schema) -> Schema:
    return {"anyOf": [shape, {"type": "null"}]}
