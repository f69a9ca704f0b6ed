from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.typography import Edit, edits

SPACES = Wording(
    Words(
        "{count} espacements contraires au profil {profile} autour de : {name}.",
        "There are {count} spacing errors around {name} (profile {profile}).",
    ),
    Words(
        "Lancez {check} --fix, qui montre les changements avant de les écrire.",
        "Run {check} --fix, which shows the changes before making them.",
    ),
)
ONE = Wording(
    Words(
        "Un espacement contraire au profil {profile} autour de : {name}.",
        "There is a spacing error around {name} (profile {profile}).",
    ),
    SPACES.todo,
)
_NB = "\u00a0"


_SIGNS = {
    ";": Words("le point-virgule", "the semicolon"),
    ":": Words("le deux-points", "the colon"),
    "!": Words("le point d’exclamation", "the exclamation mark"),
    "?": Words("le point d’interrogation", "the question mark"),
    "«": Words("les guillemets", "the guillemets"),
    "%": Words("le signe %", "the % sign"),
    "$": Words("le signe $", "the $ sign"),
    "€": Words("le signe €", "the € sign"),
}


@rule(
    id="R25",
    article="6.7",
    severity=Severity.REVIEW,
    profiles=("fr-CA", "fr-FR"),
    title=Words("La typographie du pays", "Typography of the country"),
    why=Words(
        "Une espace ordinaire laisse le signe partir seul à la ligne; l’usage diffère au Québec et "
        "en France.",
        "An ordinary space lets the punctuation mark start the next line alone; usage differs in Québec and in France.",
    ),
    source="https://vitrinelinguistique.oqlf.gouv.qc.ca/22039",
    passing=(
        f"Venez! Ici{_NB}: «{_NB}la piscine{_NB}» à 12:30, 50{_NB}%.\n",
        Example(text="Venez\u202f! Vraiment\u202f?\n", profile="fr-FR"),
        "Le code `a ! b ; c` et https://exemple.org/?a=b restent.\n",
    ),
    failing=(
        "Venez !\n",
        "« Venez »\n",
        "Le prix : trois piastres.\n",
        "Cela coûte 3 $\n",
        Example(text="Venez!\n", profile="fr-FR"),
        "---\ntitle: Venez !\ndate: 2026-02-03\n---\nOui.\n",
    ),
)
def typography(subject: Subject) -> Iterator[Fault]:
    document = subject.document
    found: dict[str, list[int]] = {}
    for edit in edits(document.text, subject.profile):
        found.setdefault(edit.sign, []).append(edit.start)
    for sign, places in found.items():
        wording = SPACES if len(places) > 1 else ONE
        yield wording(
            subject.in_text(places[0]),
            _around(document.text, places[0]),
            count=len(places),
            profile=subject.profile,
            name=_SIGNS[sign],
        )
    for passage in subject.passages:
        seen: set[str] = set()
        for line in passage.text.split("\n"):
            for edit in edits(line, subject.profile):
                if edit.sign not in seen:
                    seen.add(edit.sign)
                    yield _in_head(passage.key, line, edit, subject.profile)


def _in_head(key: str, line: str, edit: Edit, profile: str) -> Fault:
    words = _around(line, edit.start)
    return ONE(Location(key=key), words, profile=profile, name=_SIGNS[edit.sign])


def _around(text: str, at: int) -> str:
    """The words beside a place, those of its own line; a break that is the fault is shown as a space."""
    before = max(at - 1, 0)
    start = max(text.rfind(" ", 0, before), text.rfind("\n", 0, before)) + 1
    near = text[max(start, at - 30) : at + 1].replace("\n", " ")
    return f"{near}{text[at + 1 : at + 12].partition(chr(10))[0]}"
