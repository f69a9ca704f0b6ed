"""Each rule keeps to its article and to its own examples."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import portevoix.checks.rules as rules_folder
from portevoix.charter import read_charter
from portevoix.checks import RULES, RULES_BY_ARTICLE
from portevoix.checks.rule import Rule
from portevoix.language import LANGUAGES
from portevoix.site import Audience, Site
from tests.conftest import ROOT

from .maker import found, report_on


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_passes_its_good_examples_and_fails_its_bad_ones(rule: Rule) -> None:
    """A rule has at least one example of each sort, and judges them as it says."""
    assert rule.passing and rule.failing
    for example in rule.passing:
        assert found(example, (rule,)) == (), example.text
    for example in rule.failing:
        findings = found(example, (rule,))
        assert len(findings) == 1, (example.text, findings)
        assert findings[0].article == rule.article


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: Rule) -> None:
    """Identifier, article, reasons in both languages and a source are all there."""
    assert re.fullmatch(r"R\d\d", rule.id)
    assert re.fullmatch(r"\d{1,2}(\.\d)?", rule.article)
    assert rule.source.startswith("https://")
    for lang in LANGUAGES:
        assert rule.title[lang].strip() and rule.why[lang].strip()
    assert rule.title.fr != rule.title.en


def test_every_file_of_the_folder_stands_in_the_table() -> None:
    """Adding a rule touches its file and its line: none is forgotten, none has two numbers."""
    folder = Path(rules_folder.__file__).parent
    files = sorted(file.stem[1:3] for file in folder.glob("r[0-9]*.py"))
    assert [rule.id[1:] for rule in RULES] == files == sorted(set(files))


def test_every_rule_names_an_article_that_is_in_force(site: Site) -> None:
    """A finding cites its article, and leads to its page, which says that a machine looks."""
    staff = replace(site, audience=Audience.INTERNAL)
    charter = read_charter(ROOT / "docs" / "charte", staff, RULES_BY_ARTICLE)
    told = {article.id: article.checks for article in charter.in_use}
    assert [rule.id for rule in RULES if rule.id not in told.get(rule.article, ())] == []


def test_messages_exist_in_both_languages() -> None:
    """Every failing example is told in English words on an English site."""
    for rule in RULES:
        for example in rule.failing:
            french = report_on(example, (rule,)).findings
            english = report_on(example, (rule,), lang="en").findings
            for one, other in zip(french, english, strict=True):
                assert one.message != other.message and one.todo != other.todo
                assert one.message.startswith(f"Art. {rule.article} – ")
                assert "{" not in one.message.replace("{ .decorative }", "")


@pytest.mark.parametrize(
    ("body", "line", "excerpt"),
    [
        ("Un mot .\n«ici» et là.", 6, "«ici» et là."),
        ("Voici l’adresse\n.\n«`code`»", 7, "«`code`»"),
        ("Le mot est\n«\u200b».", 6, "«\u200b»."),
        ("Venez\n! Oui.", 5, "Venez ! Oui."),
        ("Un texte. \u200b\n", 5, "Un texte."),
    ],
)
def test_a_finding_shows_words_that_tell_where_it_stands(
    body: str, line: int, excerpt: str
) -> None:
    """A full stop or a guillemet alone stands everywhere."""
    text = f"---\ntitle: Essai\ndate: 2026-02-03\n---\n{body}\n"
    shown = [(one.line, one.excerpt) for one in found(text, RULES) if one.rule in ("R10", "R25")]
    assert shown and all(any(sign.isalnum() for sign in words) for _, words in shown), shown
    assert any(at == line and excerpt in words for at, words in shown), shown


def test_what_is_written_outside_its_kind_is_told_on_its_line() -> None:
    """Who reads that « starts » is asked for has it before their eyes: what lacks is its place."""
    text = (
        "---\ntitle: Une fête\ndate: 2026-02-03\nkind: event\nstarts: 2026-03-01\n"
        "event:\n  place: Parc\n---\n## Au programme\n\nDes jeux.\n"
    )
    (one,) = found(text, tuple(rule for rule in RULES if rule.id == "R32"))
    assert (one.line, one.excerpt) == (5, "starts")
    assert "hors de « event » : starts" in one.message.replace("\u00a0", " ")
