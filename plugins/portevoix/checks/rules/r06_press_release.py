from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Subject
from portevoix.language import Words

MARK = Wording(
    Words(
        "« {mark} » est une marque de communiqué de presse.",
        "“{mark}” belongs in a press release.",
    ),
    Words(
        "Récrivez pour vos lecteurs : ce que cela change pour eux, puis le détail.",
        "Rewrite it for your readers: say what it changes for them, then give the details.",
    ),
)
_ANYWHERE = ("pour diffusion immédiate", "for immediate release")
_AT_START = re.compile(
    r"[-–—]\s?30\s?[-–—]$|(?i:communiqué de presse)\s*:?$"
    r"|(?i:source|renseignements|contact presse|relations de presse)[ \u00a0]?:"
    r"[^\n]{0,120}\d{3}[ .-]\d{3}[ .-]\d{4}"
    r"|[A-ZÀ-Ý][A-ZÀ-Ý' ’-]{2,40}(?:\([A-Za-zÀ-ÿ]{2,15}\))?, le \d{1,2}(?:er)? [^\W\d]{3,9}"
    r"(?: \d{4})? ?[–—-]"
)
_REACH = 200  # characters of a block in which a mark stands


@rule(
    id="R06",
    article="7.1",
    severity=Severity.REVIEW,
    title=Words("Pas de communiqué publié tel quel", "No press release published as it is"),
    why=Words(
        "Un communiqué parle aux journalistes; un billet parle à celles et ceux que l’on sert.",
        "A press release speaks to journalists; a post speaks to the people we serve.",
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
    lower = text.lower()
    for mark in _ANYWHERE:
        if (at := lower.find(mark)) >= 0 and len(lower) == len(text):
            words = text[at : at + len(mark)]
            yield MARK(subject.in_text(at), words, mark=words)
    for block in subject.document.blocks:
        end = min(block.end, block.start + _REACH)
        if found := _AT_START.match(text, block.start, end):
            mark = found[0].strip()
            yield MARK(subject.in_text(block.start), mark, mark=mark[:40])
