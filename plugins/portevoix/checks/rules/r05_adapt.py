from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.prose import folded

SAME = Wording(
    Words(
        "Le texte écrit pour {one} est presque celui de {other}.",
        "The text written for {one} is almost the same as the one for {other}.",
    ),
    Words(
        "Adaptez-le aux gens de ce réseau, ou retirez-le : le texte composé suffira.",
        "Adapt it to the people on that network, or remove it: the composed text will do.",
    ),
)
TITLE = Wording(
    Words(
        "Le texte écrit pour {one} ne fait que répéter le titre.",
        "The text written for {one} merely repeats the title.",
    ),
    Words(
        "Dites ce que cela change pour les gens, ou retirez-le : le texte composé suffira.",
        "Say what it changes for people, or remove it: the composed text will do.",
    ),
)
_ALIKE = 0.9
_LONGEST = 600  # characters compared
_MOST = 15  # texts compared with each other
_HEAD = "---\ntitle: La piscine rouvre lundi\ndate: 2026-02-03\nshare:\n"


@rule(
    id="R05",
    article="7.1",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    title=Words("Adapter, ne pas copier", "Adapt, do not copy"),
    why=Words(
        "Chaque réseau a ses gens et ses usages; un même texte partout sonne partout faux.",
        "Each network has its own public and its own habits; the same text everywhere suits none of them.",
    ),
    source="https://www.gov.uk/guidance/social-media-playbook",
    passing=(
        _HEAD + "  x: Les bassins sont prêts, apportez votre maillot.\n"
        "  linkedin: Trois mois de travaux, un chauffage neuf et des vestiaires accessibles.\n"
        "---\nVenez.\n",
    ),
    failing=(
        _HEAD + "  x: Les bassins sont prêts, apportez votre maillot.\n"
        "  linkedin: Les bassins sont prêts, apportez vos maillots.\n---\nVenez.\n",
        _HEAD + "  x: La piscine rouvre lundi !\n---\nVenez.\n",
    ),
)
def adapt(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    written = [
        (key, share.text, folded(share.text[:_LONGEST]))
        for key, share in post.share.items()
        if share.wanted and share.text
    ][:_MOST]
    title = folded(post.title)
    for n, (key, text, plain) in enumerate(written):
        twin = next((other for other, _, words in written[:n] if _alike(plain, words)), "")
        if twin:
            yield SAME(Location(key=f"share.{key}"), text, one=key, other=twin)
        elif _alike(plain, title):
            yield TITLE(Location(key=f"share.{key}"), text, one=key)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() > _ALIKE
        and matcher.quick_ratio() > _ALIKE
        and matcher.ratio() > _ALIKE
    )
