"""Every field that people may write, from the declarations that readers read by: a setting that lands is
tried from that day on."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.fields import Field, Value
from portevoix.reference import SECTIONS

# A name that people may choose.
_NAMED = {
    "imports": "meta",
    "exports": "publer",
    "nodes": "depart",
    "publish": "en-ligne",
    "share": "x",
    "networks": "x",
    "objectives": "informer",
    "hashtags": "eau",
}


def _paths(fields: tuple[Field, ...], above: str = "") -> Iterator[str]:
    for one in fields:
        here = f"{above}{one.key}"
        yield here
        if one.value is Value.NAMED:
            named = f"{here}.{_NAMED.get(one.key, 'autre')}"
            yield named
            yield from _paths(one.below, f"{named}.")
        else:
            yield from _paths(one.below, f"{here}.0." if one.value is Value.FORMS else f"{here}.")


PATHS = {section.key: tuple(_paths(section.fields)) for section in SECTIONS}
