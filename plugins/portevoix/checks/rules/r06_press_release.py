from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.finding import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Subject
from portevoix.language import Words

MARK = Wording(
    Words(
        "« {mark} » est une marque de communiqué de presse.",
        "“{mark}” is the mark of a press release.",
    ),
    Words(
        "Récrivez pour vos lecteurs : ce que cela change pour eux, puis le détail.",
        "Rewrite it for your readers: what it changes for them, then the detail.",
    ),
)
_MARKS = re.compile(
    r"pour diffusion immédiate|for immediate release|communiqué de presse\s*:?$"
    r"|^[-–—]\s?30\s?[-–—]$|^(?:source|renseignements|contact presse|relations de presse)\s?:"
    r"[^\n]{0,120}\d{3}[ .-]\d{3}[ .-]\d{4}"
    r"|^(?-i:[A-ZÀ-Ý][A-ZÀ-Ý' ’-]{2,40}(?:\([A-Za-zÀ-ÿ]{2,15}\))?), le \d{1,2}(?:er)? [^\W\d]{3,9}"
    r"(?: \d{4})? ?[–—-]",
    re.IGNORECASE | re.MULTILINE,
)


_LIKELY = re.compile(
    r"(?:MM[ÉEée]DIAT|mmédiat|mmediate)|ommuniqué de presse|COMMUNIQUÉ|\b30\b"
    r"|\d{3}[ .-]\d{4}|, le \d"
)


@rule(
    id="R06",
    article="7.1",
    severity=Severity.REVIEW,
    title=Words("Pas de communiqué versé tel quel", "No press release poured in as it is"),
    why=Words(
        "Un communiqué parle aux journalistes ; un billet parle à celles et ceux que l’on sert.",
        "A press release speaks to journalists; a post speaks to those we serve.",
    ),
    source="https://www.gov.uk/guidance/content-design/what-is-content-design",
    passing=("La piscine rouvre le lundi 2 mars 2026.\n\nSource : registre des travaux.\n",),
    failing=(
        "POUR DIFFUSION IMMÉDIATE\n\nLa piscine rouvre.\n",
        "La piscine rouvre.\n\n– 30 –\n",
        "RIVIÈRE-AUX-AULNES, le 3 mars 2026 – La piscine rouvre.\n",
        "La piscine rouvre.\n\nSource : Service des loisirs, 819 555-0134\n",
    ),
)
def press_release(subject: Subject) -> Iterator[Fault]:
    text = subject.document.text
    if not _LIKELY.search(text):
        return
    for found in _MARKS.finditer(text):
        mark = found[0].strip()
        yield MARK(subject.in_text(found.start()), mark, mark=mark[:40])
