"""What the script of the editor asks while somebody types: keep, save, mend, look again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from starlette.responses import Response

from portevoix.posts import Post
from portevoix.values import dataclass
from portevoix.workbench import library
from portevoix.workbench.findings import mended, remarks
from portevoix.workbench.frontmatter import Unwritable, body_of
from portevoix.workbench.manuscripts import (
    Manuscript,
    Overtaken,
    lay_aside,
    lay_unkept_aside,
    open_post,
    save_post,
    type_text,
)
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.editor_form import Filling, fields_of, marks_of
from portevoix.workbench.web.panel import Door
from portevoix.workbench.writing import Changed

_PATIENCE = 20  # seconds that remarks wait for the build that knows what was typed


def type_(asked: Asked) -> Response:
    """What a script sends while somebody types: kept beside the file, and shown on the page."""
    name, data = name_of(asked), asked.data
    if not isinstance(data, dict) or not isinstance(data.get("rev"), int):
        return asked.json({"error": "data"}, 400)
    known, given = _Known.of(data), _given(data)
    form = Filling(asked, given)
    if data.get("instead"):  # the person chose this text over that of another window
        lay_aside(asked.desk, name)
    try:
        now = _typed(asked, name, form, known, whole="whole" in given)
    except Overtaken as overtaken:
        return _overtaken(asked, overtaken.now)
    except Unwritable:
        return asked.json({"error": asked.say("workbench.front_unread")}, 422)
    return asked.json(
        {
            "rev": now.rev,
            "draft": now.is_draft,
            "asked": asked.desk.running.asked,
            "conflict": now.has_conflict,
            "gone": now.disc is None,
            "marks": marks_of(now.text, asked.lang),
            "refused": form.told(),
            "hour": asked.hour(now.typed),
        }
    )


def _given(data: dict[str, object]) -> dict[str, str]:
    given = {key: str(value) for key, value in data.items() if key in ("body", "whole")}
    fields = data.get("fields")
    if isinstance(fields, dict):
        given |= {str(key): str(value) for key, value in fields.items()}
    return given


def set_aside(asked: Asked) -> Response:
    """What a page shows and nobody kept goes to the bin, before it shows the text of another window."""
    data = asked.data if isinstance(asked.data, dict) else {}
    try:
        lay_unkept_aside(asked.desk, name_of(asked), Filling(asked, _given(data)))
    except Unwritable:
        return asked.json({"error": asked.say("workbench.front_unread")}, 422)
    return asked.json({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the script of a page knows of the text that it shows."""

    rev: int | None
    base: str | None
    marks: str
    sent: str
    unanswered: tuple[str, ...]

    @classmethod
    def of(cls, data: dict[str, object]) -> _Known:
        rev, base, unanswered = data.get("rev"), data.get("base"), data.get("unanswered")
        return cls(
            rev=rev if isinstance(rev, int) else None,
            base=base if isinstance(base, str) else None,
            marks=str(data.get("marks", "")),
            sent=str(data.get("sent", ""))[:40],
            unanswered=tuple(map(str, unanswered)) if isinstance(unanswered, list) else (),
        )


def _typed(
    asked: Asked, name: str, change: Callable[[str], str], known: _Known, *, whole: bool = False
) -> Manuscript:
    """Keep what was typed. Where another page changed what this one does not show (the text of a
    network), both go on; raises Overtaken where it changed what this one shows."""
    try:
        return type_text(
            asked.desk,
            name,
            change,
            rev=known.rev,
            base=known.base,
            sent=known.sent,
            unanswered=known.unanswered,
        )
    except Overtaken as overtaken:
        now = overtaken.now
        if whole or known.marks != marks_of(now.text, asked.lang):
            raise
        # Without a draft, what the page shows is what the file says.
        base = known.base if now.is_draft else now.base
        return type_text(asked.desk, name, change, rev=now.rev, base=base, sent=known.sent)


def _overtaken(asked: Asked, other: Manuscript) -> Response:
    """What another window made of the text, for the script of this one."""
    return asked.json(
        {
            "rev": other.rev,
            "body": body_of(other.text),
            "whole": other.text,
            "marks": marks_of(other.text, asked.lang),
        },
        409,
    )


def keep(asked: Asked) -> Response:
    """« Enregistrer », from a script: never told as done where the page shows another text."""
    name, data = name_of(asked), asked.data if isinstance(asked.data, dict) else {}
    rev, marks = data.get("rev"), data.get("marks")
    try:
        if marks:
            now = open_post(asked.desk, name)
            if marks != marks_of(now.text, asked.lang):
                raise Overtaken(now)
            rev = now.rev
        now = save_post(asked.desk, name, rev=rev if isinstance(rev, int) else None)
    except Changed:
        return asked.json({"conflict": True}, 409)
    except Overtaken as overtaken:
        return _overtaken(asked, overtaken.now)
    return asked.json({"rev": now.rev, "base": now.base, "said": asked.say("workbench.said_saved")})


def mend(asked: Asked) -> Response:
    """« Corriger »: one remark, or all that can be."""
    data = asked.data if isinstance(asked.data, dict) else {}
    rule, line = str(data.get("rule", "")), data.get("line", 0)
    site = asked.desk.configuration().site

    def change(text: str) -> str:
        at = line if isinstance(line, int) else 0
        return mended(text, site, rule, at, str(data.get("field", "")))

    try:
        now = _typed(asked, name_of(asked), change, _Known.of(data))
    except Overtaken as overtaken:
        return _overtaken(asked, overtaken.now)
    return asked.json(
        {
            "rev": now.rev,
            "draft": now.is_draft,
            "conflict": now.has_conflict,
            "gone": now.disc is None,
            "hour": asked.hour(now.typed),
            "body": body_of(now.text),
            "fields": fields_of(now.text, asked.lang),
            "marks": marks_of(now.text, asked.lang),
            "asked": asked.desk.running.asked,
        }
    )


def look(asked: Asked) -> Response:
    """The remarks of the build that knows what was typed, and where the page is."""
    name, wanted = name_of(asked), asked.query.get("asked", "0")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 12 else 0
    shot = asked.desk.running.wait_for(number, _PATIENCE)
    now = open_post(asked.desk, name)
    return asked.json(
        {
            "remarks": [asdict(one) for one in remarks(asked.desk, now)],
            "asked": shot.asked,
            "number": shot.number,
            "page": page_of(asked, name),
            "draft": now.is_draft,
            "conflict": now.has_conflict,
            "gone": now.disc is None,
            "rev": now.rev,
            "base": now.base,
            "marks": marks_of(now.text, asked.lang),
        }
    )


def page_of(asked: Asked, name: str) -> str:
    """Of the page of a post in the preview; "" while it has none."""
    shot, post = asked.desk.running.state(), library.post_named(asked.desk, name)
    if shot.assembled is None or post is None or not _is_shown(asked, post):
        return ""
    return asked.desk.running.page(shot.assembled.edition.site.path_of(post))


def _is_shown(asked: Asked, post: Post) -> bool:
    assembled = asked.desk.running.state().assembled
    return assembled is not None and any(one.slug == post.slug for one in assembled.edition.posts)


def name_of(asked: Asked) -> str:
    """Of the post that a door is asked for."""
    return str(asked.request.path_params["name"])


TYPING_DOORS = (
    Door(path="/brouillon/{name:path}", post=type_),
    Door(path="/enregistrer/{name:path}", post=keep),
    Door(path="/ecarter/{name:path}", post=set_aside),
    Door(path="/corriger/{name:path}", post=mend),
    Door(path="/constats/{name:path}", get=look),
)
