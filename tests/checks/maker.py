"""Subjects made from small texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from portevoix.checks.check import Report, check_subject
from portevoix.checks.files import post_alone, read_text
from portevoix.checks.finding import Finding
from portevoix.checks.house import House
from portevoix.checks.rule import Example, Rule
from portevoix.checks.rules import RULES
from portevoix.checks.source import Source
from portevoix.checks.subject import Subject
from portevoix.form import Diagnostics
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
    house = House(**example.house)  # type: ignore[arg-type]
    source = Source(site=site(example.profile), house=house, today=example.today, root=NOWHERE)
    alone = read_text(example.text, example.file, source)
    assert alone.subject is not None and not alone.mistakes, alone.mistakes
    subject = alone.subject
    relatives = None
    if subject.post is not None and (example.beside or "lang: en" in example.text):
        others = [
            post_alone(text, f"{n}.md", source, Diagnostics())
            for n, text in enumerate(example.beside)
        ]
        relatives = (subject.post, *(post for post in others if post))
    return replace(
        subject,
        site=site(example.profile, lang),
        profile=profile_of(subject.lang, source.site.profile) if example.profile != "en" else "en",
        said=example.said,
        photographs=example.photographs,
        relatives=relatives,
    )


def report_on(example: Example | str, rules: tuple[Rule, ...] = RULES, lang: str = "fr") -> Report:
    return check_subject(subject_of(example, lang), rules)


def found(example: Example | str, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    report = report_on(example, rules)
    assert report.faults == (), report.faults
    return report.findings
