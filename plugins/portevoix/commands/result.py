"""`porte-voix result`: what a post obtained, in one line."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from portevoix.commands.naming import post_named
from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of
from portevoix.configuration import read_configuration
from portevoix.dates import long_date
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.doors import typed
from portevoix.language import say
from portevoix.locking import Busy
from portevoix.posts import shown
from portevoix.results import (
    SAID,
    Bilan,
    Verdict,
    bilan_of,
    enter_result,
    is_known,
    line_of,
    read_given,
    read_verdict,
    results_of,
    say_result,
)
from portevoix.site import Site
from portevoix.sources.measured import all_results
from portevoix.sources.options import SourceOptions
from portevoix.sources.read import read_sources

OPTIONS = (
    Option("post", "results.help_post", ("commands.a_post",), required=True),
    Option("value", "results.help_value", ("results.a_number",)),
    Option("note", "results.help_note", ("results.a_note",), many=True),
    Option("--verdict", "results.help_verdict", ("results.a_verdict",)),
    Option("--dry-run", "commands.dry_run"),
    NOW,
    CONFIG,
)


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
    measure, given = post.intention.measure, read_given(chosen.value, lang)
    if given is None:
        raise Misused("results.bad_number", value=chosen.value[:40])
    if wording := given.unfit(before.target):
        target = measure.target if measure else ""
        raise _refused(lang, post.file, wording, target=target)
    path = configuration.file.parent / configuration.results.file
    verdict = _verdict(chosen.verdict, lang)
    at = date(moment.year, moment.month, moment.day)
    line = line_of(post.slug, at, given, verdict=verdict, note=chosen.note)
    same = is_known(line, known)
    if not chosen.dry_run:
        try:
            enter_result(path, line, known, lang)
        except Busy:
            raise _refused(lang, shown(path, Path.cwd()), "results.busy") from None
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


def _verdict(said: str | None, lang: str) -> str:
    if not said:
        return ""
    found = read_verdict(said)
    if found is None:
        known = ", ".join(say(lang, f"results.is_{one}") for one in SAID)
        raise Misused("commands.no_choice", word="--verdict", value=said, known=known)
    return found


def _refused(lang: str, file: str, wording: str, **values: object) -> DiagnosticsError:
    what, do = say(lang, wording, **values), say(lang, f"{wording}_do", **values)
    return DiagnosticsError([Diagnostic(file=file, line=0, what=what, do=do)])
