"""What is due or late, each thing with the page of the workbench where it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from portevoix.alerts import Alert
from portevoix.building.outlook import due_alerts
from portevoix.building.planned import Ahead, ahead_of, staff_file
from portevoix.digests import digest
from portevoix.doors import typed
from portevoix.inbox import Tray
from portevoix.language import say
from portevoix.posts import shown
from portevoix.results import (
    Results,
    enter_result,
    is_known,
    line_of,
    read_given,
    read_target,
    read_verdict,
    say_result,
)
from portevoix.sources.measured import all_results
from portevoix.values import dataclass
from portevoix.workbench.answers import counter
from portevoix.workbench.calendar import markdown_of
from portevoix.workbench.desk import Workbench
from portevoix.workbench.manuscripts import posts_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The result of a post that is waited for, entered where it is told."""

    slug: str
    indicator: str
    target: str  # "" for none
    known: str  # names the result that is entered already; "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """What is due, and the page of the workbench where it is done."""

    alert: Alert
    path: str = ""  # with slashes; "" where the workbench has no page for it
    anchor: str = ""
    wanted: Wanted | None = None


def gestures(desk: Workbench) -> tuple[Gesture, ...]:
    """What is due or late, the gravest first. Raises DiagnosticsError."""
    file = staff_file(desk.config)
    now = ahead_of(file, desk.running.chosen.now, desk.home, markdown_of)
    names, sources = _names(desk, now), now.sources
    if (
        not sources.tray.used
    ):  # of a site without a staff site, who opens the workbench is the staff
        sources = replace(sources, tray=Tray(waiting=counter(desk).waiting()))
    return tuple(_gesture(desk, one, names, now) for one in due_alerts(sources, now.plan))


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


def _gesture(desk: Workbench, one: Alert, names: dict[str, str], now: Ahead) -> Gesture:
    kind, _, about = one.id.partition("/")
    places = now.configuration.site.names
    if one.path.startswith(places.inbox):
        anchor = f"m-{about}" if kind == "danger" else ""
        return Gesture(alert=one, path="/boite", anchor=anchor)
    slug, _, network = about.rpartition("/")
    if kind.startswith("text-") and slug in names:
        return Gesture(alert=one, path="/calendrier", anchor=f"t-{slug}-{network}")
    if kind == "review" and about in names:
        return Gesture(alert=one, path=f"/billets/{names[about]}", wanted=_wanted(desk, about, now))
    file = one.place.replace("\\", "/").partition(":")[0]
    if file in names:
        return Gesture(alert=one, path=f"/billets/{names[file]}")
    charter = now.configuration.charter
    if charter is not None and Path(file).parent.name == charter.name:
        return Gesture(alert=one, path=f"/charte/{Path(file).name}")
    return Gesture(alert=one, path="/calendrier" if one.path.startswith(places.calendar) else "")


def _wanted(desk: Workbench, slug: str, now: Ahead) -> Wanted | None:
    post = next((one for one in now.sources.shelf.posts if one.slug == slug), None)
    measure = post.intention.measure if post else None
    if measure is None:
        return None
    known = _known(now, desk, slug)[1]
    return Wanted(slug=slug, indicator=measure.indicator, target=measure.target, known=known)


def _known(now: Ahead, desk: Workbench, slug: str) -> tuple[Results, str]:
    """All results, and the name of the last one of a post."""
    results, _ = all_results(now.configuration, desk.home)
    last = results.result(slug)
    return results, digest(last.at, last.value, last.number) if last else ""


def enter(
    desk: Workbench, slug: str, said: str, verdict: str, note: str, seen: str
) -> tuple[str, ...]:
    """Write the result of a post into the results file; what keeps it from being written, in words.
    `seen` names the result that the page knew.

    Raises DiagnosticsError for files that cannot be read, Busy while another writes.
    """
    now = ahead_of(staff_file(desk.config), desk.running.chosen.now, desk.home, markdown_of)
    configuration, lang = now.configuration, now.site.lang
    post = next((one for one in now.sources.shelf.posts if one.slug == slug), None)
    given, judged = read_given(said, lang), read_verdict(verdict) if verdict else ""
    if post is None or judged is None:
        return (say(lang, "workbench.no_page"),)
    if given is None:
        return (say(lang, "results.bad_number", value=said[:40]),)
    measure = post.intention.measure
    target = measure.target if measure else ""
    if wording := given.unfit(read_target(target, post.lang)):
        return tuple(say(lang, one, target=target) for one in (wording, f"{wording}_do"))
    known, last = _known(now, desk, slug)
    at = date(now.now.year, now.now.month, now.now.day)
    line = line_of(slug, at, given, verdict=judged, note=[note])
    if last not in ("", seen) and not is_known(line, known) and (other := known.result(slug)):
        there = say_result(other, lang)
        command = f"{typed('result', now.site)} {slug} {said}"
        return (say(lang, "workbench.result_there", value=there, command=command),)
    enter_result(configuration.file.parent / configuration.results.file, line, known, lang)
    return ()
