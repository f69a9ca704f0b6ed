from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, NetworkText, Subject
from portevoix.language import Words
from portevoix.snippets import REMARKS, Said, remarks_on

WORDINGS = {remark.key: Wording(remark.message, remark.todo) for remark in REMARKS}
_HEAD = (
    "---\ntitle: Piscine\ndate: 2026-02-03\n"
    "call: {text: Réservez un couloir, url: 'https://exemple.org/couloirs/'}\n---\nVenez.\n"
)


def _written(*parts: str) -> Example:
    return Example(
        text=_HEAD,
        network_texts=(NetworkText(network="x", parts=parts, link="https://exemple.org/"),),
    )


@rule(
    id="R34",
    article="7.1",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    title=Words("Un texte de réseau bien tourné", "Well-written texts for networks"),
    why=Words(
        "Le texte écrit pour un réseau se lit seul, vite, et porte la signature de l’organisme.",
        "The text written for a network is read quickly, on its own, and is signed by the organization.",
    ),
    source="https://www.noslangues-ourlanguages.gc.ca/fr/cles-de-la-redaction/deux-points",
    passing=(
        _written("La piscine rouvre lundi : les bassins sont prêts.\n\nhttps://exemple.org/"),
        _written("Réservez un couloir : le lien est dans le billet.\n\nhttps://exemple.org/"),
    ),
    failing=(
        _written("Piscine : Les bassins rouvrent lundi.\n\nhttps://exemple.org/"),
        _written("Lundi, la piscine rouvre.\n\nLa piscine rouvre lundi.\n\nhttps://exemple.org/"),
        _written("La piscine rouvre.\n\nRéservez un couloir\n\nhttps://exemple.org/"),
        _written("La piscine rouvre lundi.. Venez!!\n\nhttps://exemple.org/"),
    ),
)
def network_style(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    call = post.intention.call
    for text in subject.network_texts:
        elsewhere = call and call.url and not text.link.startswith(call.url)
        said = Said(parts=text.parts, lang=post.lang, call=call.text if call and elsewhere else "")
        for remark, passage in remarks_on(said):
            yield WORDINGS[remark.key](
                Location(key=f"share.{text.network}"), passage, passage=passage
            )
