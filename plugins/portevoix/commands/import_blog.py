"""`porte-voix import`: brings a blog along."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from portevoix.checks import read_check_settings
from portevoix.checks.findings import fingerprints, widen_baseline
from portevoix.checks.project import Project, review_files
from portevoix.commands.options import CONFIG, JSON, NOW, Misused, Option, config_of, moment_of
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.importing import (
    KINDS,
    Changed,
    Gathering,
    Plan,
    Staged,
    Standing,
    Web,
    commit,
    make_plan,
    read_records,
    read_source,
    render_json,
    render_report,
    staged,
)
from portevoix.importing.addresses import key_of
from portevoix.language import say
from portevoix.networks import NETWORKS
from portevoix.paths import standing
from portevoix.posts import AUTHORS_FILE, Shelf, read_shelf, shown
from portevoix.site import Site
from portevoix.temporary import temporary_folder


def _kind(text: str) -> str:
    """A kind of blog that we know; there are too many for the line of usage."""
    if text not in KINDS:
        raise Misused("commands.no_choice", word="--from", value=text, known=", ".join(KINDS))
    return text


OPTIONS = (
    Option("source", "commands.source", ("commands.a_source",), required=True),
    Option("--from", "commands.from", ("commands.a_blog_kind",), _kind),
    Option("--dry-run", "commands.dry_run"),
    Option("--leave-out", "commands.leave_out"),
    Option("--media", "commands.media", ("commands.folder",), Path),
    Option("--fetch", "commands.fetch", ("commands.hosts",)),
    JSON,
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0, or 1 with all that is to mend; nothing is then written."""
    configuration = read_configuration(config_of(chosen))
    site = configuration.site
    if chosen.media and not chosen.media.is_dir():
        raise Misused("commands.no_folder", place=str(chosen.media))
    gathering = Gathering(lang=site.lang, lenient=bool(chosen.leave_out))
    hosts = frozenset(one.strip().lower() for one in (chosen.fetch or "").split(",") if one.strip())
    web = Web(hosts)
    with temporary_folder() as spare:
        kind = getattr(chosen, "from") or ""
        source = read_source(chosen.source, kind, spare, site.zone, gathering, web)
        if source is None:
            gathering.lenient = False
            raise DiagnosticsError(gathering.mistakes or gathering.left)
        if source.kind == "material" and _is_ours(chosen.source, configuration):
            raise Misused("importing.ours", place=chosen.source)
        standing = _standing(configuration, source.kind)
        media = chosen.media or source.media
        plan = make_plan(source.kind, source.found, standing, site, gathering, media=media, web=web)
        if gathering.mistakes:
            raise DiagnosticsError(gathering.mistakes)
        now = moment_of(chosen, site)
        written = bool(plan.posts) and not chosen.dry_run
        known = _bring(plan, configuration, standing, now, written) if plan.posts else 0
    folder = _blog(configuration) / "posts" / plan.folder
    render = render_json if chosen.json else render_report
    place = shown(folder, Path.cwd())
    sys.stdout.write(render(plan, site.lang, place, written=written, known=known))
    return 0


def _is_ours(source: str, configuration: Configuration) -> bool:
    """Whether the blog to bring is the one it would be brought to."""
    home, docs = configuration.file.parent.resolve(), configuration.docs.resolve()
    return Path(source).resolve() in (home, docs, configuration.file.resolve())


def _blog(configuration: Configuration) -> Path:
    return configuration.docs / configuration.site.blog.strip("/")


def _networks(site: Site) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*NETWORKS, *site.networks)))


def _standing(configuration: Configuration, kind: str) -> Standing:
    """What the blog holds; its own mistakes are told first. Raises DiagnosticsError."""
    site, blog = configuration.site, _blog(configuration)
    posts = blog / "posts"
    shelf = Shelf(posts=(), authors={}, pictures={})
    if posts.is_dir():
        shelf = read_shelf(blog, site, networks=_networks(site))
    file = blog / AUTHORS_FILE
    addresses = [site.path_of(post) for post in shelf.posts]
    addresses += [alias for post in shelf.posts for alias in post.aliases]
    addresses += [site.blog, *site.names.pages, *_pages(configuration)]
    return Standing(
        slugs=frozenset(post.slug for post in shelf.posts),
        reserved=site.names.reserved,
        addresses=frozenset(map(key_of, addresses)),
        authors=shelf.authors,
        authors_file=file.read_bytes() if file.is_file() else None,
        known=read_records(posts, kind) if posts.is_dir() else {},
        folders=frozenset(one.name for one in posts.iterdir()) if posts.is_dir() else frozenset(),
    )


def _pages(configuration: Configuration) -> Iterator[str]:
    """Where the ordinary pages of the site lie."""
    docs, aside = configuration.docs, {_blog(configuration), configuration.charter}
    for file in docs.rglob("*.md"):
        if aside.isdisjoint(file.parents):
            yield file.relative_to(docs).with_suffix("").as_posix()


def _baseline(configuration: Configuration) -> Path:
    project = configuration.file.parent
    return project / standing(project, "baseline", configuration.site.lang)


def _bring(
    plan: Plan, configuration: Configuration, standing: Standing, now: datetime, written: bool
) -> int:
    """Stage the plan, look at it as a build would, and write it; how many findings of the rules its
    posts come with. Raises DiagnosticsError."""
    site, blog, lang = configuration.site, _blog(configuration), configuration.site.lang
    try:
        with staged(plan, configuration.docs, site.blog, standing.authors_file) as made:
            marks = _reviewed(made, configuration, plan, now)
            if written:
                file = _baseline(configuration)
                widen_baseline(file, marks, site)
                commit(plan, made, blog, standing.authors_file)
            return len(marks)
    except Changed as error:
        what, do = say(lang, "importing.moved"), say(lang, "importing.moved_do")
        place = shown(Path(str(error)), Path.cwd())
        raise DiagnosticsError([Diagnostic(file=place, line=0, what=what, do=do)]) from None


def _reviewed(
    made: Staged, configuration: Configuration, plan: Plan, now: datetime
) -> dict[str, str]:
    """The marks of all findings on the new posts, under the names that they will have."""
    site, home = configuration.site, configuration.file.parent
    folder = made.blog / "posts" / plan.folder
    final = _blog(configuration) / "posts" / plan.folder
    named = _renamed(folder, final, home)
    try:
        if lost := read_shelf(made.blog, site, networks=_networks(site)).lost:
            raise DiagnosticsError(lost)
    except DiagnosticsError as found:
        mended = [replace(one, file=named(one.file)) for one in found.mistakes]
        raise DiagnosticsError(mended) from None
    options = configuration.options.form("checks")
    project = Project(
        site=site,
        settings=read_check_settings(configuration.docs, options=options, lang=site.lang),
        docs=made.docs,
        home=home,
        base=Path.cwd(),
        now=now,
    )
    report = review_files(project, (), None).report
    marks = fingerprints(report.findings, named)
    return {
        mark: f"{finding.rule} {named(finding.file)}"
        for mark, finding in zip(marks, report.findings, strict=True)
    }


def _renamed(staged_at: Path, final: Path, home: Path) -> Callable[[str], str]:
    """A staged file's name as every folder of the project would give it once it is in its place."""
    base = Path.cwd()

    def named(file: str) -> str:
        path = base / file
        with suppress(ValueError):
            path = final / path.resolve().relative_to(staged_at.resolve())
        return shown(path, home)

    return named
