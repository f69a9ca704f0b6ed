"""The newsletter: who signs it, and what sends it."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words
from portevoix.newsletter_options import SECURITIES, TOOLS

NEWSLETTER = (
    Field(
        key="title",
        value=Value.TEXT,
        about=Words(
            "nom de l’infolettre; tiré du nom de l’organisme à défaut",
            "name of the newsletter; drawn from the organization’s name by default",
        ),
        example="Au fil de l’eau",
    ),
    Field(
        key="sender",
        value=Value.TEXT,
        about=Words(
            "adresse de l’expéditeur; celle de l’organisme à défaut",
            "address of the sender; by default, that of the organization",
        ),
        example="infolettre@ville.example",
    ),
    Field(
        key="reply_to",
        value=Value.TEXT,
        about=Words("adresse où arrivent les réponses", "address that replies go to"),
        example="bonjour@ville.example",
    ),
    Field(
        key="subscribe",
        value=Value.ADDRESS,
        about=Words(
            "page où l’on s’abonne, dans votre outil d’envoi",
            "page where people subscribe, in your sending tool",
        ),
        example="https://envoi.example/abonnement",
    ),
    Field(
        key="unsubscribe",
        value=Value.ADDRESS,
        about=Words(
            "où l’on se désabonne quand aucun outil ne fait ce lien",
            "where people unsubscribe when no tool makes that link",
        ),
        example="https://ville.example/desabonnement",
    ),
    Field(
        key="tool",
        value=Value.CHOICE,
        choices=TOOLS,
        about=Words("outil d’envoi", "sending tool"),
        example="brevo",
    ),
    Field(
        key="links",
        value=Value.FORM,
        about=Words(
            "codes de votre outil pour ses liens, à la place des nôtres",
            "codes of your tool for its links, in place of ours",
        ),
        below=(
            Field(
                key="unsubscribe",
                value=Value.TEXT,
                about=Words("se désabonner", "unsubscribe"),
                example='"{{ unsubscribe }}"',
            ),
            Field(
                key="preferences",
                value=Value.TEXT,
                about=Words("choisir ce que l’on reçoit", "choose what to receive"),
                example='"{{ update_profile }}"',
            ),
            Field(
                key="browser",
                value=Value.TEXT,
                about=Words(
                    "lire dans un navigateur; la page de votre site à défaut",
                    "read in a browser; by default, the page of your site",
                ),
                example='"{{ mirror }}"',
            ),
        ),
    ),
    Field(
        key="pictures",
        value=Value.FLAG,
        default="true",
        about=Words(
            "montrer l’image des billets, chargée depuis votre site",
            "show the picture of posts, loaded from your site",
        ),
        example="false",
    ),
    Field(
        key="listmonk",
        value=Value.FORM,
        about=Words("votre serveur listmonk", "your listmonk server"),
        below=(
            Field(
                key="server",
                value=Value.ADDRESS,
                about=Words("adresse du serveur", "address of the server"),
                example="https://listmonk.example",
            ),
            Field(
                key="user",
                value=Value.TEXT,
                about=Words("utilisateur de l’API", "user of the API"),
                example="porte-voix",
            ),
            Field(
                key="lists",
                value=Value.TEXTS,
                about=Words("numéros des listes d’envoi", "numbers of the mailing lists"),
                example="[3]",
            ),
            Field(
                key="template",
                value=Value.NUMBER,
                about=Words(
                    "numéro d’un modèle vide; le nôtre, créé au besoin, à défaut",
                    "number of an empty template; by default ours, made at need",
                ),
                example="4",
            ),
        ),
    ),
    Field(
        key="smtp",
        value=Value.FORM,
        about=Words(
            "serveur de courriel, pour vous envoyer un essai",
            "mail server, to send yourself a trial",
        ),
        below=(
            Field(
                key="server",
                value=Value.TEXT,
                about=Words("nom du serveur", "name of the server"),
                example="smtp.ville.example",
            ),
            Field(
                key="port",
                value=Value.NUMBER,
                default="587",
                about=Words("port (465 d’office avec `tls`)", "port (465 with `tls`)"),
                example="2525",
            ),
            Field(
                key="security",
                value=Value.CHOICE,
                choices=SECURITIES,
                default="starttls",
                about=Words("chiffrement de la connexion", "encryption of the connection"),
                example="tls",
            ),
            Field(
                key="user",
                value=Value.TEXT,
                about=Words("utilisateur", "user"),
                example="infolettre",
            ),
        ),
    ),
)
