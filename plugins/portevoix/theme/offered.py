"""Which names of a context templates may use."""

from __future__ import annotations

from dataclasses import fields

Names = dict[str, object]
_NOT_FOR_TEMPLATES = frozenset({"build", "frame", "names", "values", "url"})


def offered(context: type) -> tuple[str, ...]:
    """The names of a context that templates may use, in order."""
    named = {*vars(context), *(one.name for one in fields(context))}
    return tuple(
        sorted(one for one in named if one not in _NOT_FOR_TEMPLATES and not one.startswith("_"))
    )
