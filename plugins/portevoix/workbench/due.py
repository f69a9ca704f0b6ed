"""What is due or late, each thing with the page of the workbench where it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from portevoix.alerts import Alert
from portevoix.building.outlook import due_alerts
from portevoix.building.planned import Ahead, ahead_of, staff_file
from portevoix.inbox import Tray
from portevoix.posts import shown
from portevoix.workbench.answers import counter
from portevoix.workbench.calendar import markdown_of
from portevoix.workbench.desk import Workbench
from portevoix.workbench.manuscripts import posts_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """What is due, and the page of the workbench where it is done."""

    alert: Alert
    path: str = ""  # with slashes; "" where the workbench has no page for it
    anchor: str = ""


def gestures(desk: Workbench) -> tuple[Gesture, ...]:
    """What is due or late, the gravest first. Raises DiagnosticsError."""
    file = staff_file(desk.config)
    now = ahead_of(file, desk.running.chosen.now, desk.home, markdown_of)
    names, sources = _names(desk, now), now.sources
    if (
        not sources.tray.used
    ):  # of a site without a staff site, who opens the workbench is the staff
        sources = replace(sources, tray=Tray(waiting=counter(desk).waiting()))
    return tuple(_gesture(one, names, now) for one in due_alerts(sources, now.plan))


def _names(desk: Workbench, now: Ahead) -> dict[str, str]:
    """How the workbench calls the file of each post: by its place from the project's folder, and by its
    slug."""
    folder = posts_folder(desk)
    found = {}
    for post in now.sources.shelf.posts:
        file = Path(now.sources.shelf.files[post.file])
        if file.is_relative_to(folder):
            name = file.relative_to(folder).as_posix()
            found[shown(file, desk.home)] = found[post.slug] = name
    return found


def _gesture(one: Alert, names: dict[str, str], now: Ahead) -> Gesture:
    kind, _, about = one.id.partition("/")
    places = now.configuration.site.names
    if one.path.startswith(places.inbox):
        anchor = f"m-{about}" if kind == "danger" else ""
        return Gesture(alert=one, path="/boite", anchor=anchor)
    slug, _, network = about.rpartition("/")
    if kind.startswith("text-") and slug in names:
        return Gesture(alert=one, path="/calendrier", anchor=f"t-{slug}-{network}")
    file = one.place.replace("\\", "/").partition(":")[0]
    if file in names:
        return Gesture(alert=one, path=f"/billets/{names[file]}")
    charter = now.configuration.charter
    if charter is not None and Path(file).parent.name == charter.name:
        return Gesture(alert=one, path=f"/charte/{Path(file).name}")
    return Gesture(alert=one, path="/calendrier" if one.path.startswith(places.calendar) else "")
