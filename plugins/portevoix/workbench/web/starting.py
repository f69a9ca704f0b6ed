"""The first run: the questions of `init` as one page, the look while one chooses it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from portevoix.contrast import AA, contrast
from portevoix.diagnostics import DiagnosticsError
from portevoix.pictures import Unreadable, drawn
from portevoix.site import Palette
from portevoix.starting import QUESTIONS, Refusal, read_answers, starter_files, write_site
from portevoix.temporary import temporary_folder
from portevoix.text import one_line
from portevoix.workbench.pictures import NoPicture, take
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel

_LARGEST = 6_000_000  # bytes of a logo and the form around it
_LONGEST = 2_000  # characters of an answer
_POSTS = "docs/blog/posts"
LANGUAGES = ("fr", "en", "fr,en", "en,fr")


def show(asked: Asked) -> Response:
    if asked.desk.has_site:
        return asked.go("/")
    return _page(asked, _defaults(asked), {})


def _defaults(asked: Asked) -> dict[str, str]:
    typed = {"command": asked.lang}
    for question in QUESTIONS:
        typed[question.key] = question.default(typed)
    return typed


def _page(
    asked: Asked, typed: Mapping[str, str], wrong: Mapping[str, str], *, bare: bool = False
) -> Response:
    return asked.page(
        "starting.html",
        422 if wrong else 200,
        questions=tuple(QUESTIONS),
        typed=typed,
        wrong=wrong,
        bare=bare,
        languages=LANGUAGES,
        look_of=_look(asked, typed.get("colour", "")),
        palette=Palette(),
    )


def colours(asked: Asked) -> Response:
    """How a colour reads on both schemes, and the nearest that does."""
    data: Any = asked.data if isinstance(asked.data, dict) else {}
    return asked.json(_look(asked, str(data.get("colour", ""))))


def _look(asked: Asked, said: str) -> dict[str, object]:
    plain = Palette()
    read = read_answers({"colour": one_line(said)[:80]}, asked.lang, datetime.now)
    if isinstance(read, Refusal):
        wrong = read.mistakes["colour"]
        return {"signal": "", "dark": "", "says": f"{wrong.what} {wrong.do}", "holds": False}
    light, dark = contrast(read.signal, plain.paper), contrast(read.signal_dark, plain.night)
    says = asked.say(
        "composer.contrast",
        light=_ratio(light, asked.lang),
        dark=_ratio(dark, asked.lang),
        least=_ratio(AA, asked.lang),
        colour=read.signal_dark,
    )
    return {"signal": read.signal, "dark": read.signal_dark, "says": says, "holds": True}


def _ratio(value: float, lang: str) -> str:
    said = f"{value:.1f}"
    return said if lang == "en" else said.replace(".", ",")


def start(asked: Asked) -> Response:
    """Write the site where nothing lies yet; what is wrong is told beside each question."""
    if asked.desk.has_site:
        return asked.go("/")
    typed = {question.key: _text(asked, question.key) for question in QUESTIONS}
    bare = bool(_text(asked, "bare"))
    wrong: dict[str, str] = {}
    with temporary_folder() as spare:
        typed["logo"] = ""
        try:
            if logo := _logo(asked, spare):
                typed["logo"] = str(logo)
        except NoPicture as refused:
            wrong["logo"] = str(refused)
        answers = read_answers(typed, asked.lang, datetime.now)
        if isinstance(answers, Refusal):
            told = {key: f"{one.what} {one.do}" for key, one in answers.mistakes.items()}
            return _page(asked, {**typed, "logo": ""}, {**told, **wrong}, bare=bare)
        if wrong:
            return _page(asked, {**typed, "logo": ""}, wrong, bare=bare)
        files = starter_files(answers)
        if bare:
            kept = {path: content for path, content in files.items() if not _is_sample(path)}
            files = {**kept, f"{_POSTS}/.gitkeep": b""}  # the folder has to be there
        try:
            write_site(files, asked.desk.home, asked.lang)
        except DiagnosticsError as found:
            told = {"": " ".join(f"{one.what} {one.do}" for one in found.mistakes)}
            return _page(asked, {**typed, "logo": ""}, told, bare=bare)
    asked.desk.running.stir()
    return asked.go("/", said="workbench.said_started")


def _is_sample(path: str) -> bool:
    """A post that shows how posts are written, and its pictures."""
    return PurePosixPath(path).is_relative_to(_POSTS)


def _text(asked: Asked, key: str) -> str:
    value = asked.form.get(key, "")
    return one_line(value)[:_LONGEST] if isinstance(value, str) else ""


def _logo(asked: Asked, spare: Path) -> Path | None:
    """The logo that was chosen, read as a picture and kept for the time of the writing.

    Raises NoPicture.
    """
    given = asked.form.get("logo_file")
    if not isinstance(given, UploadFile) or not given.filename:
        return None
    content = given.file.read(_LARGEST)
    if given.filename.lower().endswith(".svg"):
        try:
            clean = drawn(content)
        except Unreadable:
            raise NoPicture(asked.say("composer.bad_drawing")) from None
        file = spare / "logo.svg"
        file.write_bytes(clean.published.content)
        return file
    taken = take(content, given.filename, asked.lang)
    file = spare / f"logo{PurePosixPath(taken.name).suffix}"
    file.write_bytes(taken.content)
    return file


STARTING = Panel(
    key="starting",
    path="/debut",
    doors=(
        Door(path="/debut", get=show, post=start, most=_LARGEST),
        Door(path="/debut-couleur", post=colours),
    ),
    first=True,
)
