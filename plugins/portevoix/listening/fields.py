"""What veille.yml may hold: what is looked for beyond the answers to our own texts."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words

WATCH = Section(
    key="watch",
    title=Words("La veille", "What is watched"),
    file="docs/veille.yml",
    fields=(
        Field(
            key="keywords",
            value=Value.TEXTS,
            about=Words(
                "mots cherchés dans les fils et chez les comptes; sans eux, tout est gardé",
                "words looked for in feeds and accounts; without any, everything is kept",
            ),
            example="[rue Principale]",
        ),
        Field(
            key="feeds",
            value=Value.FORMS,
            about=Words("fils de la presse et des sites", "feeds of the press and of other sites"),
            below=(
                Field(
                    key="name",
                    value=Value.TEXT,
                    about=Words("nom montré", "name shown"),
                    example="Le Courrier",
                ),
                Field(
                    key="url",
                    value=Value.ADDRESS,
                    about=Words("adresse du fil", "address of the feed"),
                    example="https://courrier.example/fil.xml",
                    needed=True,
                ),
                Field(
                    key="all",
                    value=Value.FLAG,
                    default="false",
                    about=Words(
                        "tout garder, même sans les mots cherchés",
                        "keep everything, with or without these words",
                    ),
                    example="true",
                ),
            ),
        ),
        Field(
            key="accounts",
            value=Value.TEXTS,
            about=Words(
                "comptes publics d’organismes ou de médias : @nom@serveur (Mastodon), @nom.domaine (Bluesky)",
                "public accounts of organizations or media: @name@server (Mastodon), @name.domain (Bluesky)",
            ),
            example='["@courrier@social.example"]',
        ),
        Field(
            key="webmentions",
            value=Value.TEXTS,
            about=Words(
                "exports d’un service de webmentions : des fichiers ou des adresses",
                "exports of a webmention endpoint: files or addresses",
            ),
            example="[mentions.jf2.json]",
        ),
        Field(
            key="danger",
            value=Value.TEXTS,
            about=Words(
                "mots de danger, en plus des nôtres", "words of danger, in addition to ours"
            ),
            example="[la digue cède]",
        ),
        Field(
            key="distress",
            value=Value.TEXTS,
            about=Words(
                "mots de détresse, en plus des nôtres", "words of distress, in addition to ours"
            ),
            example="[tout lâcher]",
        ),
    ),
)
