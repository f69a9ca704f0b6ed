"""`porte-voix result`: what a post obtained, in one line."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from portevoix.commands.naming import post_named
from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of
from portevoix.configuration import read_configuration
from portevoix.dates import long_date
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.doors import typed
from portevoix.language import LANGUAGES, say
from portevoix.locking import Busy
from portevoix.posts import shown
from portevoix.results import (
    RESULT,
    SAID,
    Bilan,
    Line,
    Number,
    Verdict,
    add_lines,
    bilan_of,
    read_number,
    results_of,
    say_result,
)
from portevoix.site import Site
from portevoix.sources.measured import all_results
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import read_sources
from portevoix.text import tidy

OPTIONS = (
    Option("post", "results.help_post", ("commands.a_post",), required=True),
    Option("value", "results.help_value", ("results.a_number",)),
    Option("note", "results.help_note", ("results.a_note",), many=True),
    Option("--verdict", "results.help_verdict", ("results.a_verdict",)),
    Option("--dry-run", "commands.dry_run"),
    NOW,
    CONFIG,
)
_NOTE = 1_000  # characters


def run(chosen: argparse.Namespace) -> int:
    """Write the line and say what it means; without a number, say where the post stands.

    Raises DiagnosticsError.
    """
    file = config_of(chosen)
    configuration = read_configuration(file)
    site = configuration.site
    lang = site.lang
    moment = moment_of(chosen, site)
    sources = read_sources(file, SourceOptions(now=moment), Path.cwd())
    post = post_named(chosen.post, sources.shelf.posts, lang)
    known, _ = all_results(configuration, Path.cwd())
    publications = [one for one in sources.publications if one.post == post.slug]
    before = bilan_of(post, known, publications, site)
    if not chosen.value:
        print(_told(before, site))
        return 0
    value, of = _value(chosen.value, lang)
    measure, target = post.intention.measure, before.target
    if target and not target.percent and value.percent:
        raise _refused(lang, post.file, "result_percent", target=measure.target if measure else "")
    if target and target.percent and not value.percent and of is None:
        raise _refused(lang, post.file, "result_number", target=measure.target if measure else "")
    path = configuration.file.parent / configuration.results.file
    line = Line(
        at=date(moment.year, moment.month, moment.day),
        post=post.slug,
        measure=RESULT,
        value=value.value,
        percent=value.percent,
        of=of,
        verdict=_verdict(chosen.verdict, lang),
        note=tidy(" ".join(chosen.note))[:_NOTE],
        number=1_000_000_000,  # the newest of its day
    )
    last = known.result(post.slug)
    same = last and replace(last, number=line.number) == line
    if not same and not chosen.dry_run:
        try:
            add_lines(path, [line], lang)
        except Busy:
            raise _refused(lang, shown(path, Path.cwd()), "busy") from None
    after = bilan_of(post, results_of((*known.of(post.slug), line)), publications, site)
    print(_told(after, site))
    if same:
        print(say(lang, "results.said_already", file=shown(path, Path.cwd())))
    elif chosen.dry_run:
        print(say(lang, "results.dry", file=shown(path, Path.cwd())))
    else:
        print(
            say(lang, "results.written", file=shown(path, Path.cwd()), build=typed("build", site))
        )
    if measure and measure.review_on and line.at < measure.review_on:
        print(say(lang, "results.early", day=long_date(measure.review_on, lang)))
    if after.verdict is Verdict.UNJUDGED and not line.verdict:
        print(say(lang, "results.say_verdict", result=typed("result", site), post=post.slug))
    return 0


def _told(bilan: Bilan, site: Site) -> str:
    lang, measure = site.lang, bilan.post.intention.measure
    return say(
        lang,
        "results.told",
        title=bilan.post.title,
        indicator=measure.indicator if measure else say(lang, "results.no_indicator"),
        target=(measure.target if measure else "") or say(lang, "results.no_target"),
        value=say_result(bilan.result, lang) if bilan.result else say(lang, "results.none_yet"),
        verdict=say(lang, f"results.is_{bilan.verdict}"),
    )


def _value(said: str, lang: str) -> tuple[Number, Decimal | None]:
    """« 412 », « 84 % », « 412/500 »."""
    part, slash, whole = said.partition("/")
    value = read_number(part, lang)
    of = read_number(whole, lang) if slash else None
    if value is None or value.value < 0 or (slash and (of is None or of.value <= 0)):
        raise Misused("results.bad_number", value=said[:40])
    return value, of.value if of else None


def _verdict(said: str | None, lang: str) -> str:
    if not said:
        return ""
    words = {one.value: one for one in SAID}
    for tongue in LANGUAGES:
        words |= {say(tongue, f"results.is_{one}").replace("\u00a0", " "): one for one in SAID}
    found = words.get(said.casefold())
    if found is None:
        known = ", ".join(say(lang, f"results.is_{one}") for one in SAID)
        raise Misused("commands.no_choice", word="--verdict", value=said, known=known)
    return found


def _refused(lang: str, file: str, wording: str, **values: object) -> DiagnosticsError:
    what = say(lang, f"results.{wording}", **values)
    do = say(lang, f"results.{wording}_do", **values)
    return DiagnosticsError([Diagnostic(file=file, line=0, what=what, do=do)])
