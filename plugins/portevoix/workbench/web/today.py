"""« À faire »: what is due or late, each a step from where it is done."""

from __future__ import annotations

from starlette.responses import Response

from portevoix.dates import long_date
from portevoix.workbench.due import Gesture, gestures
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panels import Door, Panel


def show(asked: Asked) -> Response:
    found = gestures(asked.desk)
    late = [one for one in found if one.alert.late or one.alert.grave or one.alert.danger]
    coming = [one for one in found if one not in late]
    return asked.page(
        "today.html",
        groups=[(key, some) for key, some in (("late", late), ("coming", coming)) if some],
        address=lambda one: _address(asked, one),
        day=lambda one: long_date(one.alert.due, asked.lang),
    )


def _address(asked: Asked, one: Gesture) -> str:
    if not one.path:
        return ""
    return f"{asked.url(one.path)}#{one.anchor}" if one.anchor else asked.url(one.path)


TODAY = Panel(
    key="today",
    path="/a-faire",
    word="workbench.today",
    doors=(Door(path="/a-faire", get=show),),
)
