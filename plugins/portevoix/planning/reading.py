"""The options `planning` of mkdocs.yml → Planning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import regex

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.form import Form
from portevoix.moments import read_moment
from portevoix.planning.holidays_of import DEFAULT, knows
from portevoix.planning.settings import Pause, Planning, Slot
from portevoix.site import Site

DAYS: Mapping[str, tuple[int, ...]] = {
    **{
        name: (n,)
        for names in (
            "lundi mardi mercredi jeudi vendredi samedi dimanche",
            "monday tuesday wednesday thursday friday saturday sunday",
        )
        for n, name in enumerate(names.split())
    },
    **dict.fromkeys(("jour", "chaque jour", "daily", "every day"), tuple(range(7))),
    **dict.fromkeys(("semaine", "en semaine", "weekdays"), tuple(range(5))),
}
_HOUR = r"(\d{1,2})[ \u00a0\u202f]?(?:[h:][ \u00a0\u202f]?(\d\d)?)"
_SLOT = regex.compile(rf"(?P<day>[^\d]+?)(?:[, ]+(?:à|at))?[, ]+{_HOUR}", regex.IGNORECASE)
_CLOCK = regex.compile(_HOUR)
_SPAN = regex.compile(rf"(?:de )?{_HOUR}\s*(?:-|–|à|to)\s*{_HOUR}")
# A day that nobody can read is no reason: whoever wrote it meant from when on.
_LIKE_A_DAY = regex.compile(
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?\b|\d{1,2}(?:er)? \p{L}+ \d{4}\b"
    r"|(?:hier|demain|aujourd[’']hui|maintenant|yesterday|tomorrow|today|now)$",
    regex.IGNORECASE,
)
_PAUSED = regex.compile(
    r"(\d{4}-\d\d-\d\d(?:[T ]\d{1,2}(?::|\s?h\s?)\d\d(?:[+-]\d\d:?\d\d|Z)?)?)[ ,:]*(.*)"
)


def read_planning(options: Form | None, site: Site, networks: Collection[str]) -> Planning:
    """Raises DiagnosticsError with every mistake; what is missing has its default."""
    if options is None:
        return Planning()
    diagnostics = Diagnostics(site.lang)
    form = Form(
        *(options.values, options.lines, options.file, diagnostics),
        *(options.prefix, options.origins),
    )
    planning = Planning(
        since=form.day("since"),
        slots=_slots(form, networks),
        quiet=_quiet(form),
        quiet_days=frozenset(_days(form)),
        place=_place(form, site),
        closed=_dated(form, "closed"),
        sensitive=_dated(form, "sensitive"),
        per_day=form.number("per_day", 0, most=50),
        spacing=timedelta(minutes=form.number("spacing", 0, most=7 * 24 * 60)),
        pause=_pause(form, site),
        pauses=tuple(_over(form, site)),
    )
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return planning


def _slots(form: Form, networks: Collection[str]) -> dict[str, tuple[Slot, ...]]:
    below = form.form("slots")
    found: dict[str, tuple[Slot, ...]] = {}
    for key in below.values if below else ():
        assert below is not None
        if key not in networks:
            below.choice_of(key, key, networks, "planning.unknown_network")
        slots: set[Slot] = set()
        for n, text in enumerate(below.texts(key)):
            some = read_slot(text)
            if not some:
                below.wrong(f"{key}.{n}", "planning.bad_slot", value=text[:80])
            slots.update(some)
        found[key] = tuple(sorted(slots))
    return found


def read_slot(text: str) -> tuple[Slot, ...]:
    """« mardi 9 h 30 », “weekdays 12:00”; none for what is neither."""
    match = _SLOT.fullmatch(text.strip())
    if match is None:
        return ()
    days = DAYS.get(" ".join(match["day"].casefold().removesuffix("s").split())) or DAYS.get(
        " ".join(match["day"].casefold().split()), ()
    )
    hour = _clock(match[2], match[3])
    return tuple(Slot(weekday=day, hour=hour) for day in days) if hour else ()


def _clock(hour: str, minute: str | None) -> time | None:
    h, m = int(hour), int(minute or 0)
    return time(h, m) if h < 24 and m < 60 else None


def _quiet(form: Form) -> tuple[time, time] | None:
    text = form.text("quiet_hours")
    if not text:
        return None
    match = _SPAN.fullmatch(text.strip())
    start = _clock(match[1], match[2]) if match else None
    end = _clock(match[3], match[4]) if match else None
    if start is None or end is None or start == end:
        form.wrong("quiet_hours", "planning.bad_hours", value=text[:80])
        return None
    return start, end


def _days(form: Form) -> list[int]:
    found: list[int] = []
    for n, text in enumerate(form.texts("quiet_days")):
        days = DAYS.get(text.casefold().strip())
        if days is None:
            form.wrong(f"quiet_days.{n}", "planning.bad_day", value=text[:80])
        found += days or ()
    return found


def _place(form: Form, site: Site) -> str:
    value = form.values.get("holidays")
    if value is False:
        return ""
    if value is None or value is True:
        return DEFAULT.get(site.profile, "")
    text = form.text("holidays").upper()
    if text and not knows(text):
        form.wrong("holidays", "planning.bad_place", value=text[:40])
        return ""
    return text


def _dated(form: Form, key: str) -> dict[date, str]:
    """Days and why, written as `2026-12-24: Bureaux fermés`."""
    below = form.form(key)
    found: dict[date, str] = {}
    for written in below.values if below else ():
        assert below is not None
        day: Any = Form({"": written}, {}, form.file, Diagnostics(form.diagnostics.lang)).day("")
        if day is None:
            below.wrong(written, "planning.bad_date", value=written[:40])
        else:
            found[day] = below.text(written)
    return found


def _pause(form: Form, site: Site) -> Pause | None:
    text = form.text("pause")
    if not text or form.values.get("pause") is False:
        return None
    since, reason = read_pause(text, site)
    if since is None and (dated := _LIKE_A_DAY.match(reason)):
        form.wrong("pause", "planning.bad_since", value=dated[0][:40])
    return Pause(reason=reason, since=since)


def read_pause(text: str, site: Site) -> tuple[datetime | None, str]:
    """« 2026-11-27 14:05 Inondation » → since when, and why."""
    match = _PAUSED.fullmatch(text.strip())
    since = read_moment(match[1], site.zone, time(0)) if match else None
    if match is None or since is None:
        return None, "" if text.casefold() in ("true", "oui", "yes") else text
    return since, match[2].strip()


def _over(form: Form, site: Site) -> list[Pause]:
    found = []
    for one in form.forms("past_pauses"):
        since = one.moment("from", site.zone, time(0))
        until = one.moment("until", site.zone, time(0))
        if since is None or until is None or until < since:
            one.wrong("until", "planning.bad_pause")
            continue
        found.append(
            Pause(
                reason=one.text("reason"),
                since=since,
                until=until,
                keep=frozenset(one.texts("keep")),
                drop=frozenset(one.texts("drop")),
                move=frozenset(one.texts("move")),
            )
        )
    return found
