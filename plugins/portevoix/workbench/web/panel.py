"""A panel of the workbench, and the addresses that it answers."""

from __future__ import annotations

from portevoix.values import dataclass
from portevoix.workbench.web.asked import Handler
from portevoix.workbench.web.guard import MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One address and what answers there; a handler runs in a thread of its own."""

    path: str  # as Starlette writes it: "/billets/{name:path}"
    get: Handler | None = None
    post: Handler | None = None
    most: int = MOST  # bytes of a body; more than the usual only where the path has no blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    key: str
    path: str
    word: str = ""  # key of its word in the menu; "" for none
    doors: tuple[Door, ...] = ()
    first: bool = False  # what is shown while there is no mkdocs.yml
