from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import Number, identities
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Subject, texts
from portevoix.language import Words

FOUND = Wording(
    Words(
        "Ce numéro a la forme et la clé d’{name}.",
        "This number has the format and the check digits of {name}.",
    ),
    Words(
        "Retirez-le; s’il est déjà paru, prévenez la personne responsable de la protection des "
        "renseignements personnels.",
        "Remove it; if it has already been published, tell the person responsible for the protection of personal information.",
    ),
)
_NAMES = {
    Number.NIR: Words("un numéro de sécurité sociale", "a French social security number"),
    Number.IBAN: Words("un compte bancaire (IBAN)", "a bank account number (IBAN)"),
    Number.CARD: Words("une carte de paiement", "a payment card number"),
}


@rule(
    id="R27",
    article="13.1",
    severity=Severity.BLOCK,
    title=Words(
        "Aucun numéro de sécurité sociale, de compte ni de carte",
        "No social security, bank account or card numbers",
    ),
    why=Words(
        "Ces numéros ouvrent des droits et des comptes; une copie en ligne ne se reprend pas.",
        "Such numbers give access to benefits and accounts, and a copy online cannot be taken back.",
    ),
    source="https://www.cnil.fr/fr/le-numero-de-securite-sociale",
    passing=(
        "Numéro 1 85 05 78 006 084 92.\n",
        "Compte FR76 3000 6000 0112 3456 7890 188.\n",
        "Référence 4111 1111 1111 1112.\n",
    ),
    failing=(
        "Numéro 1 85 05 78 006 084 91.\n",
        "Numéro 2 69 05 2A 004 032 08.\n",
        "Compte FR76 3000 6000 0112 3456 7890 189.\n",
        "Carte 4556 7375 8689 9855.\n",
    ),
)
def identity_numbers(subject: Subject) -> Iterator[Fault]:
    for text in texts(subject):
        for one in identities(text.words):
            if one.number in _NAMES:
                yield FOUND(text.at(one.at), one.text, name=_NAMES[one.number])
