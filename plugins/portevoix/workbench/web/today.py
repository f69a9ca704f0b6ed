"""« À faire »: what is due or late, each a step from where it is done."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from portevoix.dates import long_date
from portevoix.diagnostics import DiagnosticsError
from portevoix.locking import Busy
from portevoix.results import SAID
from portevoix.text import one_line
from portevoix.workbench import due
from portevoix.workbench.due import Gesture, gestures
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel

_FIELDS = ("post", "value", "verdict", "note", "seen")
_MOST = 1_000  # characters


def show(asked: Asked) -> Response:
    return _page(asked)


def _page(
    asked: Asked,
    status: int = 200,
    wrong: tuple[str, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = gestures(asked.desk)
    late = [one for one in found if one.alert.late or one.alert.grave or one.alert.danger]
    coming = [one for one in found if one not in late]
    return asked.page(
        "today.html",
        status,
        wrong=wrong,
        typed=typed or {},
        verdicts=SAID,
        waited={one.wanted.slug for one in found if one.wanted},
        groups=[(key, some) for key, some in (("late", late), ("coming", coming)) if some],
        address=lambda one: _address(asked, one),
        day=lambda one: long_date(one.alert.due, asked.lang),
    )


def enter(asked: Asked) -> Response:
    """The result of a post, into the results file."""
    typed = {key: one_line(str(asked.form.get(key, "")))[:_MOST] for key in _FIELDS}
    try:
        wrong = due.enter(asked.desk, typed["post"], *(typed[key] for key in _FIELDS[1:]))
    except DiagnosticsError as found:
        wrong = tuple(f"{one.what} {one.do}" for one in found.mistakes)
    except Busy:
        wrong = tuple(asked.say(f"results.busy{end}") for end in ("", "_do"))
    if wrong:
        return _page(asked, 422, wrong, typed)
    asked.desk.running.stir()
    return asked.go("/a-faire", "workbench.said_result")


def _address(asked: Asked, one: Gesture) -> str:
    if not one.path:
        return ""
    return f"{asked.url(one.path)}#{one.anchor}" if one.anchor else asked.url(one.path)


TODAY = Panel(
    key="today",
    path="/a-faire",
    word="workbench.today",
    doors=(Door(path="/a-faire", get=show), Door(path="/a-faire-resultat", post=enter)),
)
