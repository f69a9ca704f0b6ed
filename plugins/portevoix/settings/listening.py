"""What is kept of what people say, where, and for how long."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

LISTENING = (
    Field(
        key="folder",
        value=Value.TEXT,
        default="ecoute",
        about=Words(
            "dossier de la boîte de réception, à côté de mkdocs.yml et hors de docs/",
            "folder of the inbox, beside mkdocs.yml and outside docs/",
        ),
        example="boite-de-reception",
    ),
    Field(
        key="names",
        value=Value.FLAG,
        default="false",
        about=Words(
            "si le nom public des personnes est gardé avec leur message",
            "whether the public name of people is kept with their message",
        ),
        example="true",
    ),
    Field(
        key="keep",
        value=Value.TEXT,
        about=Words(
            "durée de conservation des messages; à défaut, `duree_ecoute` de la charte, ou 90 jours",
            "how long messages are kept; by default `duree_ecoute` of the charter, or 90 days",
        ),
        example="six mois",
    ),
    Field(
        key="delay",
        value=Value.TEXT,
        about=Words(
            "délai de réponse promis; à défaut, `delai_reponse` de la charte, ou un jour ouvrable",
            "promised time to answer; by default `delai_reponse` of the charter, or one business day",
        ),
        example="deux jours ouvrables",
    ),
    Field(
        key="follow",
        value=Value.NUMBER,
        default="30",
        about=Words(
            "jours après un envoi où l’on cherche des réponses",
            "days after a text went out in which replies are looked for",
        ),
        example="60",
    ),
    Field(
        key="bluesky_view",
        value=Value.ADDRESS,
        default="https://public.api.bsky.app",
        about=Words(
            "serveur où se lisent les messages de Bluesky", "server where posts of Bluesky are read"
        ),
        example="https://vue.example",
    ),
)
