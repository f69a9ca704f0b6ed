"""Run the rules over one text; a rule that raises is our fault, and the others still run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portevoix.article_numbers import nearest_article
from portevoix.checks.findings import Finding, RuleFailure, Severity, Suppression, suppressions
from portevoix.checks.review.post_review import PostReview
from portevoix.checks.rule import Beyond, Rule, Scope
from portevoix.checks.rules import RULES
from portevoix.checks.subject import Subject
from portevoix.doors import typed
from portevoix.language import Words, in_words_of, say
from portevoix.typography import profile_of, typeset

REVISION_ARTICLE = "22"  # which article an exception for an unknown rule breaks
_MOST_OF_A_RULE = 1_000  # findings of one rule in one file that are listed


def check_subject(subject: Subject, rules: tuple[Rule, ...] = RULES) -> PostReview:
    """What all rules find on one subject, its exceptions applied."""
    findings: dict[tuple[str, int, int, str], Finding] = {}
    failures = []
    alone = replace(subject, photographs={}, translations=None, today=None)
    for rule in rules:
        if not _applies(rule, subject):
            continue
        try:
            for n, finding in enumerate(_findings(rule, _shown(rule, subject, alone))):
                if n == _MOST_OF_A_RULE:
                    break
                place = (finding.rule, finding.line, finding.column, finding.message)
                findings.setdefault(place, finding)
        except Exception as error:
            text = f"{type(error).__name__}: {error}"[:200]
            failures.append(RuleFailure(rule=rule.id, file=subject.file, error=text))
    left, hidden = _without_suppressed(subject, list(findings.values()), rules)
    return PostReview(
        file=subject.file,
        findings=tuple(sorted(left, key=lambda one: one.order)),
        suppressions=tuple(sorted(hidden, key=lambda one: (one.line, one.rule))),
        failures=tuple(sorted(failures)),
    )


def _shown(rule: Rule, subject: Subject, alone: Subject) -> Subject:
    """The subject as a rule may see it: what a rule does not declare, its review's key ignores."""
    if not rule.beyond and rule.changes_on is None:
        return alone
    beyond = rule.beyond
    return replace(
        alone,
        photographs=subject.photographs if Beyond.PICTURES in beyond else {},
        translations=subject.translations if Beyond.TRANSLATIONS in beyond else None,
        today=subject.today if rule.changes_on else None,
    )


def _applies(rule: Rule, subject: Subject) -> bool:
    if rule.scope is Scope.POST and subject.post is None:
        return False
    if subject.settings.severities.get(rule.id, rule.severity) is None:
        return False
    return subject.profile in rule.profiles


def _findings(rule: Rule, subject: Subject) -> Iterator[Finding]:
    lang = subject.site.lang
    article = nearest_article(rule.article, subject.settings.articles)
    for fault in rule.check(subject):
        profile = profile_of(lang, subject.site.profile)
        line, column, excerpt = subject.place(fault.location, fault.excerpt)
        values: dict[str, object] = {"check": typed("check", subject.site)} | {
            name: value[lang] if isinstance(value, Words) else value
            for name, value in fault.values.items()
        }
        # Our sentence is set before the writer's words come in: those are quoted as they stand.
        message, todo = (
            in_words_of(profile, typeset(words[lang], profile)).format(**values)
            for words in (fault.wording.message, fault.wording.todo)
        )
        yield Finding(
            rule=rule.id,
            article=article,
            severity=subject.settings.severities.get(rule.id) or fault.severity or rule.severity,
            file=subject.file,
            line=line,
            column=column,
            excerpt=excerpt,
            message=f"Art. {article} – {message}",
            todo=todo,
        )


def _without_suppressed(
    subject: Subject, findings: list[Finding], rules: tuple[Rule, ...]
) -> tuple[list[Finding], tuple[Suppression, ...]]:
    if not subject.document.comments:
        return findings, ()
    lang = subject.site.lang
    known_articles = subject.settings.articles
    articles = {rule.id: nearest_article(rule.article, known_articles) for rule in rules}
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
        message = typeset(say(lang, f"checks.{wording}", rule=asked.rule), profile)
        finding = Finding(
            rule=asked.rule,
            article=article,
            severity=Severity.REVIEW,
            file=subject.file,
            line=asked.line,
            column=asked.column,
            excerpt=asked.rule,
            message=f"Art. {article} – {message}",
            todo=say(lang, f"checks.{wording}_do", rule=asked.rule),
        )
        findings.append(finding)
    return findings, tuple(hidden)
