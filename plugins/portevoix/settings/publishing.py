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
    Field(
        key="audience",
        value=Value.CHOICE,
        choices=("public", "internal"),
        default="public",
        example="internal",
        about=Words(
            "le site qui va là : public, ou celui du personnel, derrière un mot de passe",
            "the site that goes there: the public one, or that of the staff, behind a password",
        ),
    ),
    Field(
        key="address",
        value=Value.ADDRESS,
        example="https://interne.example.org/",
        about=Words(
            "l’adresse où le personnel lit son site", "the address where the staff read their site"
        ),
    ),
    Field(
        key="purge",
        value=Value.ADDRESS,
        example="https://api.example.org/purge",
        about=Words(
            "l’adresse d’un réseau de diffusion à qui dire les pages changées",
            "the address of a content network that is told which pages changed",
        ),
    ),
)

INDEXNOW = (
    Field(
        key="key",
        value=Value.TEXT,
        example="5f0c9a1e7b3d4c2a",
        needed=True,
        about=Words(
            "la clé, de 8 à 128 lettres sans accents, chiffres ou traits d’union",
            "the key, 8 to 128 plain letters, digits or hyphens",
        ),
    ),
    Field(
        key="endpoint",
        value=Value.ADDRESS,
        default="https://api.indexnow.org/indexnow",
        example="https://www.bing.com/indexnow",
        about=Words("l’adresse qui reçoit", "the address that receives"),
    ),
)
# Servers that read former addresses in a file of their own.
REDIRECTS = ("netlify", "cloudflare", "apache", "nginx", "caddy")

POCKET = (
    Field(
        key="show",
        value=Value.FLAG,
        default="true",
        example="false",
        about=Words(
            "si le site du personnel a une poche; false la retire des téléphones",
            "whether the staff site has a pocket; false takes it from phones",
        ),
    ),
    Field(
        key="days",
        value=Value.NUMBER,
        default="7",
        example="3",
        about=Words(
            "jours, deux au moins, pendant lesquels un téléphone la conserve sans avoir joint le site",
            "days, two at least, for which a phone keeps it without having reached the site",
        ),
    ),
    Field(
        key="call",
        value=Value.NAMED,
        example='{Personne de garde: "450 555-0187"}',
        about=Words(
            "qui appeler : le rôle, et son numéro ou la variable de la charte qui le donne",
            "whom to call: the role, and its number or the charter’s variable that gives it",
        ),
    ),
)
