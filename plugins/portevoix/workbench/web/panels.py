"""The table of panels: what the workbench shows, in the order of its menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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


def panels() -> tuple[Panel, ...]:
    # Each panel knows `Panel`.
    from portevoix.workbench.web.calendar import CALENDAR
    from portevoix.workbench.web.charter import CHARTER
    from portevoix.workbench.web.editor import POSTS
    from portevoix.workbench.web.illustrating import PICTURES
    from portevoix.workbench.web.inbox import INBOX
    from portevoix.workbench.web.networks import NETWORKS
    from portevoix.workbench.web.posts import BIN
    from portevoix.workbench.web.starting import STARTING
    from portevoix.workbench.web.today import TODAY
    from portevoix.workbench.web.versions import VERSIONS

    return (POSTS, NETWORKS, PICTURES, TODAY, CALENDAR, INBOX, CHARTER, VERSIONS, BIN, STARTING)


def doors() -> Iterator[tuple[Panel, Door]]:
    for panel in panels():
        for door in panel.doors:
            yield panel, door
