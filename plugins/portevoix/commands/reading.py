"""The words typed after a command → values; its help. argparse reads, our catalogues speak."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from portevoix.commands.options import HELP, VERSION, Misused, Option
from portevoix.language import say


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misused("commands.unread", said=message)


def read_words(
    options: Sequence[Option], words: Sequence[str], *, home: Path, lang: str
) -> argparse.Namespace:
    """The value of each option by its name; `home` and `language` beside them.

    Raises Misused at the first word that cannot be read.
    """
    # A usage of ours, empty: argparse would set one out before it reads, and asks the terminal for that.
    parser = _Parser(usage="", add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in options:
        _declare(parser, option)
    try:
        chosen, left = parser.parse_known_intermixed_args(list(words))
    except argparse.ArgumentError as error:
        raise _misread(error, options) from None
    if left := [word for word in left if word != "--"]:
        raise _unknown(left[0], options)
    for option in options:
        value = getattr(chosen, option.name)
        if option.required and not value:
            raise Misused("commands.missing", named=option.takes[0], about=option.about)
        for one in value if option.many else filter(None, (value,)):
            if option.choices and one not in option.choices:
                known = ", ".join(option.choices)
                raise Misused("commands.no_choice", word=option.word, value=one, known=known)
    chosen.home, chosen.language = home, lang
    return chosen


def _declare(parser: argparse.ArgumentParser, option: Option) -> None:
    add = parser.add_argument
    if option.is_placed:
        add(option.name, nargs="*" if option.many else "?", type=option.read)
        return
    for words in ((option.word,), option.old):
        if not words:
            continue
        if not option.takes:
            add(*words, dest=option.name, action="store_true")
        elif len(option.takes) == 1:
            add(*words, dest=option.name, type=option.read)
        else:
            add(*words, dest=option.name, type=option.read, nargs=len(option.takes))


def _misread(error: argparse.ArgumentError, options: Iterable[Option]) -> Misused:
    """An option without its value, or a switch with one: what else is wrong, `read` says."""
    said = (error.argument_name or "").split("/")
    for option in options:
        if option.word in said or set(option.old) & set(said):
            if option.takes:
                return Misused("commands.no_value", word=said[0], named=option.takes[0])
            return Misused("commands.is_switch", word=said[0])
    return Misused("commands.unread", said=str(error))


def _unknown(word: str, options: Iterable[Option]) -> Misused:
    if not word.startswith("-"):
        return Misused("commands.too_much", word=word)
    name = word.partition("=")[0]
    known = [option.word for option in (*options, HELP, VERSION) if not option.is_placed]
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    if near:
        return Misused("commands.unknown_option_near", word=name, near=near[0])
    return Misused("commands.unknown_option", word=name)


def help_of(program: str, about: str, options: Sequence[Option], lang: str) -> str:
    """The help of a command, in one language, as wide as the terminal."""
    parser = argparse.ArgumentParser(add_help=False)
    shown = (*options, HELP, VERSION)
    actions = {option: _shown(parser, option, lang) for option in shown}
    formatter = argparse.HelpFormatter(program)
    formatter.add_usage(None, actions.values(), [], say(lang, "commands.usage"))
    formatter.add_text(say(lang, about))
    for placed, title in ((True, "commands.places"), (False, "commands.options")):
        formatter.start_section(say(lang, title))
        formatter.add_arguments(
            action for option, action in actions.items() if option.is_placed is placed
        )
        formatter.end_section()
    return formatter.format_help()


def _shown(parser: argparse.ArgumentParser, option: Option, lang: str) -> argparse.Action:
    said = say(lang, option.about).replace("%", "%%")
    values = tuple(say(lang, key) for key in option.takes)
    if option.choices:
        values = ("{" + ",".join(option.choices) + "}",)
    if option.is_placed:
        nargs = "*" if option.many else None if option.required else "?"
        return parser.add_argument(option.name, nargs=nargs, metavar=values[0], help=said)
    words = sorted((option.word, *(old for old in option.old if not old.startswith("--"))), key=len)
    if not values:
        return parser.add_argument(*words, action="store_true", help=said)
    if len(values) == 1:
        return parser.add_argument(*words, metavar=values[0], help=said)
    return parser.add_argument(*words, nargs=len(values), metavar=values, help=said)
