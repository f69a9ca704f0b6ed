"""The list of posts, and what is done with a whole post."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from portevoix.posts import KINDS, shown
from portevoix.workbench import library
from portevoix.workbench.bin import Taken, put_back, throw, thrown
from portevoix.workbench.frontmatter import Unwritable
from portevoix.workbench.manuscripts import keep_theirs, open_post, posts_folder
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.writing import Changed, Unreadable

_SHOWN = 200  # rows of one page
STATES = ("draft", "waiting", "live", "expired", "wrong")


def show(asked: Asked) -> Response:
    found = library.rows(asked.desk)
    words, state = asked.query.get("q", "")[:200], asked.query.get("etat", "")
    state = state if state in STATES else ""
    chosen = library.chosen(found, words=words, state=state)
    counts: Mapping[str, int] = {one: len(library.chosen(found, state=one)) for one in STATES}
    shot = asked.desk.running.state()
    return asked.page(
        "posts.html",
        rows=[(row, _is_ours(asked, row.name)) for row in chosen[:_SHOWN]],
        more=max(len(chosen) - _SHOWN, 0),
        total=len(found),
        words=words,
        state=state,
        counts=counts,
        building=shot.number == 0,
        mistakes=_mistakes(asked, {row.name for row in found}),
    )


def _mistakes(asked: Asked, names: set[str]) -> list[tuple[str, str]]:
    """What keeps the site from being built, each with the name of the post where it stands, if any."""
    shot = asked.desk.running.state()
    start = f"{shown(posts_folder(asked.desk), Path.cwd())}/"
    found = [(str(one), one.file.removeprefix(start)) for one in shot.mistakes]
    if shot.told and not found:
        found = [(shot.told, "")]
    return [(said, name if name in names else "") for said, name in found]


def _is_ours(asked: Asked, name: str) -> bool:
    """Whether a post lies in the folder of posts, and not where a link leads out of it."""
    try:
        inside(posts_folder(asked.desk), name)
    except Outside:
        return False
    return True


def new(asked: Asked) -> Response:
    return _new_page(asked)


def _new_page(asked: Asked, status: int = 200, wrong: str = "") -> Response:
    return asked.page(
        "new.html",
        status,
        kinds=tuple(KINDS.values()),
        kind=asked.form.get("kind", "announcement"),
        title=asked.form.get("title", ""),
        wrong=wrong,
    )


def begin(asked: Asked) -> Response:
    kind, title = KINDS.get(_text(asked, "kind")), _text(asked, "title")
    if kind is None or not title:
        return _new_page(asked, 422, asked.say("workbench.no_title"))
    try:
        name = library.begin(asked.desk, kind, title)
    except ValueError:
        return _new_page(asked, 422, asked.say("workbench.no_address"))
    return asked.go(f"/billets/{name}", "workbench.said_begun")


def ask(asked: Asked) -> Response:
    """What may be done with a whole post."""
    return _whole_page(asked)


def _whole_page(asked: Asked, status: int = 200, wrong: str = "") -> Response:
    name = _name(asked)
    inside(posts_folder(asked.desk), name)
    post = library.post_named(asked.desk, name)
    row = next((row for row in library.rows(asked.desk) if row.name == name), None)
    if row is None:
        raise FileNotFoundError(2, asked.say("workbench.no_such_file"), name)
    site = asked.desk.configuration().site
    return asked.page(
        "whole.html",
        status,
        row=row,
        address=site.address_of(post) if post else "",
        is_out=bool(post and not post.draft),
        title=asked.form.get("title", row.title),
        wrong=wrong,
    )


def rename(asked: Asked) -> Response:
    name, title = _name(asked), _text(asked, "title")
    inside(posts_folder(asked.desk), name)
    keeps = asked.form.get("address") != "new"
    try:
        library.rename(asked.desk, name, title, keeps_address=keeps)
    except ValueError:
        return _whole_page(asked, 422, asked.say("workbench.no_address"))
    except (Unwritable, Unreadable):
        return _whole_page(asked, 422, asked.say("workbench.unwritable"))
    except Changed:
        return _whole_page(asked, 409, asked.say("workbench.moved_under"))
    return asked.go(f"/billets/{name}", "workbench.said_renamed")


def copy(asked: Asked) -> Response:
    try:
        name = library.copy_of(asked.desk, _name(asked))
    except (Unwritable, Unreadable):
        return _whole_page(asked, 422, asked.say("workbench.unwritable"))
    return asked.go(f"/billets/{name}", "workbench.said_copied")


def discard(asked: Asked) -> Response:
    """To the bin, with what was typed and not saved."""
    name = _name(asked)
    now = open_post(asked.desk, name)
    keep_theirs(asked.desk, name)
    if now.disc is not None:
        throw(asked.desk.home, posts_folder(asked.desk) / name)
    asked.desk.running.stir()
    return asked.go("/billets", "workbench.said_thrown")


def bin_(asked: Asked) -> Response:
    found = [(one, asked.moment(one.when)) for one in thrown(asked.desk.home)]
    return asked.page("bin.html", thrown=found[:_SHOWN], wrong="")


def restore(asked: Asked) -> Response:
    try:
        put_back(asked.desk.home, _text(asked, "key"))
    except Taken as taken:
        wrong = asked.say("workbench.taken", file=str(taken))
        return asked.page("bin.html", 409, thrown=(), wrong=wrong)
    asked.desk.running.stir()
    return asked.go("/corbeille", "workbench.said_restored")


def _name(asked: Asked) -> str:
    return str(asked.request.path_params["name"])


def _text(asked: Asked, key: str) -> str:
    """One line of a form."""
    value = asked.form.get(key)
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


POSTS_DOORS = (
    Door(path="/billets", get=show),
    Door(path="/nouveau", get=new, post=begin),
    Door(path="/billet/{name:path}", get=ask),
    Door(path="/renommer/{name:path}", post=rename),
    Door(path="/copier/{name:path}", post=copy),
    Door(path="/jeter/{name:path}", post=discard),
)
BIN = Panel(
    key="bin",
    path="/corbeille",
    word="workbench.bin",
    doors=(Door(path="/corbeille", get=bin_, post=restore),),
)
