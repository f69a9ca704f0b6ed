"""Subjects made from small texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from portevoix.checks import RULES, CheckSettings, Finding, PostReview, Rule, Source
from portevoix.checks.review import check_subject
from portevoix.checks.rule import Example
from portevoix.checks.sources import read_standalone_post, read_standalone_text
from portevoix.checks.subject import Subject
from portevoix.diagnostics import Diagnostics
from portevoix.site import Organisation, Site
from portevoix.typography import profile_of

NOWHERE = Path("/nowhere")


def site(profile: str = "fr-CA", lang: str = "fr") -> Site:
    return Site(
        url="https://blog.exemple.org/",
        name="Rivière-aux-Aulnes",
        description="Un blogue",
        lang=lang,
        profile=profile,
        zone=ZoneInfo("America/Toronto"),
        organisation=Organisation(name="Agglomération de Rivière-aux-Aulnes"),
        objectives={"inscrire": "Faire s’inscrire", "informer": "Informer"},
    )


def subject_of(example: Example | str, lang: str = "fr") -> Subject:
    if isinstance(example, str):
        example = Example(text=example)
    settings = CheckSettings(**example.settings)  # type: ignore[arg-type]
    source = Source(
        site=site(example.profile), settings=settings, today=example.today, root=NOWHERE
    )
    alone = read_standalone_text(example.text, example.file, source)
    assert alone.subject is not None and not alone.mistakes, alone.mistakes
    subject = alone.subject
    translations = None
    if subject.post is not None and (example.beside or "lang: en" in example.text):
        others = [
            read_standalone_post(text, f"{n}.md", source, Diagnostics())
            for n, text in enumerate(example.beside)
        ]
        translations = (subject.post, *(post for post in others if post))
    return replace(
        subject,
        site=site(example.profile, lang),
        profile=profile_of(subject.lang, source.site.profile) if example.profile != "en" else "en",
        network_texts=example.network_texts,
        photographs=example.photographs,
        translations=translations,
    )


def report_on(
    example: Example | str, rules: tuple[Rule, ...] = RULES, lang: str = "fr"
) -> PostReview:
    return check_subject(subject_of(example, lang), rules)


def found(example: Example | str, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    report = report_on(example, rules)
    assert report.failures == (), report.failures
    return report.findings
