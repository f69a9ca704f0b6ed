from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import shouted
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Subject
from portevoix.language import Words

SHOUTED = Wording(
    Words("« {text} » est en capitales.", "“{text}” is in capitals."),
    Words(
        "Écrivez en minuscules; pour insister, employez le gras.",
        "Write in lower case; for emphasis, use bold.",
    ),
)


@rule(
    id="R21",
    article="6.3",
    severity=Severity.REVIEW,
    title=Words("Pas de phrase en majuscules", "No sentence in capitals"),
    why=Words(
        "Les capitales se lisent plus lentement, passent pour un cri, et s’épellent à voix haute.",
        "Capitals are slower to read, look like shouting, and may be spelled out letter by letter.",
    ),
    source="https://www.gov.uk/guidance/style-guide/a-to-z",
    passing=("La licence GNU GPL.\n", "**Attention**, travaux.\n", "La DINUM et la DITP.\n"),
    failing=("ATTENTION TRAVAUX en cours.\n", "NE PAS BOIRE CETTE EAU\n"),
)
def capitals(subject: Subject) -> Iterator[Fault]:
    text = subject.document.text
    for start, end in shouted(subject):
        yield SHOUTED(
            subject.in_text(start), text[start:end], text=text[start : min(end, start + 60)]
        )
