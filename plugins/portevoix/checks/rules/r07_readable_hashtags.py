from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from portevoix.checks.detection import hashtags, joined_in_lower_case
from portevoix.checks.findings import Severity
from portevoix.checks.lists import listed_words
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.prose import folded, words

JOINED = Wording(
    Words(
        "Le mot-clic #{tag} semble joindre plusieurs mots sans majuscule.",
        "The hashtag #{tag} seems to join several words without capitals.",
    ),
    Words(
        "Mettez une majuscule à chaque mot (#FêteDesVoisins); si c’est un seul mot, ajoutez-le "
        "à docs/lexique.yml.",
        "Give each word a capital (#StreetParty); if it is one word, add it to docs/lexicon.yml.",
    ),
)
_LONG = 11  # letters


@rule(
    id="R07",
    article="6.5",
    severity=Severity.REVIEW,
    title=Words("Mots-clics lisibles", "Readable hashtags"),
    why=Words(
        "Un lecteur d’écran ne sépare les mots d’un mot-clic que par leurs majuscules.",
        "A screen reader can tell the words of a hashtag apart only by their capitals.",
    ),
    source="https://doc.incubateur.net/communaute/",
    passing=(
        "Venez. #FêteDesVoisins\n",
        "L’accessibilité compte. #accessibilité\n",
        Example(text="Venez. #aulnoiserie\n", settings={"lexicon": frozenset(("aulnoiserie",))}),
        "Venez. #stationnement\n",
    ),
    failing=(
        "Venez. #fetedesvoisins\n",
        "---\ntitle: Fête\ndate: 2026-02-03\nhashtags: [fêtedesvoisins]\n---\nVenez.\n",
    ),
)
def readable_hashtags(subject: Subject) -> Iterator[Fault]:
    places: dict[str, Location] = {}
    for at, tag in hashtags(subject.document.text):
        places.setdefault(tag, subject.in_text(at))
    for passage in subject.passages:
        if passage.key.startswith("share."):
            for _, tag in hashtags(passage.text):
                places.setdefault(tag, Location(key=passage.key))
    if subject.post:
        for tag in subject.post.hashtags:
            places.setdefault(tag, Location(key="hashtags"))
    if any(joined_in_lower_case(tag, ()) for tag in places):
        known = _single_words(subject)
        for tag, place in places.items():
            if joined_in_lower_case(tag, known):
                yield JOINED(place, f"#{tag}" if place.key != "hashtags" else tag, tag=tag)


def _single_words(subject: Subject) -> set[str]:
    """Long words that the text writes alone, and those of the lexicons."""
    text = folded(" ".join((subject.document.text, *(one.text for one in subject.passages))))
    for _, tag in hashtags(text):
        text = text.replace(f"#{tag}", " ") if len(tag) >= _LONG else text
    known = {word for word in words(text) if len(word) >= _LONG - 1}
    return known | _lexicon() | {folded(word) for word in subject.settings.lexicon}


@cache
def _lexicon() -> frozenset[str]:
    return frozenset(folded(word) for word in listed_words("lexicon", "words"))
