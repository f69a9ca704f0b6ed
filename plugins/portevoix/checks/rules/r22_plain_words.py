from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from portevoix.checks.findings import Severity
from portevoix.checks.lists import listed_pairs
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.text import any_of

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
        "A word that everyone knows takes no effort to read, and there nearly always is one.",
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
    for at, words in _found(pattern, lower if len(lower) == len(text) else text):
        word = words.casefold()
        if word in seen or text[at - 1 : at] in ("@", "#", "/"):
            continue
        if _quoted(text, at, at + len(words)) or _other_phrase(text, at, word):
            continue
        seen.add(word)
        yield BETTER(subject.in_text(at), words, word=words, better=better[_plain(word)])
    for passage in subject.passages:
        for at, words in _found(pattern, passage.text.lower()):
            word = words.casefold()
            if word not in seen and not _other_phrase(passage.text, at, word):
                seen.add(word)
                yield BETTER(
                    Location(key=passage.key), words, word=words, better=better[_plain(word)]
                )


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Place and words of each match; the pattern wants a sign before them, even the first."""
    for found in pattern.finditer(f" {text}"):
        yield found.start(1) - 1, found[1]


def _other_phrase(text: str, at: int, word: str) -> bool:
    """Whether the words belong to another phrase, told by the word before them."""
    before = listed_pairs("jargon", "not_after").get(word)
    if before is None:
        return False
    return text[max(at - 30, 0) : at].casefold().endswith(f" {before} ")


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the word is spoken of, between its own quotation marks, and not used."""
    before = text[max(start - 2, 0) : start].strip("\u00a0\u202f ")
    after = text[end : end + 2].strip("\u00a0\u202f ")
    return before in ("«", "“", '"') and after[:1] in ("»", "”", '"')


def _plain(word: str) -> str:
    return word.removesuffix("s").replace("’", "'")


@cache
def _table(profile: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One pattern for all words of a profile, singular or plural, and what to prefer.

    It starts with the sign before a word, which `re` leaps to: it is tried once a word only.
    """
    words = {
        _plain(word.casefold()): better for word, better in listed_pairs("jargon", profile).items()
    }
    listed_words = any_of(words).replace("'", "['’]")
    return re.compile(rf"[^\w.-]({listed_words}s?)(?![\w-])"), words
