"""The Jinja environment of our templates: every value is escaped, every name must be given."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portevoix.theme.compiled import Compiled
from portevoix.theme.look import GUEST, TEMPLATES

_COMPILED = Compiled(TEMPLATES.parent)  # by the content of each template


def environment(overrides: Path | None) -> Environment:
    """Our templates, those of an organisation's `overrides` before them."""
    return Environment(
        loader=FileSystemLoader([overrides, TEMPLATES] if overrides else [TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a template edited in the middle of a build waits for the next
        bytecode_cache=_COMPILED,
    )


def guest_environment() -> Environment:
    """The templates of pieces that stand on pages of another look."""
    return Environment(
        loader=FileSystemLoader([GUEST, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )


def borrow(ours: Environment, theirs: Environment) -> Environment:
    """Offer an organisation's templates what the host and its plugins offer: the filters, tests,
    globals and tags of `theirs`."""
    for name, extension in theirs.extensions.items():
        if name not in ours.extensions:
            ours.add_extension(type(extension))
    ours.filters.update(theirs.filters)
    ours.tests.update(theirs.tests)
    ours.globals.update(theirs.globals)
    return ours
