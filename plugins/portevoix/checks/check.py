"""Run the rules over posts; a rule that fails is our fault, and the others still run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portevoix.checks.cache import Cache, Entry
from portevoix.checks.finding import Finding, Severity
from portevoix.checks.house import House
from portevoix.checks.rule import At, Rule, Scope
from portevoix.checks.rules import RULES
from portevoix.checks.source import Source
from portevoix.checks.subject import Said, Subject
from portevoix.checks.suppression import Suppression, suppressions
from portevoix.language import Words, say
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.typography import profile_of, typeset

REVISION_ARTICLE = "22"  # which article an exception for an unknown rule breaks
_MOST_OF_A_RULE = 1_000  # findings of one rule in one file that are listed


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OwnFault:
    """A rule that raised: ours to mend, never the writer's."""

    rule: str
    file: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a run found, in the order of files and lines."""

    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    faults: tuple[OwnFault, ...] = ()

    @property
    def blocks(self) -> bool:
        return any(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """2 when a rule of ours failed, 1 when a blocking finding remains, else 0."""
        return 2 if self.faults else 1 if self.blocks else 0


Composer = Callable[[Post], tuple[Said, ...]]


def check_posts(
    posts: Sequence[Post],
    site: Site,
    *,
    house: House,
    today: date,
    root: Path | None = None,
    docs: Path | None = None,
    compose: Composer | None = None,
    cache: Cache | None = None,
) -> tuple[Finding, ...]:
    """The findings on the posts of a site, `posts` being all of them; see `review_posts`."""
    return review_posts(
        posts,
        site,
        house=house,
        today=today,
        root=root,
        docs=docs,
        compose=compose,
        cache=cache,
    ).findings


def review_posts(
    posts: Sequence[Post],
    site: Site,
    *,
    house: House,
    today: date,
    root: Path | None = None,
    docs: Path | None = None,
    compose: Composer | None = None,
    cache: Cache | None = None,
    only: Iterable[str] | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> Report:
    """Check the posts of a site.

    `root` is the folder that `Post.file` is named from (the current one by default), `docs` the
    folder that pictures with a leading / are named from, `compose` gives a post's texts for
    networks, `cache` is what `open_cache` read (the caller writes it), `only` the files to check among `posts`.
    """
    source = Source(site=site, house=house, today=today, root=root or Path.cwd(), docs=docs)
    wanted = None if only is None else set(only)
    families = _families(posts)
    reports = []
    for post in posts:
        if wanted is not None and post.file not in wanted:
            continue
        relatives = families.get(post.translation_of or post.slug, ())
        key = source.key(post, relatives) if cache else ""
        if cache and (entry := cache.entry(post.file, key)):
            report = Report(findings=entry.findings, suppressions=entry.suppressions)
        else:
            subject = source.subject(post, relatives=relatives, compose=compose)
            report = check_subject(subject, rules)
            if cache and not report.faults:
                cache.keep(post.file, key, Entry(report.findings, report.suppressions))
        reports.append(report)
    return joined(reports)


def open_cache(
    path: Path, site: Site, *, house: House, today: date, docs: Path | None = None
) -> Cache:
    """What an earlier run kept in `path`; call `write(path)` on it after the checks."""
    source = Source(site=site, house=house, today=today, root=Path.cwd(), docs=docs)
    return Cache.read(path, source.digest(RULES))


def joined(reports: Iterable[Report]) -> Report:
    """Several reports as one, in a total order."""
    findings: list[Finding] = []
    hidden: list[Suppression] = []
    faults: list[OwnFault] = []
    for report in reports:
        findings += report.findings
        hidden += report.suppressions
        faults += report.faults
    return Report(
        findings=tuple(sorted(findings, key=lambda one: one.order)),
        suppressions=tuple(sorted(hidden, key=lambda one: (one.file, one.line, one.rule))),
        faults=tuple(sorted(faults)),
    )


def _families(posts: Sequence[Post]) -> Mapping[str, tuple[Post, ...]]:
    """Posts by the slug of their original: the same message in several languages."""
    families: dict[str, tuple[Post, ...]] = {}
    for post in sorted(posts, key=lambda post: (post.lang, post.slug)):
        key = post.translation_of or post.slug
        families[key] = (*families.get(key, ()), post)
    return families


def check_subject(subject: Subject, rules: tuple[Rule, ...] = RULES) -> Report:
    """The findings of all rules on one subject, its exceptions applied."""
    findings: dict[tuple[str, int, int, str], Finding] = {}
    faults = []
    for rule in rules:
        if not _applies(rule, subject):
            continue
        try:
            for n, finding in enumerate(_findings(rule, subject)):
                if n == _MOST_OF_A_RULE:
                    break
                place = (finding.rule, finding.line, finding.column, finding.message)
                findings.setdefault(place, finding)
        except Exception as error:
            text = f"{type(error).__name__}: {error}"[:200]
            faults.append(OwnFault(rule=rule.id, file=subject.file, error=text))
    left, hidden = _without_suppressed(subject, list(findings.values()), rules)
    return joined([Report(findings=tuple(left), suppressions=hidden, faults=tuple(faults))])


def _applies(rule: Rule, subject: Subject) -> bool:
    if rule.scope is Scope.POST and subject.post is None:
        return False
    if subject.house.severities.get(rule.id, rule.severity) is None:
        return False
    return subject.profile in rule.profiles


def _findings(rule: Rule, subject: Subject) -> Iterable[Finding]:
    lang = subject.site.lang
    for fault in rule.faults(subject):
        profile = profile_of(lang, subject.site.profile)
        line, column, excerpt = subject.place(fault.at, fault.excerpt)
        values = {
            name: value[lang] if isinstance(value, Words) else value
            for name, value in fault.values.items()
        }
        # Our sentence is set before the writer's words come in: those are quoted as they stand.
        message = typeset(fault.wording.message[lang], profile).format(**values)
        yield Finding(
            rule=rule.id,
            article=rule.article,
            severity=subject.house.severities.get(rule.id) or fault.severity or rule.severity,
            file=subject.file,
            line=line,
            column=column,
            excerpt=excerpt,
            message=f"Art. {rule.article} – {message}",
            todo=typeset(fault.wording.todo[lang], profile).format(**values),
        )


def _without_suppressed(
    subject: Subject, findings: list[Finding], rules: tuple[Rule, ...]
) -> tuple[list[Finding], tuple[Suppression, ...]]:
    if not subject.document.comments:
        return findings, ()
    lang = subject.site.lang
    articles = {rule.id: rule.article for rule in rules}
    hidden: list[Suppression] = []
    for asked in suppressions(subject.document, subject.file, subject.body_line):
        known = asked.rule in articles
        if known and asked.reason:
            covered = [
                one
                for one in findings
                if one.rule == asked.rule and asked.first <= one.line <= asked.last
            ]
            findings = [one for one in findings if one not in covered]
            hidden.append(replace(asked, count=len(covered)))
            continue
        article = articles.get(asked.rule, REVISION_ARTICLE)
        wording = "no_reason" if known else "unknown_rule"
        profile = profile_of(lang, subject.site.profile)
        told = typeset(say(lang, f"checks.{wording}", rule=asked.rule), profile)
        finding = Finding(
            rule=asked.rule,
            article=article,
            severity=Severity.REVIEW,
            file=subject.file,
            line=asked.line,
            column=asked.column,
            excerpt=asked.rule,
            message=f"Art. {article} – {told}",
            todo=say(lang, f"checks.{wording}_do", rule=asked.rule),
        )
        findings.append(finding)
    return findings, tuple(hidden)


__all__ = ["At", "Composer", "OwnFault", "Report", "check_posts", "check_subject", "review_posts"]
