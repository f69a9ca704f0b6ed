"""How each profile spaces its signs and curves its apostrophes: the one home of it."""

from portevoix.typography.edits import Edit, applied, edits
from portevoix.typography.plain import plain
from portevoix.typography.setting import (
    bind,
    grouped,
    typeset,
    typeset_markdown,
    typeset_message,
    unbroken_hours,
)
from portevoix.typography.spacing import (
    NARROW,
    NO_BREAK,
    SPACES,
    SPACINGS,
    Spacing,
    profile_of,
    spacing_of,
)

__all__ = [
    "NARROW",
    "NO_BREAK",
    "SPACES",
    "SPACINGS",
    "Edit",
    "Spacing",
    "applied",
    "bind",
    "edits",
    "grouped",
    "plain",
    "profile_of",
    "spacing_of",
    "typeset",
    "typeset_markdown",
    "typeset_message",
    "unbroken_hours",
]
