"""The charter: its files, edited with their mistakes at once, the tree as it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from portevoix.charter import Charter
from portevoix.charter.diagram import render_diagram
from portevoix.diagnostics import Diagnostic
from portevoix.digests import digest_of
from portevoix.posts import decode, shown
from portevoix.workbench.bin import keep_copy
from portevoix.workbench.charter_files import (
    MOST_BYTES,
    TREES,
    CharterFile,
    Part,
    files_of,
    first_of,
    is_text,
    try_file,
)
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.typed import Kept, Typed
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.web.windows import from_window, going_on, window_of
from portevoix.workbench.writing import Changed, save


def _folder(asked: Asked) -> Path:
    """Raises Outside on a site without a charter."""
    folder = asked.desk.configuration().charter
    if folder is None or not folder.is_dir():
        raise Outside("")
    return folder


def _charter(asked: Asked) -> Charter | None:
    assembled = asked.desk.running.state().assembled
    return assembled.edition.charter if assembled else None


def show(asked: Asked) -> Response:
    try:
        files = files_of(_folder(asked), _charter(asked))
    except Outside:
        files = ()
    return asked.page("charter.html", files=files, parts=tuple(Part))


def edit(asked: Asked) -> Response:
    file, one = _file(asked)
    content = file.read_bytes()
    before = decode(content)
    typed = _typed(asked, one.name, window_of(asked))
    mine, others = typed.found(taken=asked.query.get("prendre", ""))
    others = tuple(other for other in others if other.fields.get("text") != before)
    if mine is None or mine.fields.get("text") == before:
        return _page(asked, one, content, before, others=others)
    there = before if mine.seen != digest_of(content) else None
    return _page(
        asked, one, content, mine.fields.get("text", ""), there=there, mine=mine, others=others
    )


def throw(asked: Asked) -> Response:
    """What another window typed goes to the bin."""
    file, one = _file(asked)
    found = _typed(asked, one.name).throw(str(asked.form.get("mark", "")))
    _into_bin(asked, file, [found] if found else [])
    return _back(asked, one.name, "composer.said_thrown")


def _into_bin(asked: Asked, file: Path, some: Iterable[Kept]) -> None:
    for one in some:
        keep_copy(asked.desk.home, file, one.fields.get("text", "").encode())


def _back(asked: Asked, name: str, said: str) -> Response:
    return asked.go(f"/charte/{name}", said=said, **going_on(asked))


def _typed(asked: Asked, name: str, window: str = "", instead: str = "") -> Typed:
    return Typed(
        place=asked.desk.place,
        name=f"charte/{name}",
        part="",
        window=window,
        instead=tuple(instead.split()),
    )


def hold(asked: Asked) -> Response:
    """Keep what somebody types beside the file, or forget it; nothing of the charter is written."""
    data: Any = asked.data if isinstance(asked.data, dict) else {}
    _, one = _file(asked, str(data.get("name", "")))
    text = str(data.get("text", ""))
    window, instead = (str(data.get(word, "")) for word in ("window", "instead"))
    typed = _typed(asked, one.name, window, instead)
    if not is_text(text.encode("utf-8", "replace")):
        return asked.json({"error": _too_long(asked)}, 422)
    if data.get("differs"):
        typed.keep(str(data.get("seen", "")), {"text": text})
    else:
        typed.drop()
    return asked.json({})


def give_up(asked: Asked) -> Response:
    """Go on with the file; what was typed, and was shown, goes to the bin."""
    file, one = _file(asked)
    typed = _typed(asked, one.name, *from_window(asked))
    mine, _ = typed.found()
    for mark in (*((mine.mark,) if mine else ()), *typed.instead):
        found = typed.throw(mark)
        _into_bin(asked, file, [found] if found else [])
    return _back(asked, one.name, "workbench.said_theirs")


def _file(asked: Asked, name: str = "") -> tuple[Path, CharterFile]:
    name = name or asked.request.path_params["name"]
    folder = _folder(asked)
    known = {one.name: one for one in files_of(folder, _charter(asked))}
    if name not in known:
        raise Outside(name)
    return inside(folder, name), known[name]


def _page(
    asked: Asked,
    one: CharterFile,
    content: bytes,
    typed: str,
    *,
    there: str | None = None,
    mine: Kept | None = None,
    others: Sequence[Kept] = (),
) -> Response:
    """`mine` is what is shown of what was typed and not saved, `others` is what other windows typed."""
    mistakes, drawn = _tried(asked, one.name, typed.encode())
    return asked.page(
        "charter_file.html",
        409 if there is not None and mine is None else 200,
        one=one,
        typed=typed,
        seen=digest_of(content),
        mistakes=[_said(asked, found) for found in mistakes],
        drawn=drawn,
        there=there,
        recovered=mine is not None,
        elsewhere=[other for other in others if not (mine and mine.says(other.fields))],
        window=window_of(asked) or token_hex(4),
        instead=" ".join((mine.mark, *mine.instead)) if mine else from_window(asked)[1],
    )


def _tried(asked: Asked, name: str, content: bytes) -> tuple[list[Diagnostic], Markup]:
    folder = _folder(asked)
    site = asked.desk.configuration().site
    found = try_file(folder, site, name, content, shown(folder, asked.desk.home))
    drawn = Markup("")
    if name in TREES and found.charter and found.charter.tree:
        words = (asked.say(f"composer.tree_{part}") for part in ("title", "about", "see"))
        drawn = Markup(render_diagram(found.charter.tree, *words))  # it escapes what people wrote
    return list(first_of(found.mistakes, name)), drawn


def _said(asked: Asked, one: Diagnostic) -> dict[str, object]:
    return {"file": one.file.rpartition("/")[2], "line": one.line, "text": f"{one.what} {one.do}"}


def judge(asked: Asked) -> Response:
    """What is wrong with a text that is being typed; nothing is written."""
    data: Any = asked.data if isinstance(asked.data, dict) else {}
    _, one = _file(asked, str(data.get("name", "")))
    content = str(data.get("text", "")).encode()
    if not is_text(content):
        return asked.json({"mistakes": [{"file": one.name, "line": 0, "text": _too_long(asked)}]})
    mistakes, drawn = _tried(asked, one.name, content)
    return asked.json({"mistakes": [_said(asked, found) for found in mistakes], "drawn": drawn})


def _too_long(asked: Asked) -> str:
    return asked.say("composer.file_too_long", most=MOST_BYTES)


def _gone(asked: Asked) -> Response:
    """The file was deleted or renamed meanwhile: what was typed waits beside, and is shown."""
    name, text = str(asked.request.path_params["name"]), asked.form.get("text", "")
    inside(_folder(asked), name)
    if not isinstance(text, str) or not is_text(text.encode("utf-8", "replace")):
        raise Outside(name)
    seen, mine = str(asked.form.get("seen", "")), {"text": text.replace("\r\n", "\n")}
    _typed(asked, name, *from_window(asked)).keep(seen, mine)
    return asked.page("wrong.html", 404, mistakes=(asked.say("composer.file_gone"),), mine=text)


def keep(asked: Asked) -> Response:
    """Write the file where nothing is wrong with it; what is wrong is told, the text stays."""
    try:
        file, one = _file(asked)
    except Outside:
        return _gone(asked)
    before = file.read_bytes()
    said = asked.form.get("text", "")
    typed = (said if isinstance(said, str) else "").replace("\r\n", "\n")
    if b"\r\n" in before:
        typed = typed.replace("\n", "\r\n")
    content = typed.encode()
    if asked.form.get("seen") != digest_of(before) and content != before:
        return _page(asked, one, before, typed, there=decode(before))
    if not is_text(content):
        return _page(asked, one, before, decode(before))
    mistakes, _ = _tried(asked, one.name, content)
    if mistakes:
        return _page(asked, one, before, typed)
    try:
        save(file, before, content)
    except Changed:
        return _page(asked, one, file.read_bytes(), typed, there=decode(file.read_bytes()))
    _into_bin(asked, file, _typed(asked, one.name, *from_window(asked)).forget({"text": typed}))
    asked.desk.running.stir()
    return _back(asked, one.name, "workbench.said_saved")


CHARTER = Panel(
    key="charter",
    path="/charte",
    word="composer.charter",
    doors=(
        Door(path="/charte", get=show),
        Door(path="/charte-essai", post=judge),
        Door(path="/charte-garde", post=hold),
        Door(path="/charte-revenir/{name:path}", post=give_up),
        Door(path="/charte-jeter/{name:path}", post=throw),
        Door(path="/charte/{name:path}", get=edit, post=keep),
    ),
)
