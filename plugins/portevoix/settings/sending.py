"""Where texts are sent, and where that is written down."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

SENDING = (
    Field(
        key="ledger",
        value=Value.TEXT,
        default="publications.jsonl",
        about=Words(
            "registre des publications, à côté de mkdocs.yml; finit par .jsonl",
            "ledger of what is out, beside mkdocs.yml; ends in .jsonl",
        ),
        example="registre.jsonl",
    ),
    Field(
        key="public",
        value=Value.FLAG,
        default="false",
        about=Words(
            "si le site public montre le registre, à /publications/",
            "whether the public site shows the ledger, at /publications/",
        ),
        example="true",
    ),
    Field(
        key="documents",
        value=Value.FLAG,
        default="false",
        about=Words(
            "sur Bluesky, décrire aussi chaque billet comme un document du site (site.standard)",
            "on Bluesky, describe each post as a document of the site too (site.standard)",
        ),
        example="true",
    ),
    Field(
        key="mastodon_server",
        value=Value.ADDRESS,
        about=Words(
            "serveur Mastodon, s’il n’est pas celui de l’adresse du compte",
            "Mastodon server, where it is not that of the account’s address",
        ),
        example="https://social.example",
    ),
    Field(
        key="bluesky_server",
        value=Value.ADDRESS,
        default="https://bsky.social",
        about=Words("serveur du compte Bluesky", "server of the Bluesky account"),
        example="https://pds.example",
    ),
)
