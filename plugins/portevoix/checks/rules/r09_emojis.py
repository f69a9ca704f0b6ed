from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import emojis
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

TITLE = Wording(
    Words("Le titre contient un émoji.", "The title contains an emoji."),
    Words(
        "Retirez {emoji} : le titre devient une adresse, un lien, une annonce vocale.",
        "Remove {emoji}: the title is also used in an address and in links, and is read aloud.",
    ),
)
MANY = Wording(
    Words(
        "{count} émojis dans un même texte : la limite de la charte est {most}.",
        "{count} emojis in one text: the charter’s limit is {most}.",
    ),
    Words("Gardez ceux qui aident à comprendre.", "Keep those that help people understand."),
)
REPEATED = Wording(
    Words("L’émoji {emoji} est répété.", "The emoji {emoji} is repeated."),
    Words(
        "Un seul suffit : un lecteur d’écran dit son nom à chaque fois.",
        "One is enough: a screen reader says its name each time.",
    ),
)
INSTEAD = Wording(
    Words(
        "L’émoji {emoji} tient lieu de puce ou de mot.",
        "The emoji {emoji} is used instead of a bullet or a word.",
    ),
    Words(
        "Employez une vraie liste ou écrivez le mot, et placez l’émoji à la fin.",
        "Use a real list or write the word, and put the emoji at the end.",
    ),
)


@rule(
    id="R09",
    article="6.5",
    severity=Severity.REVIEW,
    title=Words("Émojis rares et à la fin", "Few emojis, at the end"),
    why=Words(
        "Un émoji est lu à voix haute par son nom; placé dans une phrase, il la rend obscure.",
        "Screen readers say the name of each emoji; in the middle of a sentence, it makes the sentence hard to follow.",
    ),
    source="https://gcs.civilservice.gov.uk/guidance/digital-communication/planning-creating-and-publishing-accessible-social-media-campaigns/",
    passing=("La piscine rouvre lundi 🎉\n", "Apportez un maillot. 🏊‍♀️\n\nÀ lundi ! ☀️\n"),
    failing=(
        '---\ntitle: "La piscine rouvre 🎉"\ndate: 2026-02-03\n---\nVenez.\n',
        "Venez 🎉\n\nTous 🎈\n\nIci 🎁\n\nLundi ☀️\n",
        "Venez 🎉🎉\n",
        "➡️ Apportez un maillot.\n",
        "Prenez le 🚌 pour venir.\n",
    ),
)
def few_emojis(subject: Subject) -> Iterator[Fault]:
    if found := next(emojis(subject.title), None):
        where = Location(key="title") if subject.post else Location(0)
        yield TITLE(where, found[1], Severity.BLOCK, emoji=found[1])
    for passage in subject.passages:
        if passage.key.startswith(("share.", "message", "points")):
            yield from _of_text(subject, list(emojis(passage.text)), key=passage.key)
    text = subject.document.text
    if text.isascii():
        return
    found_all = list(emojis(text))
    yield from _of_text(subject, found_all)
    for at, emoji in found_all[:20]:
        block = subject.document.block_at(at)
        if block is None:
            continue
        before = text[block.start : at].strip()
        after = text[at + len(emoji) : block.end].strip()
        starts = not any(map(str.isalnum, before)) and any(map(str.isalnum, after[:40]))
        inside = bool(before) and before[-1].isalnum() and after[:1].islower()
        if starts or inside:
            yield INSTEAD(subject.in_text(at), emoji + after[:30], emoji=emoji)


def _of_text(subject: Subject, found: list[tuple[int, str]], key: str = "") -> Iterator[Fault]:
    """Too many in one text, or the same one twice; the first says all."""
    most = subject.settings.most_emojis
    if len(found) > most:
        at, emoji = found[most]
        where = Location(key=key) if key else subject.in_text(at)
        yield MANY(where, emoji, count=len(found), most=most)
        return
    seen: set[str] = set()
    for at, emoji in found:
        if emoji in seen:
            yield REPEATED(Location(key=key) if key else subject.in_text(at), emoji, emoji=emoji)
            return
        seen.add(emoji)
