from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

BARE = Wording(
    Words(
        "L’adresse {address} est écrite telle quelle.",
        "The address {address} is written out in full.",
    ),
    Words(
        "Mettez-la derrière les mots qui nomment la page : [l’horaire](adresse).",
        "Put it behind the words that name the page: [opening hours](address).",
    ),
)


@rule(
    id="R14",
    article="6.4",
    severity=Severity.REVIEW,
    title=Words("Pas d’adresse brute comme texte", "No bare address as text"),
    why=Words(
        "Une adresse lue à voix haute signe par signe est longue et ne dit rien de la page.",
        "An address read aloud character by character is long, and says nothing about the page.",
    ),
    source="https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#6.1",
    passing=(
        "Voir [l’horaire](https://exemple.org/horaire).\n",
        "Le site [exemple.org](https://exemple.org/) ouvre.\n",
        "Tapez `https://exemple.org/`.\n",
    ),
    failing=(
        "Voir https://exemple.org/horaire.\n",
        "Voir <https://exemple.org/horaire>.\n",
        "Voir [https://exemple.org/horaire](https://exemple.org/horaire).\n",
        "Voir [www.exemple.org/horaire](https://exemple.org/horaire).\n",
    ),
)
def bare_addresses(subject: Subject) -> Iterator[Fault]:
    for link in subject.document.links:
        text = link.text
        if link.target.startswith(("mailto:", "tel:")) or " " in text or link.label:
            continue
        written = text.startswith(("http://", "https://"))
        if written or (text.startswith("www.") and "/" in text.rstrip("/")):
            yield BARE(Location(link.at), text, address=text[:60])
