from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from portevoix.checks.finding import Severity
from portevoix.checks.house import listed
from portevoix.checks.rule import At, Example, Fault, Wording, rule
from portevoix.checks.subject import Subject
from portevoix.language import Words

BETTER = Wording(
    Words("« {word} » a un équivalent courant.", "“{word}” has a plain equivalent."),
    Words("Préférez « {better} ».", "Prefer “{better}”."),
)


@rule(
    id="R22",
    article="6.3",
    severity=Severity.NOTE,
    title=Words("Des mots courants", "Plain words"),
    why=Words(
        "Le mot que tout le monde connaît se lit sans effort, et il existe presque toujours.",
        "The word that everyone knows is read without effort, and nearly always exists.",
    ),
    source="https://vitrinelinguistique.oqlf.gouv.qc.ca/",
    passing=(
        "Abonnez-vous à l’infolettre.\n",
        "Le champ `feedback`.\n",
        "Dites-le tout de suite à l’équipe.\n",
        "On dit « newsletter » ailleurs.\n",
    ),
    failing=(
        "Abonnez-vous à la newsletter.\n",
        Example(text="Votre feedback compte.\n", profile="fr-FR"),
        Example(text="We will utilize the pool.\n", profile="en"),
    ),
)
def plain_words(subject: Subject) -> Iterator[Fault]:
    pattern, better = _table(subject.profile)
    seen: set[str] = set()
    text = subject.document.text
    lower = text.lower()
    for found in pattern.finditer(lower if len(lower) == len(text) else text):
        word = found[0].casefold()
        if word in seen or text[found.start() - 1 : found.start()] in ("@", "#", "/"):
            continue
        if _quoted(text, found.start(), found.end()) or _other_phrase(text, found):
            continue
        seen.add(word)
        yield BETTER(
            subject.in_text(found.start()), found[0], word=found[0], better=better[_plain(word)]
        )
    for passage in subject.passages:
        for found in pattern.finditer(passage.text.lower()):
            word = found[0].casefold()
            if word not in seen and not _other_phrase(passage.text, found):
                seen.add(word)
                yield BETTER(
                    At(key=passage.key), found[0], word=found[0], better=better[_plain(word)]
                )


def _other_phrase(text: str, found: re.Match[str]) -> bool:
    """Whether the words belong to another phrase, told by the word before them."""
    before = listed("jargon")["not_after"].get(found[0].casefold())
    if before is None:
        return False
    return text[max(found.start() - 30, 0) : found.start()].casefold().endswith(f" {before} ")


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the word is spoken of, between its own quotation marks, and not used."""
    before = text[max(start - 2, 0) : start].strip("\u00a0\u202f ")
    after = text[end : end + 2].strip("\u00a0\u202f ")
    return before in ("«", "“", '"') and after[:1] in ("»", "”", '"')


def _plain(word: str) -> str:
    return word.removesuffix("s").replace("’", "'")


@cache
def _table(profile: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One pattern for all words of a profile, singular or plural, and what to prefer."""
    words = {_plain(word.casefold()): better for word, better in listed("jargon")[profile].items()}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    listed_words = "|".join(re.escape(word).replace("'", "['’]") for word in ordered)
    return re.compile(rf"(?<![\w.-])(?:{listed_words})s?(?![\w-])"), words
