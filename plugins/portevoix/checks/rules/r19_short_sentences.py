from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.prose import count_words, sentence_spans

LONG = Wording(
    Words("Une phrase compte {count} mots.", "A sentence has {count} words."),
    Words("Coupez-la en deux : une idée par phrase.", "Cut it in two: one idea per sentence."),
)
OFTEN = Wording(
    Words(
        "{share} % des phrases dépassent {most} mots.",
        "{share}% of the sentences have more than {most} words.",
    ),
    Words("Raccourcissez les plus longues.", "Shorten the longest ones."),
)
SHARED = Wording(
    Words(
        "« {key} » contient une phrase de {count} mots : au-delà de {most}, on décroche.",
        "“{key}” contains a sentence of {count} words: beyond {most}, readers give up.",
    ),
    Words("Raccourcissez-la.", "Shorten it."),
)
_MOST = 25  # words
_VERY_LONG = 40
_SHARE = 30  # per cent
_FEWEST = 10  # sentences below which a share means nothing


@rule(
    id="R19",
    article="6.3",
    severity=Severity.NOTE,
    title=Words("Des phrases courtes", "Short sentences"),
    why=Words(
        "Une phrase longue se relit; sur un téléphone, on l’abandonne.",
        "A long sentence has to be read twice; on a phone, people give up.",
    ),
    source="https://www.canada.ca/fr/gouvernement/a-propos/guide-redaction-contenu-canada.html",
    passing=("La piscine rouvre lundi. Elle ferme à 20 h.\n",),
    failing=(
        f"La piscine {'rouvre et ' * 45} ferme.\n",
        f"{('Cette phrase ' + 'trop longue ' * 13 + 'finit ici. ') * 12}\n",
        "---\ntitle: Piscine\ndate: 2026-02-03\n"
        f"message: La piscine {'rouvre et ' * 25} ferme.\n---\nVenez.\n",
    ),
)
def short_sentences(subject: Subject) -> Iterator[Fault]:
    total = long = 0
    longest: tuple[int, int] = (0, 0)
    for place, text in subject.document.prose():
        for start, end in sentence_spans(text):
            count = count_words(text[start:end])
            if count < 2:
                continue
            total += 1
            long += count > _MOST
            longest = max(longest, (count, place + start))
            if count > _VERY_LONG:
                yield LONG(subject.in_text(place + start), text[start:end], count=count)
    if total >= _FEWEST and long * 100 > _SHARE * total:
        where = subject.in_text(longest[1])
        share = long * 100 // total
        yield OFTEN(where, "", Severity.REVIEW, share=share, most=_MOST)
    for passage in subject.passages:
        if passage.key == "message" or passage.key.startswith(("points", "share")):
            counts = [
                count_words(passage.text[start:end]) for start, end in sentence_spans(passage.text)
            ]
            if max(counts, default=0) > _MOST:
                where, count = Location(key=passage.key), max(counts)
                yield SHARED(
                    where, passage.text, Severity.REVIEW, key=passage.key, count=count, most=_MOST
                )
