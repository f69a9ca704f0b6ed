"""The composer: the text of a post for each network, under its count, beside its look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from starlette.responses import Response

from portevoix.approvals import (
    Act,
    Entry,
    held,
)
from portevoix.digests import digest
from portevoix.fields import names
from portevoix.locking import Busy
from portevoix.moments import read_moment
from portevoix.posts import POST
from portevoix.snippets import address_pattern, boards_of
from portevoix.text import one_line
from portevoix.workbench.bin import keep_copy
from portevoix.workbench.composer import (
    MOST,
    Counted,
    counted,
    edits,
    kept_text,
    trying,
)
from portevoix.workbench.frontmatter import Unwritable, with_value, without
from portevoix.workbench.manuscripts import posts_folder
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.typed import Kept
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.of_post import Opened, opened, written
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.web.shown_networks import Shown, share_of, shown_networks, typed_of
from portevoix.workbench.web.windows import from_window, going_on, window_of
from portevoix.workbench.writing import Changed

FIELDS = ("text", "warning", "comment")  # of a network, kept as they are typed
_ORDER = names(POST.fields)
_REMARK = 400  # characters
_ACTS = {"approve": Act.APPROVED, "refuse": Act.REFUSED, "cancel": Act.WITHDRAWN}


def show(asked: Asked) -> Response:
    return _page(asked, opened(asked, asked.request.path_params["name"]))


def _page(asked: Asked, found: Opened, instead: Mapping[str, Shown] | None = None) -> Response:
    instead = instead or {}
    some = [instead.get(one.key, one) for one in shown_networks(asked, found)]
    window = window_of(asked) or token_hex(4)
    options = asked.desk.configuration().approvals
    return asked.page(
        "networks.html",
        422 if instead else 200,
        post=found.post,
        name=found.name,
        ours=[one for one in some if one.sheet.account],
        others=[one for one in some if not one.sheet.account],
        roles=options.roles,
        window=window,
        zone=found.site.zone.key,
    )


def count(asked: Asked) -> Response:
    """What a text that is being typed would be; nothing is written but the typing, beside."""
    data: Any = asked.data if isinstance(asked.data, dict) else {}
    name, key, text = (str(data.get(word, "")) for word in ("post", "network", "text"))
    # What is typed first: the file may have gone, or be one that nobody can read for now.
    inside(posts_folder(asked.desk), name)
    if key in boards_of(asked.desk.configuration().site) and isinstance(data.get("typed"), dict):
        window, instead = (str(data.get(word, "")) for word in ("window", "instead"))
        typed = typed_of(asked, name, key, window, instead)
        if data.get("differs"):
            seen = str(data.get("seen", ""))
            typed.keep(seen, {field: str(data["typed"].get(field, ""))[:MOST] for field in FIELDS})
        elif data.get("forget"):
            _into_bin(asked, name, key, typed.forget())
        else:
            typed.drop()
    found = opened(asked, name)
    board = boards_of(found.site).get(key)
    if board is None:
        return asked.json({}, 404)
    said = {field: str(data.get(field, "")) for field in ("warning", "comment")}
    post = trying(found.post, key, thread=bool(data.get("thread")), **said)
    made = counted(found.site, post, board.network, text)
    return asked.json(
        {
            "parts": [
                {"says": part.says, "over": part.over, "seen": part.seen, "rest": part.rest}
                for part in made.parts
            ],
            "hashtags": made.hashtags,
            "comment": made.comment,
            "comment_says": made.comment_says,
            "warning": made.warning,
            "cost": made.cost,
            "remarks": [f"{wrong} {todo}" for wrong, todo in made.remarks],
            "mistakes": made.mistakes,
            "holds": made.holds,
            "composed": made.is_composed,
            "original": made.typed,
            "left": [
                [why, [[word, piece.text] for word, piece in pieces]] for why, pieces in made.left
            ],
        }
    )


def keep(asked: Asked) -> Response:
    """Write what one network has into the post, and nothing else of it."""
    name, key = str(asked.request.path_params["name"]), _said(asked, "network")
    inside(posts_folder(asked.desk), name)
    try:
        found = opened(asked, name)
    except Outside:  # the file has gone, or cannot be read: what was typed waits beside
        mine = {field: _said(asked, field)[:MOST] for field in FIELDS}
        if key in boards_of(asked.desk.configuration().site):
            typed_of(asked, name, key, *from_window(asked)).keep(_said(asked, "seen"), mine)
        told = (asked.say("composer.post_gone"),)
        return asked.page("wrong.html", 404, mistakes=told, mine=mine["text"])
    shown = next((one for one in shown_networks(asked, found) if one.key == key), None)
    if shown is None:
        return asked.json({}, 404)
    sheet = shown.sheet
    restores = _said(asked, "do") == "restore"
    typed = "" if restores else _said(asked, "text")
    warning = one_line(_said(asked, "warning"))[:_REMARK] if sheet.has_warning else ""
    comment = _comment(found, _said(asked, "comment")) if sheet.has_comment else ""
    if restores:
        warning = comment = ""
    wanted, thread = bool(_said(asked, "wanted")), bool(_said(asked, "thread"))
    at, wrong = _moment(asked, found, _said(asked, "at"))
    text = kept_text(found.site, found.post, sheet, typed) if typed.strip() else ""
    tried = counted(
        found.site,
        trying(found.post, key, thread=thread, warning=warning, comment=comment),
        sheet.network,
        text,
    )
    if (text or warning or comment) and wanted and not tried.holds:
        wrong = (*wrong, *_what_holds_not(asked, tried))
    again = replace(
        shown,
        typed=typed,
        at=_said(asked, "at"),
        warning=warning,
        comment=comment,
        counted=tried,
        wrong=wrong,
    )
    if wrong:
        return _page(asked, found, {key: again})
    seen = _said(asked, "seen")

    def change(now: str) -> str:
        before = share_of(now).get(key)
        if digest(before) != seen:
            raise Changed(None)
        for where, value in edits(
            key,
            before,
            text=text,
            wanted=wanted,
            at=at,
            thread=thread,
            warning=warning,
            comment=comment,
        ):
            if value is None:
                now = without(now, where)
            else:
                now = with_value(now, where, value, order=_ORDER, plain=where[-1] == "at")
        return now

    try:
        said = written(asked, found, change)
    except Unwritable:
        unfit = replace(again, wrong=(asked.say("composer.unwritable"),))
        return _page(asked, found, {key: unfit})
    except Changed:  # this text, or the whole file: what is there now is shown beside
        return _overtaken(asked, found.name, key, again)
    mine = {"text": _said(asked, "text"), "warning": warning, "comment": _said(asked, "comment")}
    typing = typed_of(asked, found.name, key, *from_window(asked))
    _into_bin(asked, found.name, key, typing.forget(None if restores else mine))
    return _back(asked, found.name, key, said)


def _into_bin(asked: Asked, name: str, key: str, some: Iterable[Kept]) -> None:
    file = inside(posts_folder(asked.desk), name)
    for one in some:
        text = "\n\n".join(text for text in one.fields.values() if text)
        keep_copy(asked.desk.home, file.with_name(f"{file.stem}.{key}.txt"), text.encode())


def throw(asked: Asked) -> Response:
    """What another window typed goes to the bin."""
    name, key = str(asked.request.path_params["name"]), _said(asked, "network")
    inside(posts_folder(asked.desk), name)
    if key in boards_of(asked.desk.configuration().site):
        found = typed_of(asked, name, key).throw(_said(asked, "mark"))
        _into_bin(asked, name, key, [found] if found else [])
    return _back(asked, name, key, "composer.said_thrown")


def _comment(found: Opened, typed: str) -> str:
    """As it is written into the post: the link by its name, so that it follows the address."""
    said = typed.replace("\r\n", "\n").strip()[:MOST]
    return address_pattern(found.site.address_of(found.post)).sub("{link}", said)


def _overtaken(asked: Asked, name: str, key: str, again: Shown) -> Response:
    found = opened(asked, name)
    now = next(one for one in shown_networks(asked, found) if one.key == key)
    there = now.typed if now.sheet.wanted else ""
    return _page(asked, found, {key: replace(again, seen=now.seen, there=there)})


def _what_holds_not(asked: Asked, tried: Counted) -> Iterator[str]:
    yield from tried.mistakes
    for place, part in enumerate(tried.parts, 1):
        if part.over:
            yield asked.say("composer.over", place=place, over=part.over, says=part.says)


def _moment(asked: Asked, found: Opened, said: str) -> tuple[str, tuple[str, ...]]:
    if not said:
        return "", ()
    moment: datetime | None = read_moment(
        said.replace("T", " ")[:16], found.site.zone, found.site.publish_at
    )
    if moment is None:
        return "", (asked.say("composer.bad_moment", value=said[:40]),)
    return f"{moment:%Y-%m-%d %H:%M}", ()


def approve(asked: Asked) -> Response:
    """Write who agrees to a text, or refuses it, of the version that the page showed."""
    found = opened(asked, _said(asked, "post"))
    key, act = _said(asked, "network"), _ACTS.get(_said(asked, "act"))
    configuration = asked.desk.configuration()
    options = configuration.approvals
    by = options.role(one_line(_said(asked, "by"))[:200])
    shown = next((one for one in shown_networks(asked, found) if one.key == key), None)
    if shown is None or act is None or shown.sheet.snippet is None:
        return asked.json({}, 404)
    if not by or (options.roles and by not in options.roles):
        return _page(asked, found, {key: replace(shown, wrong=(asked.say("composer.who"),))})
    if act is not Act.WITHDRAWN and _said(asked, "digest") != shown.digest:
        other = asked.say("composer.approved_other")
        return _page(asked, found, {key: replace(shown, wrong=(other,))})
    entry = Entry(
        at=datetime.now(found.site.zone),
        act=act,
        post=found.post.slug,
        network=key,
        digest=shown.digest,
        by=by,
        text="\n\n".join(shown.sheet.snippet.parts),
        note=one_line(_said(asked, "remark"))[:_REMARK],
    )
    try:
        with held(configuration.file.parent / options.file, lang=asked.lang) as register:
            at = register.after(entry.post, entry.network, entry.at)
            register.write([replace(entry, at=at)])
    except Busy:
        busy = asked.say("approvals.busy")
        return _page(asked, found, {key: replace(shown, wrong=(busy,))})
    asked.desk.running.stir()
    return _back(asked, found.name, key, "workbench.said_approved")


def _said(asked: Asked, key: str) -> str:
    value = asked.form.get(key, "")
    return value if isinstance(value, str) else ""


def _back(asked: Asked, name: str, key: str, said: str) -> Response:
    answer = asked.go(f"/reseaux/{name}", said=said, **going_on(asked))
    answer.headers["location"] += f"#reseau-{key}"
    return answer


NETWORKS = Panel(
    key="networks",
    path="/reseaux",
    doors=(
        Door(path="/compte", post=count),
        Door(path="/approuver", post=approve),
        Door(path="/jeter-tape/{name:path}", post=throw),
        Door(path="/reseaux/{name:path}", get=show, post=keep),
    ),
)
