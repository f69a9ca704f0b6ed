from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import in_words
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

MISSING = Wording(
    Words(
        "Rien ne dira si l’objectif est atteint.",
        "Nothing will show whether the objective was reached.",
    ),
    Words(
        "Ajoutez « measure » : un indicateur, une cible chiffrée, la date du bilan.",
        "Add “measure”: an indicator, a target with a number, and the date of the review.",
    ),
)
NO_TARGET = Wording(
    Words("La cible ne contient aucun chiffre.", "The target contains no number."),
    Words(
        "Écrivez un nombre dans « measure.target » : « 250 inscriptions ».",
        "Write a number in “measure.target”: “250 registrations”.",
    ),
)
NO_REVIEW = Wording(
    Words("La mesure n’a pas de date de bilan.", "The measure has no review date."),
    Words("Ajoutez « measure.review_on ».", "Add “measure.review_on”."),
)
TOO_EARLY = Wording(
    Words(
        "Le bilan, le {review}, tombe avant la fin du jour de parution.",
        "The review, on {review}, falls before the end of the day of publication.",
    ),
    Words("Choisissez une date plus tardive.", "Choose a later date."),
)
_HEAD = "---\ntitle: Piscine\ndate: 2026-02-03\nobjective: inscrire\n"


@rule(
    id="R03",
    article="21",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    title=Words("Une mesure", "A measure"),
    why=Words(
        "Sans indicateur choisi d’avance, un bilan ne retient que ce qui flatte.",
        "Without an indicator chosen beforehand, a review tends to keep only what looks good.",
    ),
    source="https://digital.gov/guides/dap/",
    passing=(
        _HEAD + "measure:\n  indicator: inscriptions\n  target: 250 inscriptions\n"
        "  review_on: 2026-04-01\n---\nVenez.\n",
    ),
    failing=(
        _HEAD + "---\nVenez.\n",
        _HEAD + "measure:\n  indicator: inscriptions\n  target: beaucoup\n"
        "  review_on: 2026-04-01\n---\nVenez.\n",
        _HEAD + "measure:\n  indicator: inscriptions\n  target: 3\n---\nVenez.\n",
        _HEAD + "measure:\n  indicator: inscriptions\n  target: 3\n  review_on: 2026-02-01\n"
        "---\nVenez.\n",
    ),
)
def measure(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    one = post.intention.measure
    if one is None:
        if post.intention.objective:  # with no intention at all, R01 says it all
            yield MISSING(Location(key="objective"), post.intention.objective)
        return
    if not any(map(str.isdigit, one.target)):
        yield NO_TARGET(Location(key="measure.target"), one.target or one.indicator)
    if one.review_on is None:
        yield NO_REVIEW(Location(key="measure"), one.indicator)
    elif one.review_on <= post.published.date():
        review = one.review_on.isoformat()
        yield TOO_EARLY(Location(key="measure.review_on"), review, review=in_words(one.review_on))
