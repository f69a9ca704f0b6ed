"""Each planted fault is found once, by its rule, with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portevoix.checks import RULES, Severity, report_of
from portevoix.checks.detection import foreign_requests
from portevoix.checks.rule import Example, Fault
from portevoix.checks.subject import Photograph, Subject

from .maker import found, report_on

_HEAD = (
    "---\ntitle: {title}\ndate: 2026-02-03\nobjective: informer\n"
    "call: {{text: Consultez l’horaire, url: https://exemple.org/}}\n"
    "measure: {{indicator: visites, target: 20 visites, review_on: 2026-04-01}}\n{more}---\n"
)
_KIND = (
    "kind: correction\ncorrection:\n  rumour: La bibliothèque va fermer\n  verdict: 'false'\n"
    "  sources: [{title: Horaire, url: https://exemple.org/}]\n"
)
_SECTIONS = (
    "## Le fait\n\nOuvert.\n\n## Ce qui se dit\n\nFermé.\n\n## Pourquoi c’est faux\n\nRien.\n"
)
_PICTURE = (
    "picture: {file: b.jpg, alt: Le bassin, credit: Service, licence: CC BY 4.0, "
    "people: recognisable, consent: C-1, consent_until: 2026-02-20}\n"
)


def post(body: str, title: str = "La bibliothèque reste ouverte", more: str = "") -> str:
    return _HEAD.format(title=title, more=more) + body


PLANTED = {
    "sin": (post("Dossier 130 692 544.\n"), "R26", "13.1"),
    "nir": (post("Dossier 1 85 05 78 006 084 91.\n"), "R27", "13.1"),
    "iban": (post("Versez à FR76 3000 6000 0112 3456 7890 189.\n"), "R27", "13.1"),
    "mail": (post("Écrivez à tulipe.lafleur@courriel.net.\n"), "R28", "13.1"),
    "mail link": (post("Écrivez à [moi@gmail.com](mailto:moi@gmail.com).\n"), "R28", "13.1"),
    "weekday": (post("Venez le mardi 12 mars 2026.\n"), "R24", "6.6"),
    "alternative": (post("![](bassin.jpg)\n"), "R11", "6.2"),
    "link": (post("Pour l’horaire, [cliquez ici](/h/).\n"), "R13", "6.4"),
    "letters": (post("La piscine 𝗿𝗼𝘂𝘃𝗿𝗲 𝗹𝘂𝗻𝗱𝗶 prochain.\n"), "R10", "6.5"),
    "frame": (post('<iframe src="https://v.exemple.net/x" title="v"></iframe>\n'), "R16", "13.2"),
    "frame on lines": (
        post('<iframe\n  src="https://v.exemple.net/x"\n></iframe>\n'),
        "R16",
        "13.2",
    ),
    "rumour": (post(_SECTIONS, "Non, la bibliothèque ne va pas fermer", _KIND), "R32", "6.9"),
    "consent": (post("Venez.\n", more=_PICTURE), "R30", "14.2"),
}


@pytest.mark.parametrize(("text", "rule_id", "article"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found_once(text: str, rule_id: str, article: str) -> None:
    """No rule misses it, and no second rule tells it again."""
    findings = found(text)
    assert [(one.rule, one.article) for one in findings] == [(rule_id, article)], findings


def test_a_located_photograph_is_found_once() -> None:
    """The same photograph as the post's picture and in its text is one fault."""
    text = post("![Le bassin](b.jpg)\n", more=_PICTURE.replace("2026-02-20", "2027-02-20"))
    findings = found(Example(text=text, photographs={"b.jpg": Photograph(position=True)}))
    assert [(one.rule, one.article) for one in findings] == [("R29", "13.1")]


def test_a_finding_says_its_line_and_column() -> None:
    """Places are those of the file, front matter counted."""
    text = post("Un mot.\n\nPuis **[cliquez ici](/h/)**.\n")
    (finding,) = found(text)
    line = text.split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith("[cliquez ici]")


def test_a_rule_that_raises_is_our_fault_and_the_others_run() -> None:
    """The report names the rule, keeps the other findings, and the exit code is 2."""
    broken = replace(RULES[0], id="R99", check=_broken)
    report = report_on(post("[ici](/h/)\n"), (broken, *RULES))
    assert [one.rule for one in report.failures] == ["R99"]
    assert [one.rule for one in report.findings] == ["R13"]
    assert report_of([report]).exit_code == 2


def _broken(subject: Subject) -> Iterator[Fault]:
    raise RuntimeError("a fault of ours")
    yield


def test_an_exception_hides_the_next_block_and_is_counted() -> None:
    """With a reason, the next block only; the count says how many findings it hid."""
    body = "<!-- charte: ignorer R13 – exemple voulu -->\n[ici](/a/)\n\n[ici](/b/)\n"
    report = report_on(post("Un mot.\n\n" + body))
    assert len(report.findings) == 1
    assert [(one.rule, one.reason, one.count) for one in report.suppressions] == [
        ("R13", "exemple voulu", 1)
    ]


def test_an_exception_at_the_top_covers_the_whole_post() -> None:
    """Also what stands in the front matter."""
    body = "<!-- charter: ignore R13, R09 - on purpose -->\n\n[ici](/a/)\n\n[ici](/b/)\n"
    report = report_on(post(body, '"La piscine 🎉"'))
    assert report.findings == ()
    assert [one.count for one in report.suppressions] == [1, 2]


def test_an_exception_without_reason_is_refused() -> None:
    """The finding stays, and another says why."""
    report = report_on(post("Un mot.\n\n<!-- charte: ignorer R13 -->\n[ici](/a/)\n"))
    assert [one.rule for one in report.findings] == ["R13", "R13"]
    assert report.suppressions == ()


def test_a_configured_severity_replaces_the_rules_own() -> None:
    """Or takes the rule away."""
    text = post("[ici](/a/)\n")
    note = Example(text=text, settings={"severities": {"R13": Severity.NOTE}})
    off = Example(text=text, settings={"severities": {"R13": None}})
    assert [one.severity for one in found(note)] == [Severity.NOTE]
    assert found(off) == ()


def test_the_rules_that_cannot_be_sure_never_block() -> None:
    """Sentences, acronyms, jargon and inclusive writing are a matter of judgement."""
    for one in RULES:
        if one.id in ("R19", "R20", "R22", "R23"):
            for example in one.failing:
                assert all(finding.severity is not Severity.BLOCK for finding in found(example))


def test_a_built_page_that_asks_another_host_is_caught() -> None:
    """Style sheets, pictures, frames and fonts of another host; plain links and our own are fine."""
    page = (
        '<link rel="stylesheet" href="https://polices.exemple.net/x.css">'
        '<link rel="canonical" href="https://ailleurs.exemple.net/">'
        '<img src="/a.png" srcset="/a.png 1x, //images.exemple.net/a.png 2x">'
        '<a href="https://reseau.exemple.net/">lien</a><img src="https://blog.exemple.org/b.png">'
        "<script>let x = '<img src=https://faux.exemple.net/>';</script><!-- <img src=//non/> -->"
        "<style>@font-face{src:url(https://f.exemple.net/a.woff2)}</style>"
    )
    assert list(foreign_requests(page, "https://blog.exemple.org/")) == [
        ("link", "polices.exemple.net"),
        ("img", "images.exemple.net"),
        ("style", "f.exemple.net"),
    ]
