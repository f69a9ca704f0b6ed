from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.detection import known_acronyms, shouted, small_words
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.subject import Subject
from portevoix.language import Words

UNKNOWN = Wording(
    Words(
        "Le sigle {acronym} n’est pas expliqué à sa première apparition.",
        "The acronym {acronym} is not explained where it first appears.",
    ),
    Words(
        "Écrivez « Nom complet ({acronym}) », ou ajoutez-le au glossaire : "
        '{check} --glossary {acronym} "Nom complet".',
        "Write “Full name ({acronym})”, or add it to the glossary: "
        '{check} --glossary {acronym} "Full name".',
    ),
)
# What may not stand before is looked at after the first capital: `re` then leaps from one to the next.
_ACRONYM = re.compile(
    r"[A-ZÀ-Ý](?<![\w#@.&/’'-][A-ZÀ-Ý])(?:[A-ZÀ-Ý0-9]{1,5}|(?:\.[A-ZÀ-Ý]){1,5}\.)(?![\w@&/’'-])"
)
_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_MOST = 30  # findings a post


@rule(
    id="R20",
    article="6.3",
    severity=Severity.REVIEW,
    title=Words("Des sigles expliqués", "Acronyms explained"),
    why=Words(
        "Un sigle inconnu exclut, et chacun de nous en ignore beaucoup.",
        "An acronym shuts out anyone who does not know it, and no one knows them all.",
    ),
    source="https://www.w3.org/WAI/WCAG22/Understanding/abbreviations",
    passing=(
        "La Régie intermunicipale des eaux (RIE) répond. La RIE est ouverte.\n",
        Example(text="La RIE répond.\n", settings={"glossary": {"RIE": "Régie des eaux"}}),
        "La RIE répond.\n\n*[RIE]: Régie intermunicipale des eaux\n",
        "Le PDF pèse 3 MB. Louis XIV. La TVQ.\n",
        "RIE (Régie intermunicipale des eaux) : ouverte.\n",
        '<abbr title="Régie des eaux">RIE</abbr> ouverte.\n',
    ),
    failing=("La RIE répond à vos questions.\n",),
)
def acronyms(subject: Subject) -> Iterator[Fault]:
    text = subject.document.text
    known, small = known_acronyms(subject), small_words()
    loud = shouted(subject)
    seen: set[str] = set()
    count = 0
    for found in _ACRONYM.finditer(text):
        acronym = found[0].replace(".", "")
        if acronym in seen:
            continue
        if any(start <= found.start() < end for start, end in loud):
            continue
        seen.add(acronym)
        if acronym in known or acronym in small:
            continue
        if _ROMAN.fullmatch(acronym) or not _letters(acronym):
            continue
        if _explained(text, found.start(), found.end()):
            continue
        yield UNKNOWN(subject.in_text(found.start()), found[0], acronym=acronym)
        count += 1
        if count == _MOST:
            return


def _letters(acronym: str) -> bool:
    """Two letters and one digit at most: A4 and B1 are sizes and rooms, FR76 starts an account."""
    letters = sum(map(str.isalpha, acronym))
    return letters >= 2 and len(acronym) - letters <= 1


def _explained(text: str, start: int, end: int) -> bool:
    """Whether the full name stands next to the acronym, in brackets or before brackets."""
    before = text[max(0, start - 2) : start]
    if before.endswith("(") and text[end : end + 1] in (")", ",", ";", " "):
        return True
    after = text[end : end + 3].lstrip(" \u00a0»")
    return after.startswith("(") and text[end : end + 200].find(")") > 8
