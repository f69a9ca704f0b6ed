"""The table of panels: what the workbench shows, in the order of its menu."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.workbench.web.calendar import CALENDAR
from portevoix.workbench.web.charter import CHARTER
from portevoix.workbench.web.editor import POSTS
from portevoix.workbench.web.illustrating import PICTURES
from portevoix.workbench.web.inbox import INBOX
from portevoix.workbench.web.networks import NETWORKS
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.web.posts import BIN
from portevoix.workbench.web.starting import STARTING
from portevoix.workbench.web.today import TODAY
from portevoix.workbench.web.versions import VERSIONS

PANELS = (POSTS, NETWORKS, PICTURES, TODAY, CALENDAR, INBOX, CHARTER, VERSIONS, BIN, STARTING)


def doors() -> Iterator[tuple[Panel, Door]]:
    for panel in PANELS:
        for door in panel.doors:
            yield panel, door
