from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from portevoix.checks.detection import false_letters, unsound
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

FALSE = Wording(
    Words(
        "« {text} » est écrit en signes qui imitent des lettres.",
        "“{text}” is written with symbols that imitate letters.",
    ),
    Words(
        "Écrivez « {plain} » : un lecteur d’écran se tait ou épelle ces signes un à un.",
        "Write “{plain}”: a screen reader skips such symbols or spells them out one by one.",
    ),
)
UNSOUND = Wording(
    Words(
        "Le texte contient {count} caractères invisibles ou non portables, dont U+{code:04X}.",
        "The text contains {count} characters that are invisible or not portable, including U+{code:04X}.",
    ),
    Words(
        "Retirez-les, ou lancez {check} --fix.",
        "Remove them, or run {check} --fix.",
    ),
)


@rule(
    id="R10",
    article="6.5",
    severity=Severity.BLOCK,
    title=Words("De vraies lettres", "Real letters"),
    why=Words(
        "Les faux gras et les fausses italiques sont des symboles mathématiques : ni lus, ni cherchés.",
        "Fake bold and fake italics are mathematical symbols: they cannot be read aloud or searched for.",
    ),
    source="https://doc.incubateur.net/communaute/",
    passing=("La piscine **rouvre** lundi.\n", "Groupe sanguin 🅱️ recherché.\n"),
    failing=(
        "La piscine 𝗿𝗼𝘂𝘃𝗿𝗲 𝗹𝘂𝗻𝗱𝗶.\n",
        "Étape ① puis la suite.\n",
        "La pis\u200bcine rouvre.\n",
    ),
)
def real_letters(subject: Subject) -> Iterator[Fault]:
    for passage in subject.passages:
        for _, text in false_letters(passage.text):
            yield FALSE(Location(key=passage.key), text, text=text[:60], plain=_plain(text))
    document = subject.document
    if document.text.isascii():
        return
    for at, text in false_letters(document.text):
        yield FALSE(subject.in_text(at), text, text=text[:60], plain=_plain(text))
    odd = list(unsound(document.text))
    if odd:
        at, sign = odd[0]
        yield UNSOUND(subject.in_text(at), "", Severity.REVIEW, count=len(odd), code=ord(sign))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)[:60]
