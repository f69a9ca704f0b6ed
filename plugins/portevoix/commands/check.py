"""`porte-voix check`: posts against the charter."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from portevoix.checks.findings import (
    BASELINE,
    Report,
    new_ones,
    read_baseline,
    write_baseline,
)
from portevoix.checks.fix import FIXED, Outcome, read_change, write_change
from portevoix.checks.glossary import is_acronym, write_acronym
from portevoix.checks.reports import render_github, render_json, render_sarif, render_text
from portevoix.checks.review import (
    Cache,
    PostReview,
    ReviewContext,
    check_subject,
    report_of,
    review_context,
    review_posts,
)
from portevoix.checks.settings import GLOSSARY, CheckSettings, read_check_settings
from portevoix.checks.sources import Source, composer, read_standalone
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
from portevoix.language import say
from portevoix.networks import NETWORKS
from portevoix.posts import AUTHORS_FILE, below, post_files, read_shelf, real_path, shown
from portevoix.site import Organisation, Site

CACHE = Path(".cache") / "checks.json"
OWN_FAULT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a run stands on."""

    site: Site
    settings: CheckSettings
    docs: Path
    home: Path  # folder of the settings file
    base: Path  # files are named from here
    today: date


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
    setting = _setting(chosen)
    if chosen.glossary:
        return _add_acronym(setting, *chosen.glossary)
    if chosen.fix or chosen.dry_run:
        return _fix(setting, chosen.posts, write=not chosen.dry_run)
    return _check(setting, chosen)


def _setting(chosen: argparse.Namespace) -> Setting:
    config = config_of(chosen)
    base = Path.cwd()
    if config.is_file():
        configuration = read_configuration(config)
        site, docs = configuration.site, configuration.docs
        options = configuration.options.form("checks")
        settings = read_check_settings(docs, options=options, lang=site.lang)
        return Setting(
            site=site,
            settings=settings,
            docs=docs,
            home=config.resolve().parent,
            base=base,
            today=_today(chosen, site),
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
    today = _today(chosen, site)
    return Setting(site=site, settings=settings, docs=docs, home=home, base=base, today=today)


def _today(chosen: argparse.Namespace, site: Site) -> date:
    """The day that the command says, or else the one that SOURCE_DATE_EPOCH gives."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not chosen.now and epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch[:12]), UTC).astimezone(site.zone).date()
    return moment_of(chosen, site).date()


def _check(setting: Setting, chosen: argparse.Namespace) -> int:
    site = setting.site
    cache = None if chosen.no_cache else setting.home / CACHE
    report, mistakes, files = _reviewed(setting, chosen.posts, cache)
    code = report.exit_code
    baseline = setting.home / BASELINE
    before = len(report.findings)
    if chosen.baseline == "write":
        write_baseline(baseline, report.findings, _from_home(setting))
        print(say(site.lang, "checks.baseline_written", count=before, file=BASELINE))
        _tell(mistakes)
        return OWN_FAULT if report.failures else 1 if mistakes else 0
    if chosen.baseline == "use":
        known = read_baseline(baseline, site.lang)
        report = replace(report, findings=new_ones(report.findings, known, _from_home(setting)))
        code = report.exit_code
    if chosen.json:
        _write(render_json(report))
    elif chosen.sarif:
        _write(render_sarif(report, site))
    elif chosen.github:
        _write(render_github(report))
    else:
        _write(render_text(report, site, files=files))
        if chosen.baseline == "use" and before != len(report.findings):
            count = before - len(report.findings)
            print(say(site.lang, "checks.known_before", count=count, file=BASELINE))
    _tell(mistakes)
    for failure in report.failures:
        words = {"rule": failure.rule, "file": failure.file, "error": failure.error}
        print(say(site.lang, "checks.own_fault", **words), file=sys.stderr)
    return code or (1 if mistakes else 0)


def _from_home(setting: Setting) -> Callable[[str], str]:
    """A file's name as every folder of the project would give it."""
    return lambda file: shown(setting.base / file, setting.home)


def _reviewed(
    setting: Setting, named: Sequence[Path], path: Path | None
) -> tuple[Report, tuple[Diagnostic, ...], int]:
    """The report, what could not be read, and how many files were looked at."""
    own = _own_files(_blog(setting))
    context = review_context(_source(setting))
    if path is None:
        reviews, mistakes, files = _looked_at(setting, context, named, own)
        return report_of(reviews), mistakes, files
    cache = Cache.read(path)
    key = "" if named else _state(setting, own, context)
    if key and (kept := cache.whole_run(key)) is not None:
        return report_of(kept), (), len(own)
    reviews, mistakes, files = _looked_at(setting, context, named, own, cache)
    report = report_of(reviews)
    if key and not mistakes and not report.failures:
        cache.keep_whole_run(key, reviews)
    cache.write(path)
    return report, mistakes, files


def _source(setting: Setting) -> Source:
    return Source(
        site=setting.site,
        settings=setting.settings,
        today=setting.today,
        root=setting.base,
        docs=setting.docs,
        compose=composer(setting.site),
    )


def _blog(setting: Setting) -> Path:
    return setting.docs / setting.site.blog.strip("/")


def _state(setting: Setting, own: set[Path], context: ReviewContext) -> str:
    """The content of every post, and size and time of all that may lie beside them."""
    digest = hashlib.sha256(f"{context.digest} {setting.today} {setting.base}".encode())
    blog = _blog(setting)
    for path in sorted(setting.docs.rglob("*")):
        if path.suffix == ".md" and not path.is_relative_to(blog):
            continue
        if path.suffix == ".md" or path.name == AUTHORS_FILE:
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            digest.update(f"{path}\0{content}\0".encode())
        elif path.is_file():
            status = path.stat()
            digest.update(f"{path}\0{status.st_size} {status.st_mtime_ns}\0".encode())
    return digest.hexdigest() if all(path.is_relative_to(blog.resolve()) for path in own) else ""


def _looked_at(
    setting: Setting,
    context: ReviewContext,
    named: Sequence[Path],
    own: set[Path],
    cache: Cache | None = None,
) -> tuple[list[PostReview], tuple[Diagnostic, ...], int]:
    folders: dict[str, Path] = {}
    real = {path: real_path(path, folders) for path in named}
    inside = [path for path in named if real[path] in own]
    outside = [path for path in named if real[path] not in own]
    reviews: list[PostReview] = []
    mistakes: list[Diagnostic] = []
    files = len(outside)
    if inside or not named:
        only = None if not named else {below(real[path], setting.base) for path in inside}
        files += len(own) if only is None else len(only)
        try:
            shelf = read_shelf(
                _blog(setting),
                replace(setting.site, objectives={}),
                networks=tuple(dict.fromkeys((*NETWORKS, *setting.site.networks))),
                shown_from=setting.base,
            )
        except DiagnosticsError as found:
            # One bad post hides no other's faults: each is then checked on its own.
            mistakes += [one for one in found.mistakes if only is None or one.file in only]
            outside = [*outside, *(inside if named else sorted(own))]
        else:
            reviews += review_posts(shelf.posts, context, cache=cache, only=only)
    for path in outside:
        alone = read_standalone(path, context.source)
        mistakes += alone.mistakes
        if alone.subject:
            reviews.append(check_subject(alone.subject))
    return reviews, tuple(sorted(set(mistakes))), files


def _own_files(blog: Path) -> set[Path]:
    folder = blog / "posts"
    if not folder.is_dir():
        return set()
    folders: dict[str, Path] = {}
    return {real_path(path, folders) for path in post_files(folder)}


def _fix(setting: Setting, named: Sequence[Path], *, write: bool) -> int:
    site, code, changed = setting.site, 0, False
    off = {rule for rule, severity in setting.settings.severities.items() if severity is None}
    rules = [rule for rule in FIXED if rule not in off]
    blog = _blog(setting)
    for path in named or sorted(_own_files(blog)):
        name = shown(path, setting.base)
        change = read_change(path, site, rules)
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
    return code


def _add_acronym(setting: Setting, acronym: str, name: str) -> int:
    lang, path = setting.site.lang, setting.docs / GLOSSARY
    file = shown(path, setting.base)
    acronym, name = acronym.strip(), " ".join(name.split())
    known = setting.settings.glossary.get(acronym)
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
