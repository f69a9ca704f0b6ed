"""`porte-voix import-results`: results files of networks, tools and web servers, as dated lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, existing_file
from portevoix.commands.options import moment_of as now_of
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.doors import typed
from portevoix.language import say
from portevoix.locking import Busy
from portevoix.posts import shown
from portevoix.results import (
    LOG,
    Asked,
    Line,
    NotRead,
    Read,
    add_lines,
    importers_of,
    index_of,
    read_day,
    read_file,
    weigh,
)
from portevoix.sending import names_today, publications_of, read_ledger
from portevoix.site import Site
from portevoix.sources.measured import all_results
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import read_sources

_NEWEST = 1_000_000_000  # the number of a line that is just written


def _day(text: str) -> date:
    found = read_day(text, months_first=False)
    if found is None:
        raise Misused("command.bad_now", value=text)
    return found


OPTIONS = (
    Option(
        "files", "results.help_files", ("commands.file",), existing_file, many=True, required=True
    ),
    Option("--tool", "results.help_tool", ("results.a_tool",)),
    Option("--network", "commands.network", ("commands.a_network",)),
    Option("--account", "results.help_account", ("commands.a_name",)),
    Option("--first-day", "results.help_first_day", ("commands.date",), _day),
    Option("--last-day", "results.help_last_day", ("commands.date",), _day),
    Option("--dry-run", "commands.dry_run"),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Write what is new of each file; exit code 1 when a file gave nothing or cannot be read.

    Raises DiagnosticsError with all files that cannot.
    """
    file = config_of(chosen)
    configuration = read_configuration(file)
    site, options = configuration.site, configuration.results
    lang = site.lang
    importers = importers_of(options.imports)
    tools = (*importers, LOG)
    if chosen.tool and chosen.tool not in tools:
        known = ", ".join(tools)
        raise Misused("commands.no_choice", word="--tool", value=chosen.tool, known=known)
    first, last = chosen.first_day, chosen.last_day
    if (first is None) is not (last is None) or (first and last and first > last):
        raise Misused("results.bad_stretch")
    moment = now_of(chosen, site)
    sources = read_sources(file, SourceOptions(now=moment), Path.cwd())
    ledger = configuration.file.parent / configuration.sending.ledger
    sent = read_ledger(ledger, lang=lang, name=shown(ledger, Path.cwd()))
    publications = publications_of(sent.under(names_today(sources.shelf.posts)))
    index = index_of(site, sources.shelf.posts, publications)
    asked = Asked(
        at=moment.date(),
        tool=chosen.tool or "",
        network=chosen.network or "",
        account=chosen.account or "",
        first=first,
        last=last,
        lang=lang,
    )
    results, _ = all_results(configuration, Path.cwd())
    lines = [line for some in results.by_post.values() for line in some]
    mistakes: list[Diagnostic] = []
    code, written = 0, 0
    for path in chosen.files:
        name = shown(path, Path.cwd())
        try:
            read = read_file(path, asked, index, importers)
        except NotRead as why:
            mistakes.append(_mistake(lang, name, why.line, why.wording, **why.values))
            continue
        weighed = weigh(read.lines, lines)
        for said in _told(read, name, site, len(weighed.new), weighed.known):
            print(said)
        if weighed.overlapping:
            one = weighed.overlapping[0]
            print(
                say(
                    lang,
                    "results.overlap",
                    count=len(weighed.overlapping),
                    first=one.first,
                    last=one.last,
                )
            )
            code = 1
        code = code or (0 if read.lines else 1)
        new = list(weighed.new)
        if new and not chosen.dry_run:
            _write(configuration, new)
        written += len(new)
        lines += [replace(one, number=_NEWEST) for one in new]
    if chosen.dry_run:
        print(say(lang, "results.dry", file=options.file))
    elif written:
        print(say(lang, "results.imported", count=written, file=options.file))
        print(say(lang, "results.see", build=typed("build", site)))
    if mistakes:
        raise DiagnosticsError(mistakes)
    return code


def _write(configuration: Configuration, lines: list[Line]) -> None:
    path = configuration.file.parent / configuration.results.file
    lang = configuration.site.lang
    try:
        add_lines(path, lines, lang)
    except Busy:
        raise DiagnosticsError([_mistake(lang, path.name, 0, "busy")]) from None


def _told(read: Read, name: str, site: Site, new: int, known: int) -> Iterator[str]:
    lang = site.lang
    posts = len({one.post for one in read.lines})
    yield say(
        lang, "results.file_told", file=name, tool=read.tool, rows=read.rows, posts=posts, new=new
    )
    if known:
        yield "  " + say(lang, "results.file_known", count=known)
    for one in read.left:
        rows = ", ".join(map(str, one.rows)) + (", …" if one.count > len(one.rows) else "")
        send = typed("send", site)  # an address of a message is known once the ledger has it
        yield "  " + say(
            lang, f"results.{one.wording}", count=one.count, rows=rows, said=one.said, send=send
        )


def _mistake(lang: str, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    what = say(lang, f"results.{wording}", **values)
    return Diagnostic(
        file=file, line=line, what=what, do=say(lang, f"results.{wording}_do", **values)
    )
