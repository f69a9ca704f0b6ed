from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.lists import listed_words
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.prose import folded

VAGUE = Wording(
    Words(
        "Le lien « {text} » ne dit pas où il mène.",
        "The link “{text}” does not say where it leads.",
    ),
    Words(
        "Mettez le lien sur les mots qui nomment la page : « l’horaire de la piscine ».",
        "Put the link on the words that name the page: “opening hours of the pool”.",
    ),
)
EMPTY = Wording(
    Words("Un lien n’a pas de texte.", "A link has no text."),
    Words("Écrivez entre crochets où il mène.", "Write between the brackets where it leads."),
)


@rule(
    id="R13",
    article="6.4",
    severity=Severity.BLOCK,
    title=Words("Des liens qui disent où ils mènent", "Links that say where they lead"),
    why=Words(
        "Un lecteur d’écran liste les liens hors de leur phrase; « ici » n’y mène nulle part.",
        "A screen reader can list links apart from their sentences, and there “here” means nothing.",
    ),
    source="https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#6.1",
    passing=(
        "Voir [l’horaire de la piscine](/horaire/).\n",
        "Cliquez ici : c’est écrit, sans lien.\n",
        '<a href="/x" aria-label="Horaire de la piscine">ici</a>\n',
    ),
    failing=(
        "[Cliquez ici](/horaire/)\n",
        "Voir [**ici**](/horaire/).\n",
        '<a href="/horaire/">En savoir plus</a>\n',
        "Read [here](/horaire/).\n",
        "[](/horaire/)\n",
    ),
)
def link_texts(subject: Subject) -> Iterator[Fault]:
    vague = listed_words("links", "vague")
    for link in subject.document.links:
        if link.bare or link.pictured or link.label:
            continue
        if not link.text:
            yield EMPTY(Location(link.at))
        elif len(link.text) < 40 and _plain(link.text) in vague:
            yield VAGUE(Location(link.at), link.text, text=link.text)


def _plain(text: str) -> str:
    return " ".join(folded(text).strip(" .:!…»«>→)(\u00a0\u202f[]").split())
