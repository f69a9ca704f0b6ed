"""The command line itself: finds the command, reads its words, runs it, tells what stops it."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from portevoix import __version__
from portevoix.commands.ending import ended_by_signals
from portevoix.commands.options import Misused
from portevoix.commands.speech import language_of
from portevoix.commands.table import COMMANDS
from portevoix.diagnostics import DiagnosticsError
from portevoix.language import say
from portevoix.refusals import reason_of

PROGRAM = "porte-voix"
# What a system refuses → what to do about it.
_REFUSALS = {
    errno.ENOENT: "commands.missing_file",
    errno.EACCES: "commands.no_right",
    errno.EPERM: "commands.no_right",
    errno.EROFS: "commands.no_right",
    errno.ENOSPC: "commands.disc_full",
    errno.EISDIR: "commands.is_folder",
    errno.ENOTDIR: "commands.not_folder",
    errno.EEXIST: "commands.not_folder",
    errno.EADDRINUSE: "commands.port_taken",
}


def main(
    arguments: Sequence[str] | None = None, root: Path | None = None, typed_as: str = ""
) -> int:
    """Exit code 0; 1 with what is to mend; 2 when the command was typed wrongly, or for our fault.

    `root` is the folder that holds mkdocs.yml, the current one by default; `typed_as` is how a
    script that stands for one command calls it.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    # What a command loads and reads stays: to look for cycles in it again and again helps nobody.
    gc.set_threshold(50_000, 20, 50)
    atexit.register(gc.freeze)  # nor in what is left at the end: it goes with the process
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the README says it, once
    with ended_by_signals() as heard:
        try:
            return _told(words, root, typed_as)
        except KeyboardInterrupt:
            return 128 + (heard[-1] if heard else signal.SIGINT)  # as a shell counts what ended it


def _told(words: Sequence[str], root: Path | None, typed_as: str) -> int:
    """What stops a command, said without a traceback."""
    lang = "fr"
    try:
        home = root or _here()
        lang = language_of(words, home)
        code = _run(words, home, lang, typed_as)
        sys.stdout.flush()
        return code
    except Misused as misused:
        print(misused.told(lang), say(lang, "commands.see_help"), file=sys.stderr)
        return 2
    except DiagnosticsError as found:
        print(found, file=sys.stderr)
        return 1
    except BrokenPipeError:  # who read what we print has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(_refused(error, lang), file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:  # an older environment, or what a hook asks for
        package = (error.name or "").partition(".")[0]
        if package in ("", "portevoix"):
            raise
        print(say(lang, "commands.no_package", name=package), file=sys.stderr)
        return 1


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:  # somebody took the folder away; help is given all the same
        return Path()


def _run(words: Sequence[str], home: Path, lang: str, typed_as: str) -> int:
    name, rest = (words[0] if words else ""), words[1:]
    if name == "--version":
        print(f"{PROGRAM} {__version__}")
        return 0
    if name in ("", "-h", "--help"):
        print(_overview(lang), file=sys.stdout if name else sys.stderr)
        return 0 if name else 2
    command = COMMANDS.get(name)
    if command is None:
        raise _unknown(name)
    ours = rest[: rest.index("--")] if "--" in rest else rest
    if "--version" in ours:
        print(f"{PROGRAM} {__version__}")
        return 0
    # Neither help nor what reads words is worth loading for the other.
    from portevoix.commands.reading import help_of, read_words

    module = command.load()
    if {"-h", "--help"} & set(ours):
        print(help_of(typed_as or f"{PROGRAM} {name}", command.about, module.OPTIONS, lang), end="")
        return 0
    code: int = module.run(read_words(module.OPTIONS, rest, home=home, lang=lang))
    return code


def _overview(lang: str) -> str:
    """All commands, a line for each."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {say(lang, one.about)}" for name, one in COMMANDS.items()]
    options = f"{PROGRAM} [--help] [--version] {say(lang, 'commands.command')} …"
    return "\n".join(
        (
            f"{say(lang, 'commands.usage')}{options}",
            "",
            say(lang, "commands.overview"),
            "",
            *lines,
            "",
            say(lang, "commands.more", program=PROGRAM),
        )
    )


def _unknown(name: str) -> Misused:
    import difflib

    known = ", ".join(COMMANDS)
    if name.casefold() in ("aide", "help", "-?", "/?"):
        return Misused("commands.unknown_near", name=name, near="--help")
    if near := difflib.get_close_matches(name, COMMANDS, 1):
        return Misused("commands.unknown_near", name=name, near=near[0])
    return Misused("commands.unknown", name=name, known=known)


def _refused(error: OSError, lang: str) -> str:
    """What the system refused: the file, why, what to do."""
    wording = _REFUSALS.get(error.errno or 0, "commands.refused")
    told = say(lang, wording, reason=reason_of(error, lang))
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return f"{' → '.join(names)}: {told}" if names else told
