"""Places that the site is published to."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

PUBLISH = (
    Field(
        key="to",
        value=Value.CHOICE,
        choices=("folder", "s3", "azure", "google", "sftp", "git"),
        example="s3",
        needed=True,
        about=Words("la sorte de lieu", "the kind of place"),
    ),
    Field(
        key="path",
        value=Value.TEXT,
        example="/srv/www/site",
        about=Words(
            "le dossier; avec SFTP, le lien que la publication déplace",
            "the folder; with SFTP, the link that a publication moves",
        ),
    ),
    Field(
        key="bucket",
        value=Value.TEXT,
        example="site-de-la-ville",
        about=Words("l’espace de stockage, ou le conteneur", "the bucket, or the container"),
    ),
    Field(
        key="prefix",
        value=Value.TEXT,
        example="blogue",
        about=Words("le dossier dans cet espace", "the folder in it"),
    ),
    Field(
        key="region",
        value=Value.TEXT,
        example="ca-central-1",
        about=Words("la région de cet espace", "the region of the bucket"),
    ),
    Field(
        key="account",
        value=Value.TEXT,
        example="ville",
        about=Words("le compte Azure", "the Azure account"),
    ),
    Field(
        key="host",
        value=Value.TEXT,
        example="web.example.org",
        about=Words("le serveur SFTP", "the SFTP server"),
    ),
    Field(
        key="user",
        value=Value.TEXT,
        example="site",
        about=Words("le compte sur ce serveur", "the account on that server"),
    ),
    Field(
        key="identity",
        value=Value.TEXT,
        example="~/.ssh/site",
        about=Words("le fichier de la clé privée", "the file of the private key"),
    ),
    Field(
        key="known_hosts",
        value=Value.TEXT,
        example="~/.ssh/known_hosts",
        about=Words("le fichier des clés de serveurs connus", "the file of known servers’ keys"),
    ),
    Field(
        key="repository",
        value=Value.TEXT,
        example="git@codeberg.org:ville/pages.git",
        about=Words("le dépôt git", "the git repository"),
    ),
    Field(
        key="branch",
        value=Value.TEXT,
        default="pages",
        example="gh-pages",
        about=Words(
            "la branche d’où la forge sert les pages", "the branch that the forge serves pages from"
        ),
    ),
    Field(
        key="port",
        value=Value.NUMBER,
        default="22",
        example="2222",
        about=Words("le port SSH", "the SSH port"),
    ),
    Field(
        key="endpoint",
        value=Value.ADDRESS,
        example="https://s3.example.org",
        about=Words("l’adresse du service", "the address of the service"),
    ),
)
