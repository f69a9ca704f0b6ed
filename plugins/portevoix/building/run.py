"""A whole build by one of our commands, beside the last site, put in its place when it is good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from portevoix.building.bodies import LostBody
from portevoix.building.build import Assembled, assemble
from portevoix.building.engine import Engine, Refused
from portevoix.building.prepare import Vanished
from portevoix.building.session import Session
from portevoix.building.site import Host, publish_all, refusal
from portevoix.building.workplace import Workplace
from portevoix.cache.fingerprint import fingerprint_of
from portevoix.cache.freshness import cache_folder
from portevoix.cache.store import Store
from portevoix.collecting import collect_again, collecting_late, seldom_collect
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.doors import typed
from portevoix.language import say
from portevoix.posts import say_census, shown, urgent_waits
from portevoix.publisher import ExchangedTree, NotASite, Tree
from portevoix.refusals import disk_of
from portevoix.sources.options import SourceOptions
from portevoix.sources.remaining import unsettled
from portevoix.temporary import temporary_folder
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build that ended well."""

    assembled: Assembled = field(repr=False)
    told: tuple[str, ...]  # what a person should hear
    complete: bool  # whether the sources alone say what the site is
    site: str = ""  # identity of its records

    @property
    def summary(self) -> tuple[str, ...]:
        """What becomes of all posts, in words."""
        return tuple(say_census(self.assembled.sources.census, self.assembled.lang))

    @property
    def posts(self) -> int:
        return len(self.assembled.edition.posts)


@collecting_late()
def build_site(
    configuration: Configuration,
    options: SourceOptions,
    place: Path,
    engine: Engine,
    *,
    clean: bool = False,
) -> Built:
    """Build the site at `place`, taking over what stands of the last one unless it is to be `clean`.

    Raises Refused with what the person should mend; `place` then stays as it was.
    """
    lang = configuration.site.lang
    if not configuration.ours:
        engine.markdown()  # what it says of its configuration comes first
        raise Refused(say(lang, "command.not_ours"))
    seldom_collect()
    project = configuration.file.parent
    foundation = fingerprint_of(configuration.file)
    words = digest(foundation, options.posts, options.drafts, options.check, options.preview)
    try:
        tree = ExchangedTree.open(project, place, words, fresh=clean)
    except NotASite:
        raise Refused(say(lang, "command.not_a_site", place=shown(place, Path.cwd()))) from None
    if not tree.records:  # all is to be made: to read it leaves much behind
        collect_again()
    store = Store.open(cache_folder(project) / "made.sqlite", fresh=clean)
    try:
        with _kept(place, lang), temporary_folder() as spare:
            work = Workplace(
                base=Path.cwd(),
                project=project,
                session=Session(store=store),
                foundation=foundation,
                spare=spare,
            )
            assembled, told, whole = build_into(tree, configuration, options, engine, work)
        store.save()
    except BaseException:
        tree.abandon()
        raise
    finally:
        store.close()
    return Built(assembled=assembled, told=told, complete=whole, site=tree.site)


def build_into(
    tree: Tree,
    configuration: Configuration,
    options: SourceOptions,
    engine: Engine,
    work: Workplace,
    first: Callable[[Assembled], None] | None = None,
) -> tuple[Assembled, tuple[str, ...], bool]:
    """The build, what it has to say, and whether the sources alone said what the site is.

    `first` is given all that the site is made of, before any of it is made. Raises DiagnosticsError or Refused.
    """
    assembled = assemble(configuration.file, options, engine, work)
    if assembled.is_refused:
        raise Refused(refusal(assembled))
    if first is not None:
        first(assembled)
    host = Host.of(engine, assembled, work.spare / "host", work.session.store)
    ordinary = host.pages()
    try:
        published = publish_all(assembled, host.context, ordinary, tree, host.bundle())
    except LostBody:
        work.session.store.drop()
        raise Refused(say(assembled.lang, "command.cache_lost")) from None
    notices = (*assembled.notices, *ordinary.notices, *published.notices)
    urgent = urgent_waits(assembled.sources.census, assembled.lang)
    said, gathered = _gathered(assembled, notices)
    told = (*urgent, *map(str, sorted(said)), *gathered, *_of_checks(assembled))
    whole = engine.is_alone and assembled.pure and not ordinary.warnings
    return assembled, told, whole


_EACH = 3  # passages to write that are told one by one


def _gathered(
    assembled: Assembled, notices: Iterable[Diagnostic]
) -> tuple[set[Diagnostic], Iterator[str]]:
    """The notices, without the passages that people have still to write where there are many: a new site
    has a dozen, told at each build, and what is new would drown among them."""
    sources, lang = assembled.sources, assembled.lang
    left = set(sources.unwritten).difference(unsettled(sources.configuration))
    if len(left) <= _EACH:
        return set(notices), iter(())
    files = Counter(one.file for one in left)
    pages = ", ".join(f"{file} ({count})" for file, count in sorted(files.items()))
    return set(notices) - left, iter(
        (say(lang, "site.to_write_many", count=len(left), pages=pages),)
    )


def _of_checks(assembled: Assembled) -> Iterator[str]:
    """What a person should hear of the checks once the site is built."""
    lang, report = assembled.lang, assembled.edition.report
    if not assembled.options.check:
        yield say(lang, "command.not_checked")
        return
    for one in report.failures:
        yield say(lang, "checks.own_fault", rule=one.rule, file=one.file, error=one.error)
    count = len(report.findings)
    if count:
        yield say(
            lang, "command.findings", count=count, check=typed("check", assembled.edition.site)
        )


@contextmanager
def _kept(place: Path, lang: str) -> Iterator[None]:
    """What stops a build, as one message that says what becomes of the last site."""
    try:
        yield
    except (DiagnosticsError, Refused, Vanished, OSError) as error:
        if isinstance(error, Vanished):
            message = say(lang, "command.vanished", file=str(error))
        elif isinstance(error, OSError):
            message = disk_of(error, lang)
        else:
            message = str(error)
        kept = say(lang, "command.site_kept") if place.exists() else ""
        raise Refused("\n".join([message, kept]).rstrip()) from None
