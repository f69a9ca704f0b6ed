"""`porte-voix init`: a site of one's own, from a few answers."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from portevoix.commands.options import NOW, Misused, Option, named
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.doors import quoted
from portevoix.language import say
from portevoix.moments import read_moment
from portevoix.starting import (
    QUESTIONS,
    Answers,
    Question,
    Refusal,
    read_answers,
    starter_files,
    taken,
    write_site,
)

_ALSO = {"languages": ("--language",)}  # what a site in one language is given
OPTIONS = (
    Option("folder", "starting.folder", ("commands.folder",), named, required=True),
    *(
        Option(
            question.option,
            f"starting.help_{question.key}",
            (f"starting.an_{question.sort}",),
            old=_ALSO.get(question.key, ()),
        )
        for question in QUESTIONS
    ),
    Option("--yes", "starting.yes"),
    NOW,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; raises DiagnosticsError with all that is wrong, nothing then being written."""
    lang: str = chosen.language
    folder: Path = chosen.folder
    said = {
        question.key: value
        for question in QUESTIONS
        if (value := getattr(chosen, question.key)) is not None
    }
    wrong = taken(folder, lang)
    asks = sys.stdin is not None and sys.stdin.isatty() and not chosen.yes and wrong is None
    if asks:
        said = _asked(said, lang)
    answers = read_answers(said, lang, _now(chosen))
    mistakes: list[Diagnostic] = [wrong] if wrong else []
    if isinstance(answers, Refusal):
        mistakes += answers.mistakes.values()
    if mistakes or isinstance(answers, Refusal):
        raise DiagnosticsError(mistakes)
    files = starter_files(answers)
    write_site(files, folder, lang)
    _tell(answers, files, folder, answers.lang)  # as every later command will speak
    return 0


def _now(chosen: argparse.Namespace) -> Callable[[ZoneInfo], datetime]:
    def now(zone: ZoneInfo) -> datetime:
        found = read_moment(chosen.now, zone, time(0)) if chosen.now else None
        return found or datetime.now(zone)

    return now


def _asked(said: dict[str, str], lang: str) -> dict[str, str]:
    """Each question that the command line did not answer, until its answer can stand."""
    count = sum(question.key not in said for question in QUESTIONS)
    print(say(lang, "starting.intro", count=count))
    answered = dict(said)
    for question in QUESTIONS:
        while question.key not in answered:
            given = _answer(question, answered, lang)
            tried = read_answers({**answered, question.key: given}, lang, datetime.now)
            if isinstance(tried, Refusal) and question.key in tried.mistakes:
                told = tried.mistakes[question.key]
                print(f"  {told.what} {told.do}")
            else:
                answered[question.key] = given
    return answered


def _answer(question: Question, answered: dict[str, str], lang: str) -> str:
    typed = {"command": lang}
    for one in QUESTIONS:
        typed[one.key] = answered.get(one.key) or one.default(typed)
    words = say(lang, f"starting.ask_{question.key}")
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    default = f" [{typed[question.key]}]" if typed[question.key] else ""
    try:
        return input(f"{words}{choices}{default} ").strip()
    except EOFError:
        raise Misused("starting.no_answer") from None


def _tell(answers: Answers, files: dict[str, bytes], folder: Path, lang: str) -> None:
    """What was made, what remains to be written, what to type next."""
    from portevoix.starting import left_to_write

    print(say(lang, "starting.written", count=len(files), place=folder))
    left = left_to_write(files, answers)
    if left:
        print(say(lang, "starting.left"))
        for place, text in left:
            print(f"  {place} : {text}" if lang == "fr" else f"  {place}: {text}")
    print(say(lang, "starting.next"))
    steps = tuple(_steps(folder))
    width = max(len(typed) for _, typed in steps)
    for key, typed in steps:
        print(f"  {typed:{width}}  # {say(lang, f'starting.next_{key}')}")


def _steps(folder: Path) -> Iterator[tuple[str, str]]:
    """What to type next, in the shell that ran this: where the program is in an environment that is
    not entered, it is entered first."""
    program = "porte-voix"
    if not shutil.which(program):
        beside = Path(sys.executable).parent
        enter, named = beside / "activate", Path(shutil.which(program, path=str(beside)) or "")
        if enter.is_file() and named.name:
            here = Path.cwd()
            place = enter.relative_to(here) if enter.is_relative_to(here) else enter
            yield "enter", str(place) if os.name == "nt" else f". {quoted(_from_here(place))}"
        else:
            program = f"{quoted(sys.executable)} -m portevoix"
    if folder.resolve() != Path.cwd().resolve():
        yield "go", f"cd {quoted(str(folder))}"
    for key, command in (("new", "new-post"), ("serve", "serve"), ("build", "build")):
        yield key, f"{program} {command}"


def _from_here(place: Path) -> str:
    """With a slash: shells look for a bare name on the path."""
    return str(place) if len(place.parts) > 1 else f"./{place}"
