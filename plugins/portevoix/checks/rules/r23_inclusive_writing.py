from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.subject import Subject
from portevoix.language import Words

MANY = Wording(
    Words(
        "{count} formes à point médian : au-delà de {most}, la lecture peine.",
        "There are {count} forms with a median dot: beyond {most}, the text becomes hard to read.",
    ),
    Words(
        "Variez : mot épicène (« le personnel »), ou les deux formes en toutes lettres.",
        "Vary: a neutral word, or both forms in full.",
    ),
)
REFUSED = Wording(
    Words(
        "« {form} » : la charte écarte les doublets abrégés par point ou parenthèses.",
        "“{form}”: the charter rules out pairs shortened with periods or brackets.",
    ),
    Words(
        "Écrivez un mot épicène, ou les deux formes en toutes lettres.",
        "Write a neutral word, or both forms in full.",
    ),
)
_MEDIAN = re.compile(r"[^\W\d_]{2,30}[·•‧][^\W\d_]{1,8}")
_BRACKETS = re.compile(
    r"[^\W\d_]{2,30}\((?:e|ne|trice|euse|ère|ière|ve|le|te)\)s?(?!\w)"
    r"|[^\W\d_]{2,30}\.(?:e|ne|trice|euse|ère|ière|ve|le|te)(?:\.s|s)?(?![\w.])"
)
_MOST = 5


@rule(
    id="R23",
    article="16",
    severity=Severity.NOTE,
    profiles=("fr-CA", "fr-FR"),
    title=Words("Une écriture inclusive lisible", "Inclusive writing that reads well"),
    why=Words(
        "Le point médian est mal lu par les lecteurs d’écran; le mot épicène l’est toujours bien.",
        "Screen readers read the median dot badly; they always read a neutral word well.",
    ),
    source="https://vitrinelinguistique.oqlf.gouv.qc.ca/25421/la-redaction-et-la-communication/feminisation-et-redaction-epicene",
    passing=("Les citoyen·nes et le personnel.\n", "Les citoyen(ne)s.\n"),
    failing=(
        "Des agent·es, élu·es, chargé·es, venu·es, ami·es, voisin·es.\n",
        Example(text="Les citoyen(ne)s.\n", settings={"brackets": False}),
        Example(text="Les citoyen.ne.s votent.\n", settings={"brackets": False}),
    ),
)
def inclusive_writing(subject: Subject) -> Iterator[Fault]:
    text = subject.document.text
    found = list(_MEDIAN.finditer(text)) if any(dot in text for dot in "·•‧") else []
    if len(found) > _MOST:
        yield MANY(subject.in_text(found[0].start()), found[0][0], count=len(found), most=_MOST)
    if not subject.settings.brackets:
        for match in _BRACKETS.finditer(text):
            yield REFUSED(subject.in_text(match.start()), match[0], Severity.REVIEW, form=match[0])
