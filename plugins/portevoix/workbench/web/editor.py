"""The page of one post: its form, its text, what is to be mended, the real page beside."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from portevoix.workbench import library
from portevoix.workbench.boxes import form_of
from portevoix.workbench.findings import remarks
from portevoix.workbench.frontmatter import Unwritable, body_of, values_of
from portevoix.workbench.manuscripts import (
    Manuscript,
    Overtaken,
    keep_merged,
    keep_mine,
    keep_theirs,
    open_post,
    passages_of,
    save_post,
    seen_of,
    type_text,
)
from portevoix.workbench.merging import Choice, Passage, Sort
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.editor_form import Filling, marks_of
from portevoix.workbench.web.offers import OFFER_DOORS
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.web.posts import POSTS_DOORS
from portevoix.workbench.web.typing_along import TYPING_DOORS, name_of, page_of
from portevoix.workbench.writing import Changed, Unreadable


def show(asked: Asked) -> Response:
    try:
        now = open_post(asked.desk, name_of(asked))
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
        marks=marks_of(now.text, asked.lang),
        gone=now.disc is None,
        page=page_of(asked, now.name),
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
    name = name_of(asked)
    given = {key: value for key, value in asked.form.multi_items() if isinstance(value, str)}
    form = Filling(asked, given)
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


def settle(asked: Asked) -> Response:
    """Which of two texts goes on; the other one is in the bin."""
    name = name_of(asked)
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


POSTS = Panel(
    key="posts",
    path="/billets",
    word="workbench.posts",
    doors=(
        *POSTS_DOORS,
        Door(path="/billets/{name:path}", get=show, post=save),
        Door(path="/trancher/{name:path}", post=settle),
        *TYPING_DOORS,
        *OFFER_DOORS,
    ),
)
