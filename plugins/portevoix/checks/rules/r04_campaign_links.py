from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.subject import Location, NetworkText, Subject
from portevoix.language import Words

INTERNAL = Wording(
    Words(
        "Un lien vers notre propre site porte un marqueur de campagne.",
        "A link to our own site has a campaign tag.",
    ),
    Words(
        "Retirez {tags} : ces marqueurs effacent la vraie provenance du lecteur.",
        "Remove {tags}: on our own site, such tags erase where the reader came from.",
    ),
)
NO_LINK = Wording(
    Words(
        "Le texte pour {network} ne mène pas une fois, et une seule, au billet.",
        "The text for {network} must contain the link to the post once, and only once.",
    ),
    Words("Laissez l’adresse du billet une seule fois.", "Keep the address of the post only once."),
)
BAD_TAG = Wording(
    Words(
        "Le marqueur « {tag} » du lien pour {network} n’est pas en minuscules simples.",
        "The tag “{tag}” of the link for {network} is not in plain lower case.",
    ),
    Words(
        "N’employez que a-z, 0-9, le tiret et le trait bas.",
        "Use only a-z, 0-9, the hyphen and the underscore.",
    ),
)
_TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "utm_id")
_VALUE = re.compile(r"[a-z0-9_-]+")
_POST = "---\ntitle: Piscine\nslug: piscine\ndate: 2026-02-03\n---\n"
_URL = "https://blog.exemple.org/blog/piscine/"


@rule(
    id="R04",
    article="7.2",
    severity=Severity.BLOCK,
    title=Words("Un seul lien vers le billet, avec son marqueur", "One tagged link to the post"),
    why=Words(
        "Le réseau n’est que la caisse de résonance : tout y ramène au billet, qui reste à nous.",
        "Networks carry our voice further, but every text leads back to the post, which remains ours.",
    ),
    source="https://docs.data-community.publishing.service.gov.uk/processes/utm-usage/",
    passing=(
        _POST + "Voir [l’horaire](/horaire/).\n",
        Example(
            text=_POST + "Venez.\n",
            network_texts=(
                NetworkText(
                    network="x", parts=(f"Venez. {_URL}?utm_source=x",), link=f"{_URL}?utm_source=x"
                ),
            ),
        ),
    ),
    failing=(
        _POST + "Voir [l’horaire](/horaire/?utm_source=billet).\n",
        Example(
            text=_POST + "Venez.\n",
            network_texts=(NetworkText(network="x", parts=("Venez.",), link=_URL),),
        ),
        Example(
            text=_POST + "Venez.\n",
            network_texts=(
                NetworkText(
                    network="x", parts=(f"{_URL}?utm_source=X",), link=f"{_URL}?utm_source=X"
                ),
            ),
        ),
    ),
)
def campaign_links(subject: Subject) -> Iterator[Fault]:
    own = urlsplit(subject.site.url).netloc
    for link in subject.document.links:
        if "utm_" not in link.target:
            continue
        try:
            parts = urlsplit(link.target)
        except ValueError:
            continue
        tags = [name for name, _ in parse_qsl(parts.query) if name.startswith("utm_")]
        if tags and parts.netloc in ("", own):
            yield INTERNAL(Location(link.at), link.text, tags=", ".join(tags))
    for text in subject.network_texts:
        yield from _composed(text)


def _composed(text: NetworkText) -> Iterator[Fault]:
    at = Location(key=f"share.{text.network}")
    if not text.link:  # the link stands elsewhere on this network: in the profile, on a button
        return
    whole = "\n".join(text.parts)
    if whole.count(text.link) != 1:
        yield NO_LINK(at, whole[:80], network=text.network)
    for name, value in parse_qsl(urlsplit(text.link).query):
        if name.startswith("utm_") and not (name in _TAGS and _VALUE.fullmatch(value)):
            yield BAD_TAG(at, value, tag=f"{name}={value}", network=text.network)
