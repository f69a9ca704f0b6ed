"""`porte-voix links`: whether links to other sites still answer; the answers are kept with their date."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from portevoix.asking import answers_of
from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of
from portevoix.configuration import read_configuration
from portevoix.language import say
from portevoix.links import LinkState, read_links, say_answer, write_links
from portevoix.posts import shown
from portevoix.sources.options import SourceOptions
from portevoix.sources.outward import outward_links
from portevoix.sources.read import read_sources


def _most(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) <= 100_000:
        raise Misused("commands.unread", said=text[:40])
    return int(text)


OPTIONS = (
    Option("--most", "alerts.help_links_most", ("alerts.a_count",), _most),
    NOW,
    CONFIG,
)
MOST = 2_000


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0, or 1 when a link is dead. Raises DiagnosticsError."""
    file = config_of(chosen)
    configuration = read_configuration(file)
    site = configuration.site
    lang = site.lang
    moment = moment_of(chosen, site)
    sources = read_sources(file, SourceOptions(now=moment), Path.cwd())
    path = configuration.file.parent / configuration.alerts.links
    before = {one.address: one for one in read_links(path)}
    found = outward_links(sources, Path.cwd())
    if not found:
        print(say(lang, "alerts.links_none"))
        write_links(path, ())
        return 0
    never = date.min
    oldest = sorted(found, key=lambda one: (before[one].checked if one in before else never, one))
    asked = frozenset(oldest[: chosen.most or MOST])
    answers = answers_of(sorted(asked))
    states = []
    for address, (name, line) in sorted(found.items()):
        last = before.get(address)
        if address not in asked:
            if last:
                states.append(_moved(last, name, line))
            continue
        answer = answers[address]
        since = last.since if last and last.answer == answer else moment.date()
        states.append(
            LinkState(
                address=address,
                answer=answer,
                since=since,
                checked=moment.date(),
                file=name,
                line=line,
            )
        )
    write_links(path, states)
    dead = [one for one in states if one.is_dead]
    for one in dead:
        print(
            say(
                lang,
                "alerts.links_dead",
                file=one.file,
                line=one.line,
                address=one.address,
                answer=say_answer(one, lang),
            )
        )
    unsure = sum(one.answer != "ok" and not one.is_dead for one in states)
    print(say(lang, "alerts.links_told", count=len(asked), dead=len(dead), unsure=unsure))
    print(say(lang, "alerts.links_written", file=shown(path, Path.cwd())))
    return 1 if dead else 0


def _moved(state: LinkState, file: str, line: int) -> LinkState:
    return LinkState(
        address=state.address,
        answer=state.answer,
        since=state.since,
        checked=state.checked,
        file=file,
        line=line,
    )
