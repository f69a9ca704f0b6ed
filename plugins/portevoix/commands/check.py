"""`porte-voix check`: posts against the charter."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from portevoix.checks import read_check_settings
from portevoix.checks.findings import (
    new_ones,
    read_baseline,
    write_baseline,
)
from portevoix.checks.fix import FIXED, Outcome, read_change, render, write_change
from portevoix.checks.glossary import is_acronym, write_acronym
from portevoix.checks.project import Project, review_files
from portevoix.checks.reports import render_github, render_json, render_sarif, render_text
from portevoix.commands.naming import post_named
from portevoix.commands.options import (
    CONFIG,
    JSON,
    NOW,
    Misused,
    Option,
    config_of,
    moment_of,
)
from portevoix.configuration import read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.doors import typed
from portevoix.language import say
from portevoix.networks import NETWORKS
from portevoix.paths import standing
from portevoix.posts import ShelfError, read_shelf, shown
from portevoix.site import Organisation, Site

CACHE = Path(".cache") / "checks.json"
OWN_FAULT = 2


FORMS = ("json", "sarif", "github")
OPTIONS = (
    Option("posts", "commands.checked", ("commands.a_post",), Path, many=True),
    JSON,
    Option("--sarif", "commands.sarif"),
    Option("--github", "commands.github"),
    Option("--fix", "commands.fix"),
    Option("--dry-run", "commands.dry_run"),
    Option("--baseline", "commands.baseline", ("commands.a_word",), choices=("write", "use")),
    Option(
        "--glossary",
        "commands.glossary",
        ("commands.an_acronym", "commands.a_name"),
        old=("--glossaire",),
    ),
    NOW,
    CONFIG,
    Option("--no-cache", "commands.no_cache"),
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0, 1 when a blocking finding remains or a file cannot be read, 2 for our fault."""
    forms = [f"--{name}" for name in FORMS if getattr(chosen, name)]
    if len(forms) > 1:
        raise Misused("commands.one_of", words=", ".join(forms))
    project = _project(chosen)
    if chosen.glossary:
        return _add_acronym(project, *chosen.glossary)
    chosen.posts = _files(chosen.posts, project)
    if chosen.fix or chosen.dry_run:
        return _fix(project, chosen, write=not chosen.dry_run)
    return _check(project, chosen)


def _files(named: Sequence[Path], project: Project) -> list[Path]:
    """The files that are named, or those of the posts whose address, or end of it, is named."""
    if all(path.exists() for path in named):
        return list(named)
    networks = tuple(dict.fromkeys((*NETWORKS, *project.site.networks)))
    try:
        posts = read_shelf(project.blog, project.site, networks=networks).posts
    except ShelfError as error:
        posts = (*error.posts, *error.doubtful)
    found = []
    for path in named:
        # What looks like a file is told as one; a post that cannot be read may have the address.
        if not path.exists() and path.suffix != ".md":
            with suppress(DiagnosticsError):
                path = Path(post_named(path.as_posix(), posts, project.site.lang).file)
        found.append(path)
    return found


def _project(chosen: argparse.Namespace) -> Project:
    config = config_of(chosen)
    base = Path.cwd()
    if config.is_file():
        configuration = read_configuration(config)
        site, docs = configuration.site, configuration.docs
        options = configuration.options.form("checks")
        charter = configuration.charter
        settings = read_check_settings(docs, options=options, charter=charter, lang=site.lang)
        return Project(
            site=site,
            settings=settings,
            docs=docs,
            home=config.resolve().parent,
            base=base,
            now=_now(chosen, site),
            config=config,
        )
    site = Site(
        url="https://exemple.org/",
        name="",
        description="",
        zone=ZoneInfo("UTC"),
        organisation=Organisation(name=""),
        lang=chosen.language,
    )
    home: Path = chosen.home
    docs = home / "docs"
    print(say(site.lang, "checks.no_config"), file=sys.stderr)
    settings = read_check_settings(docs, lang=site.lang)
    now = _now(chosen, site)
    return Project(site=site, settings=settings, docs=docs, home=home, base=base, now=now)


def _now(chosen: argparse.Namespace, site: Site) -> datetime:
    """The moment that the command says, or else the one that SOURCE_DATE_EPOCH gives."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not chosen.now and epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch[:12]), UTC).astimezone(site.zone)
    return moment_of(chosen, site)


def _check(project: Project, chosen: argparse.Namespace) -> int:
    site = project.site
    cache = None if chosen.no_cache else project.home / CACHE
    found = review_files(project, chosen.posts, cache, partial(_of_a_build, project))
    report, mistakes = found.report, found.mistakes
    code = report.exit_code
    baseline = project.home / standing(project.home, "baseline", site.lang)
    before = len(report.findings)
    if chosen.baseline == "write":
        write_baseline(baseline, report.findings, _from_home(project))
        print(say(site.lang, "checks.baseline_written", count=before, file=baseline.name))
        _tell(mistakes)
        return OWN_FAULT if report.failures else 1 if mistakes else 0
    if chosen.baseline == "use":
        known = read_baseline(baseline, site)
        report = replace(report, findings=new_ones(report.findings, known, _from_home(project)))
        code = report.exit_code
    if chosen.json:
        _write(render_json(report))
    elif chosen.sarif:
        _write(render_sarif(report, site))
    elif chosen.github:
        _write(render_github(report))
    else:
        if report.findings or not mistakes:  # a file that cannot be read has passed nothing
            _write(render_text(report, site, files=found.files))
        if chosen.baseline == "use" and before != len(report.findings):
            count = before - len(report.findings)
            print(say(site.lang, "checks.known_before", count=count, file=baseline.name))
    _tell(sorted({*mistakes, *found.notices}))
    for failure in report.failures:
        words = {"rule": failure.rule, "file": failure.file, "error": failure.error}
        print(say(site.lang, "checks.own_fault", **words), file=sys.stderr)
    return code or (1 if mistakes else 0)


def _of_a_build(
    project: Project, files: frozenset[str] | None
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What a build says of posts: those that it would publish as it does, others as a preview."""
    from portevoix.building.trial import said_by_a_build
    from portevoix.engine.mkdocs.host import MkDocs
    from portevoix.sources.options import SourceOptions

    if project.config is None:
        return (), ()
    try:
        configuration = read_configuration(project.config)
    except DiagnosticsError:
        return (), ()
    blog = f"{shown(project.blog, project.base)}/"
    wanted = files
    mistakes: list[Diagnostic] = []
    notices: list[Diagnostic] = []
    seen: frozenset[str] = frozenset()
    for drafts in (False, True):
        options = SourceOptions(now=project.now, drafts=drafts, check=False)
        said = said_by_a_build(configuration, options, MkDocs(configuration=configuration), wanted)
        for told, found in ((mistakes, said.mistakes), (notices, said.notices)):
            told += (
                one
                for one in found
                if one.file.startswith(blog)
                and one.file not in seen
                and (wanted is None or one.file in wanted)
            )
        seen |= said.posts
        own = files or {shown(path, project.base) for path in project.own_files()}
        wanted = frozenset(own) - seen
        if not wanted or said.mistakes:
            break
    return tuple(mistakes), tuple(sorted(set(notices)))


def _from_home(project: Project) -> Callable[[str], str]:
    """A file's name as every folder of the project would give it."""
    return lambda file: shown(project.base / file, project.home)


def _fix(project: Project, chosen: argparse.Namespace, *, write: bool) -> int:
    site, code, changed = project.site, 0, False
    named: Sequence[Path] = chosen.posts
    render = _rendering(chosen)
    off = {rule for rule, severity in project.settings.severities.items() if severity is None}
    rules = [rule for rule in FIXED if rule not in off]
    for path in named or sorted(project.own_files()):
        name = shown(path, project.base)
        change = read_change(path, site, rules, render)
        if change is None:
            key = "checks.not_text" if path.is_file() else "checks.not_found"
            what, do = say(site.lang, key), say(site.lang, f"{key}_do")
            _tell([Diagnostic(file=name, line=0, what=what, do=do)])
            code = 1
        elif change.is_any:
            changed = True
            _write(change.diff(name))
            if write:
                outcome = write_change(change)
                print(say(site.lang, f"checks.{outcome}", file=name))
                code = code if outcome is Outcome.WRITTEN else 1
    if not changed and not code:
        print(say(site.lang, "checks.fix_none"))
    elif changed and not write:
        print(say(site.lang, "checks.fix_dry"))
    print(say(site.lang, "checks.fix_rest", check=typed("check", site)))
    return code


def _rendering(chosen: argparse.Namespace) -> Callable[[str], str]:
    """Markdown as the site sets it, for a correction is only made when the page stays the same."""
    from portevoix.building.engine import Refused
    from portevoix.building.markdown import render as rendered
    from portevoix.engine.mkdocs.host import MkDocs

    config = config_of(chosen)
    if not config.is_file():
        return render
    try:
        settings = MkDocs(configuration=read_configuration(config)).markdown()
    except Refused:  # a build says so; corrections are held to what sites commonly set
        return render
    return lambda text: rendered(text, settings).html


def _add_acronym(project: Project, acronym: str, name: str) -> int:
    lang = project.site.lang
    path = project.docs / standing(project.docs, "glossary", lang)
    file = shown(path, project.base)
    acronym, name = acronym.strip(), " ".join(name.split())
    known = project.settings.glossary.get(acronym)
    if known == name:
        print(say(lang, "checks.glossary_same", acronym=acronym, file=file))
        return 0
    wrong = ""
    if not is_acronym(acronym) or not name:
        wrong = "glossary_bad"
    elif known is not None:
        wrong = "glossary_other"
    if wrong:
        words = {"acronym": acronym, "name": known, "file": file}
        what, do = say(lang, f"checks.{wrong}", **words), say(lang, f"checks.{wrong}_do", **words)
        raise DiagnosticsError([Diagnostic(file=file, line=0, what=what, do=do)])
    write_acronym(path, acronym, name)
    print(say(lang, "checks.glossary_added", acronym=acronym, file=file))
    return 0


def _write(text: str) -> None:
    sys.stdout.write(text)


def _tell(mistakes: Sequence[Diagnostic]) -> None:
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
