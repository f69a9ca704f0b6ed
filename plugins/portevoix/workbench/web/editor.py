"""The page of one post: its form, its text, what is to be mended, the real page beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath

from starlette.responses import FileResponse, Response

from portevoix.digests import digest
from portevoix.posts import Post
from portevoix.workbench import library
from portevoix.workbench.boxes import Known, boxes_of, form_of
from portevoix.workbench.filling import Refused, filled_in
from portevoix.workbench.findings import mended, remarks
from portevoix.workbench.frontmatter import Unwritable, body_of, values_of, with_body
from portevoix.workbench.manuscripts import (
    Manuscript,
    Overtaken,
    keep_merged,
    keep_mine,
    keep_theirs,
    lay_aside,
    open_post,
    passages_of,
    posts_folder,
    save_post,
    seen_of,
    type_text,
)
from portevoix.workbench.merging import Choice, Passage, Sort
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panels import Door, Panel
from portevoix.workbench.web.posts import POSTS_DOORS
from portevoix.workbench.writing import Changed, Unreadable, carried

_PATIENCE = 20  # seconds that remarks wait for the build that knows what was typed
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
_LISTED = 300  # pictures offered


def show(asked: Asked) -> Response:
    try:
        now = open_post(asked.desk, _name(asked))
    except Unreadable:
        return asked.page("wrong.html", 422, mistakes=(asked.say("workbench.unreadable"),))
    if now.is_draft:  # left by a run that ended: the page shows it again
        asked.desk.running.type(now.file, now.draft)
    return _page(asked, now)


def _page(
    asked: Asked, now: Manuscript, status: int = 200, wrong: tuple[str, ...] = ()
) -> Response:
    """The editor; without its form where the front matter cannot be read."""
    known = library.known_of(asked.desk)
    try:
        groups, left = form_of(now.text, asked.lang, known)
    except Unwritable:
        groups, left = (), ()
        wrong = (*wrong, asked.say("workbench.front_unread"))
    site = asked.desk.configuration().site
    return asked.page(
        "editor.html",
        status,
        now=now,
        name=now.name,
        title=_title(now),
        groups=groups,
        left=left,
        body=body_of(now.text) if groups else now.text,
        whole=not groups,
        wrong=wrong,
        zone=str(site.zone),
        typed=asked.moment(now.typed),
        hour=asked.hour(now.typed),
        passages=_shown_passages(asked, now) if now.has_conflict else (),
        seen=seen_of(now) if now.has_conflict else "",
        marks=_marks(now.text, asked.lang),
        gone=now.disc is None,
        page=_address(asked, now.name),
        remarks=remarks(asked.desk, now),
    )


def _title(now: Manuscript) -> str:
    try:
        written = values_of(now.text).get("title")
    except Unwritable:
        written = None
    return written if isinstance(written, str) and written.strip() else now.name


def save(asked: Asked) -> Response:
    """The whole page as a form sends it: the way of a browser without scripts."""
    name = _name(asked)
    given = {key: value for key, value in asked.form.multi_items() if isinstance(value, str)}
    form = _Filling(asked, given)
    try:
        rev = int(given.get("rev", "0")[:20])
        now = type_text(asked.desk, name, form, rev=rev, base=given.get("base"))
        if form.refused:
            return _page(asked, now, 422, form.told())
        save_post(asked.desk, name, rev=now.rev)
    except Overtaken as overtaken:  # another window: what came from here is shown, not written
        theirs = overtaken.now.text
        wrong = (asked.say("workbench.overtaken"),)
        return asked.page(
            "both.html", 409, name=name, mine=form(theirs), theirs=theirs, wrong=wrong
        )
    except Changed:
        return _page(asked, open_post(asked.desk, name), 409)
    except ValueError:
        return asked.page("wrong.html", 400, mistakes=(asked.say("workbench.no_page"),))
    asked.desk.running.stir()
    return asked.go(f"/billets/{name}", "workbench.said_saved")


def _filled(asked: Asked, text: str, given: dict[str, str]) -> str:
    """Raises Refused, with all that could be changed."""
    if "whole" in given:
        return carried(text, given["whole"])
    if "body" in given:
        text = with_body(text, carried(body_of(text), given["body"]))
    return filled_in(text, given, asked.lang)


@dataclass(slots=True)
class _Filling:
    """Puts what came from a page into a text, and remembers what it could not put there."""

    asked: Asked
    given: dict[str, str]
    refused: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        try:
            return _filled(self.asked, text, self.given)
        except Refused as error:
            self.refused = error.names
            return error.text

    def told(self) -> tuple[str, ...]:
        return tuple(self.asked.say("workbench.field_refused", field=one) for one in self.refused)


def type_(asked: Asked) -> Response:
    """What a script sends while somebody types: kept beside the file, and shown on the page."""
    name, data = _name(asked), asked.data
    if not isinstance(data, dict) or not isinstance(data.get("rev"), int):
        return asked.json({"error": "data"}, 400)
    known = _Known.of(data)
    given = {key: str(value) for key, value in data.items() if key in ("body", "whole")}
    fields = data.get("fields")
    if isinstance(fields, dict):
        given |= {str(key): str(value) for key, value in fields.items()}
    form = _Filling(asked, given)
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
            "marks": _marks(now.text, asked.lang),
            "refused": form.told(),
            "hour": asked.hour(now.typed),
        }
    )


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
        if whole or known.marks != _marks(now.text, asked.lang):
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
            "marks": _marks(other.text, asked.lang),
        },
        409,
    )


def _marks(text: str, lang: str) -> str:
    """Names what the editor shows of a post: its text and the fields of its form."""
    try:
        groups, _ = form_of(text, lang, Known())
    except Unwritable:
        groups = ()
    boxes = [(one.name, one.value, one.hour) for one in boxes_of(groups) if one.shape != "shut"]
    return digest(body_of(text), tuple(sorted(boxes)))


def keep(asked: Asked) -> Response:
    """« Enregistrer », from a script: never told as done where the page shows another text."""
    name, data = _name(asked), asked.data if isinstance(asked.data, dict) else {}
    rev, marks = data.get("rev"), data.get("marks")
    try:
        if marks:
            now = open_post(asked.desk, name)
            if marks != _marks(now.text, asked.lang):
                raise Overtaken(now)
            rev = now.rev
        now = save_post(asked.desk, name, rev=rev if isinstance(rev, int) else None)
    except Changed:
        return asked.json({"conflict": True}, 409)
    except Overtaken as overtaken:
        return _overtaken(asked, overtaken.now)
    return asked.json({"rev": now.rev, "base": now.base, "said": asked.say("workbench.said_saved")})


def settle(asked: Asked) -> Response:
    """Which of two texts goes on; the other one is in the bin."""
    name = _name(asked)
    if asked.form.get("keep") == "mine":
        keep_mine(asked.desk, name)
        return asked.go(f"/billets/{name}", "workbench.said_mine")
    now = open_post(asked.desk, name)
    if asked.form.get("keep") == "merge":
        return _merge(asked, now)
    keep_theirs(asked.desk, name)
    if now.disc is None:
        return asked.go("/billets", "workbench.said_theirs")
    return asked.go(f"/billets/{name}", "workbench.said_theirs")


def _merge(asked: Asked, now: Manuscript) -> Response:
    chosen = {
        int(key[1:]): Choice(value)
        for key, value in asked.form.multi_items()
        if key[:1] == "p" and key[1:].isdigit() and len(key) < 8 and value in tuple(Choice)
    }
    try:
        keep_merged(asked.desk, now.name, str(asked.form.get("seen", "")), chosen)
    except Overtaken as overtaken:  # one of the two is another by now
        return _page(asked, overtaken.now, 409, (asked.say("workbench.moved_again"),))
    except KeyError:
        return _page(asked, now, 422, (asked.say("workbench.choose_all"),))
    return asked.go(f"/billets/{now.name}", "workbench.said_merged")


def mend(asked: Asked) -> Response:
    """« Corriger »: one remark, or all that can be."""
    data = asked.data if isinstance(asked.data, dict) else {}
    rule, line = str(data.get("rule", "")), data.get("line", 0)
    site = asked.desk.configuration().site

    def change(text: str) -> str:
        at = line if isinstance(line, int) else 0
        return mended(text, site, rule, at, str(data.get("field", "")))

    try:
        now = _typed(asked, _name(asked), change, _Known.of(data))
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
            "fields": _fields(now.text, asked.lang),
            "marks": _marks(now.text, asked.lang),
            "asked": asked.desk.running.asked,
        }
    )


def _fields(text: str, lang: str) -> dict[str, str]:
    """What stands in each box of the form."""
    try:
        groups, _ = form_of(text, lang, Known())
    except Unwritable:
        return {}
    return {box.name: box.value for box in boxes_of(groups) if box.shape not in ("flag", "shut")}


def look(asked: Asked) -> Response:
    """The remarks of the build that knows what was typed, and where the page is."""
    name, wanted = _name(asked), asked.query.get("asked", "0")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 12 else 0
    shot = asked.desk.running.wait_for(number, _PATIENCE)
    now = open_post(asked.desk, name)
    return asked.json(
        {
            "remarks": [asdict(one) for one in remarks(asked.desk, now)],
            "asked": shot.asked,
            "number": shot.number,
            "page": _address(asked, name),
            "draft": now.is_draft,
            "conflict": now.has_conflict,
            "gone": now.disc is None,
            "rev": now.rev,
            "base": now.base,
            "marks": _marks(now.text, asked.lang),
        }
    )


def _address(asked: Asked, name: str) -> str:
    """Of the page of a post in the preview; "" while it has none."""
    shot, post = asked.desk.running.state(), library.post_named(asked.desk, name)
    if shot.assembled is None or post is None or not _is_shown(asked, post):
        return ""
    return asked.desk.running.page(shot.assembled.edition.site.path_of(post))


def _is_shown(asked: Asked, post: Post) -> bool:
    assembled = asked.desk.running.state().assembled
    return assembled is not None and any(one.slug == post.slug for one in assembled.edition.posts)


def links(asked: Asked) -> Response:
    found = library.links_of(asked.desk, asked.query.get("de", ""), asked.query.get("q", "")[:200])
    return asked.json([{"title": title, "path": path} for title, path in found])


def pictures(asked: Asked) -> Response:
    """The pictures beside the posts, by the path that a post writes."""
    folder, name = posts_folder(asked.desk), asked.query.get("de", "")
    up = "../" * name.count("/")
    found = [
        file.relative_to(folder).as_posix()
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in _PICTURES
        and not any(p.startswith(".") for p in file.relative_to(folder).parts)
    ]
    return asked.json(
        [
            {
                "path": f"{up}{one}",
                "name": PurePosixPath(one).name,
                "shown": asked.url(f"/photo/{one}"),
            }
            for one in found[:_LISTED]
        ]
    )


def photo(asked: Asked) -> Response:
    """A picture of the site's folder, for the pages of the workbench."""
    file = inside(posts_folder(asked.desk), _name(asked))
    if file.suffix.lower() not in _PICTURES or not file.is_file():
        raise Outside(_name(asked))
    return FileResponse(file)


def _shown_passages(asked: Asked, now: Manuscript) -> list[tuple[int, Passage]]:
    """Each passage with its rank, what is the same cut short."""
    if now.disc is None:
        return []
    return [
        (n, replace(one, mine=_ends_of(one.mine)) if one.sort is Sort.SAME else one)
        for n, one in enumerate(passages_of(asked.desk, now))
    ]


def _ends_of(text: str) -> str:
    """The first and the last lines of a text."""
    lines = text.splitlines(keepends=True)
    return text if len(lines) <= 6 else "".join((*lines[:3], "…\n", *lines[-3:]))


def _name(asked: Asked) -> str:
    return str(asked.request.path_params["name"])


POSTS = Panel(
    key="posts",
    path="/billets",
    word="workbench.posts",
    doors=(
        *POSTS_DOORS,
        Door(path="/billets/{name:path}", get=show, post=save),
        Door(path="/brouillon/{name:path}", post=type_),
        Door(path="/enregistrer/{name:path}", post=keep),
        Door(path="/trancher/{name:path}", post=settle),
        Door(path="/corriger/{name:path}", post=mend),
        Door(path="/constats/{name:path}", get=look),
        Door(path="/liens", get=links),
        Door(path="/photos", get=pictures),
        Door(path="/photo/{name:path}", get=photo),
    ),
)
