"""The fields that say what a post is for: objective, call, measure, picture, texts of networks."""

from __future__ import annotations

import re

from portevoix.form import Form
from portevoix.posts.known import Known
from portevoix.posts.post import (
    CENTRE,
    Call,
    Intention,
    Measure,
    Picture,
    Share,
)


def read_intention(form: Form, allowed: tuple[str, ...]) -> Intention:
    if isinstance(form.values.get("objective"), list):
        form.wrong("objective", "posts.one_objective")
    objective = ""
    if isinstance(form.values.get("objective"), str):
        objective = form.choice("objective", allowed) if allowed else form.text("objective")
    call = measure = None
    if below := form.form("call"):
        call = Call(text=below.text("text"), url=below.address("url"), until=below.day("until"))
    if below := form.form("measure"):
        measure = Measure(
            indicator=below.text("indicator"),
            target=below.text("target"),
            review_on=below.day("review_on"),
        )
    return Intention(message=form.text("message"), objective=objective, call=call, measure=measure)


def read_picture(form: Form) -> Picture | None:
    if isinstance(form.values.get("picture"), str):
        return Picture(file=form.text("picture"))
    below = form.form("picture")
    if below is None:
        return None
    if not below.text("file"):
        form.wrong("picture", "posts.picture_no_file")
        return None
    return Picture(
        file=below.text("file"),
        alt=below.text("alt"),
        decorative=below.flag("decorative"),
        credit=below.text("credit"),
        licence=below.text("licence"),
        people=below.choice("people", ("none", "crowd", "recognisable")),
        minors=below.flag("minors"),
        consent=below.text("consent"),
        consent_until=below.day("consent_until"),
        focus=_focus(below),
    )


_FOCUS = re.compile(r"(100|\d?\d)\s*%?[\s,]+(100|\d?\d)\s*%?")


def _focus(form: Form) -> tuple[int, int]:
    said = form.text("focus")
    found = _FOCUS.fullmatch(said)
    if found:
        return int(found[1]), int(found[2])
    if said:
        form.wrong("focus", "posts.bad_focus", value=said[:80])
    return CENTRE


def read_share(form: Form, known: Known) -> dict[str, Share]:
    """Per network: a text, false, or {text, at}."""
    below = form.form("share")
    if below is None:
        return {}
    found: dict[str, Share] = {}
    for key, value in below.values.items():
        if key not in known.networks:
            below.choice_of(key, key, tuple(known.networks), "posts.unknown_network")
        elif isinstance(value, bool):
            found[key] = Share(wanted=value)
        elif isinstance(value, dict):
            one = below.below(key, value)
            found[key] = Share(
                text=one.lines_of_text("text"),
                wanted=one.flag("wanted", True),
                at=one.moment("at", known.site.zone, known.site.publish_at),
                thread=one.flag("thread"),
                warning=one.text("warning"),
                comment=one.lines_of_text("comment"),
            )
        else:
            found[key] = Share(text=below.lines_of_text(key))
    return found
