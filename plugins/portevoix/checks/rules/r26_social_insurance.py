from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import Number, identities
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Subject, texts
from portevoix.language import Words

FOUND = Wording(
    Words(
        "Ce numéro a la forme et la clé d’un numéro d’assurance sociale.",
        "This number has the format and the check digit of a social insurance number.",
    ),
    Words(
        "Retirez-le; s’il est déjà paru, prévenez la personne responsable de la protection des "
        "renseignements personnels.",
        "Remove it; if it has already been published, tell the person responsible for the protection of personal information.",
    ),
)


@rule(
    id="R26",
    article="13.1",
    severity=Severity.BLOCK,
    title=Words("Aucun numéro d’assurance sociale", "No social insurance number"),
    why=Words(
        "Publié une fois, il sert longtemps à se faire passer pour quelqu’un.",
        "Once published, it can be used for years to impersonate someone.",
    ),
    source="https://www.canada.ca/fr/emploi-developpement-social/services/numero-assurance-sociale.html",
    passing=(
        "Dossier 130 692 545.\n",  # the check digit is wrong
        "Dossier 046 454 286.\n",  # nobody’s: the first digit is 0
        "Le numéro 046454286 du registre.\n",  # unparted, no word of context; begins with 0
        "Commande 130692544 reçue.\n",
        "Composez le 819 555-0134.\n",
        "Code `130 692 544`.\n",
    ),
    failing=(
        "Dossier 130 692 544.\n",
        "Dossier 130-692-544.\n",
        "NAS : 130692544\n",
        "Numéro d’assurance sociale : 046 454 286\n",
        "---\ntitle: Piscine\ndate: 2026-02-03\ndescription: Dossier 130 692 544\n---\nVenez.\n",
    ),
)
def social_insurance(subject: Subject) -> Iterator[Fault]:
    for text in texts(subject):
        for one in identities(text.words):
            if one.number is Number.SIN:
                yield FOUND(text.at(one.at), one.text)
