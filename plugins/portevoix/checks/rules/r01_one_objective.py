from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

NONE = Wording(
    Words(
        "Le billet ne dit pas quel est son objectif.",
        "The post does not say what its objective is.",
    ),
    Words(
        "Choisissez-en un seul dans « objective »{among}.",
        "Choose one in “objective”{among}.",
    ),
)
SEVERAL = Wording(
    Words(
        "Le billet vise plusieurs objectifs à la fois.", "The post has several objectives at once."
    ),
    Words(
        "Gardez le plus important; l’autre mérite son propre billet.",
        "Keep the most important one; the other deserves its own post.",
    ),
)
UNKNOWN = Wording(
    Words(
        "L’objectif « {objective} » n’est pas dans la liste de l’organisation.",
        "The objective “{objective}” is not in the organization’s list.",
    ),
    Words("Choisissez-en un{among}.", "Choose one{among}."),
)
_PARTED = re.compile(r"[,;+/]|\bet\b|\band\b")
_HEAD = "---\ntitle: Piscine\ndate: 2026-02-03\n"


@rule(
    id="R01",
    article="6.1",
    severity=Severity.BLOCK,
    scope=Scope.POST,
    title=Words("Un seul objectif", "A single objective"),
    why=Words(
        "Un message qui vise deux buts à la fois n’en atteint souvent aucun, et ne se mesure pas.",
        "A message that pursues two objectives at once often reaches neither, and its effect cannot be measured.",
    ),
    source="https://www.canada.ca/fr/gouvernement/a-propos/guide-redaction-contenu-canada.html",
    passing=(_HEAD + "objective: inscrire\n---\nVenez.\n",),
    failing=(
        _HEAD + "---\nVenez.\n",
        _HEAD + "objective: inscrire et informer\n---\nVenez.\n",
        Example(text=_HEAD + "objective: vendre\n---\nVenez.\n"),
    ),
)
def one_objective(subject: Subject) -> Iterator[Fault]:
    assert subject.post is not None
    allowed = subject.site.objectives
    objective = subject.post.intention.objective
    listed = ", ".join(allowed)
    among = Words(f" : {listed}", f": {listed}") if allowed else ""
    if not objective:
        yield NONE(Location(key="title"), subject.title, Severity.REVIEW, among=among)
    elif objective in allowed:
        return
    elif len([part for part in _PARTED.split(objective) if part.strip()]) > 1:
        yield SEVERAL(Location(key="objective"), objective)
    elif allowed:
        yield UNKNOWN(Location(key="objective"), objective, objective=objective, among=among)
