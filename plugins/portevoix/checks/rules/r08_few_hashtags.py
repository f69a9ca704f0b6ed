from __future__ import annotations

import re
from collections.abc import Iterator

from portevoix.checks.detection import hashtags
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.prose import folded, words

MANY = Wording(
    Words(
        "{count} mots-clics : la limite de la charte est {most}.",
        "{count} hashtags: the charter’s limit is {most}.",
    ),
    Words("Gardez ceux que les gens cherchent.", "Keep the ones that people search for."),
)
INSIDE = Wording(
    Words(
        "Le mot-clic #{tag} interrompt la phrase.", "The hashtag #{tag} interrupts the sentence."
    ),
    Words(
        "Écrivez le mot sans # et placez le mot-clic après la dernière phrase.",
        "Write the word without # and put the hashtag after the last sentence.",
    ),
)
ACCENTS = Wording(
    Words(
        "Le mot-clic #{tag} a perdu les accents de « {word} ».",
        "The hashtag #{tag} has lost the accents of “{word}”.",
    ),
    Words("Rendez-lui ses accents.", "Put its accents back."),
)
_AFTER = re.compile(r"[#\s]*[^\W_]")
_HEAD = "---\ntitle: L’été des bibliothèques\ndate: 2026-02-03\n"


@rule(
    id="R08",
    article="6.5",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    title=Words("Peu de mots-clics, à la fin", "Few hashtags, at the end"),
    why=Words(
        "Un lecteur d’écran dit « dièse » à chaque mot-clic; au milieu d’une phrase, il la casse.",
        "A screen reader says “hash” before each hashtag, which breaks up a sentence.",
    ),
    source="https://gcs.civilservice.gov.uk/guidance/digital-communication/",
    passing=(
        _HEAD + 'hashtags: [Été, Lecture]\nshare:\n  x: "Un livre par jour. #Été #Lecture"\n'
        "---\nVenez.\n",
    ),
    failing=(
        _HEAD + "hashtags: [Livres, Lecture, Soleil]\n---\nVenez.\n",
        _HEAD + 'share:\n  x: "Un #livre par jour cet été."\n---\nVenez.\n',
        _HEAD + "hashtags: [Bibliotheques]\n---\nVenez.\n",
    ),
)
def few_hashtags(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    most = subject.settings.most_hashtags
    if len(post.hashtags) > most:
        yield MANY(
            Location(key="hashtags"), ", ".join(post.hashtags), count=len(post.hashtags), most=most
        )
    for key, share in post.share.items():
        found = list(hashtags(share.text))
        if len(found) > most:
            yield MANY(Location(key=f"share.{key}"), share.text, count=len(found), most=most)
        for at, tag in found:
            if _breaks_sentence(share.text[at + 1 + len(tag) :]):
                yield INSIDE(Location(key=f"share.{key}"), f"#{tag}", tag=tag)
    if post.hashtags:
        yield from _accents(subject, post.hashtags)


def _breaks_sentence(rest: str) -> bool:
    """Whether words other than hashtags and addresses follow on the same line."""
    rest = rest.partition("\n")[0]
    rest = " ".join(word for word in rest.split() if not word.startswith(("#", "http")))
    return bool(_AFTER.match(rest))


def _accents(subject: Subject, tags: tuple[str, ...]) -> Iterator[Fault]:
    plain = {tag.casefold(): tag for tag in tags if tag.isascii() and tag.isalpha()}
    if not plain:
        return
    written = " ".join((subject.document.text, *(one.text for one in subject.passages)))
    lower = written.casefold()
    without = folded(written)
    if all(without.count(tag) <= lower.count(tag) for tag in plain):
        return  # no accented spelling of a tag stands anywhere
    spelt = set(words(lower))
    sizes = {len(tag) for tag in plain}
    for word in sorted(spelt):
        if word.isascii() or len(word) not in sizes:
            continue
        if tag := plain.get(folded(word)):
            yield ACCENTS(Location(key="hashtags"), tag, tag=tag, word=word)
