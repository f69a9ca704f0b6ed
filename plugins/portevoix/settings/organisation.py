"""Who publishes, and in which colours."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words
from portevoix.site import Palette

_DEFAULT = Palette()


def _colour(key: str, fr: str, en: str, example: str) -> Field:
    value = getattr(_DEFAULT, key)
    return Field(
        key=key,
        value=Value.COLOUR,
        about=Words(fr, en),
        default=f'"{value}"',
        example=f'"{example}"',
    )


ACCOUNT = (
    Field(
        key="network",
        value=Value.TEXT,
        needed=True,
        about=Words("clé du réseau", "key of the network"),
        example="mastodon",
    ),
    Field(
        key="name",
        value=Value.TEXT,
        about=Words("nom affiché sur ce réseau", "name as shown there"),
        example='"@ville@social.example"',
    ),
    Field(
        key="url",
        value=Value.ADDRESS,
        needed=True,
        about=Words("adresse du compte", "address of the account"),
        example="https://social.example/@ville",
    ),
)
ORGANISATION = (
    Field(
        key="name",
        value=Value.TEXT,
        about=Words("nom de l’organisme", "name of the organization"),
        example="Ville de Val-Clair",
    ),
    Field(
        key="sender",
        value=Value.TEXT,
        about=Words(
            "nom court, au début des textos; le nom à défaut",
            "short name at the start of text messages; the full name by default",
        ),
        example="Val-Clair",
    ),
    Field(
        key="tagline",
        value=Value.TEXT,
        about=Words("devise, sous le nom", "motto, shown under the name"),
        example="Près des gens.",
    ),
    Field(
        key="mission",
        value=Value.TEXT,
        about=Words(
            "une ou deux phrases pour la page d’accueil", "one or two sentences for the home page"
        ),
        example="Nous disons ce que nous décidons, et pourquoi.",
    ),
    Field(
        key="email",
        value=Value.TEXT,
        about=Words("courriel public", "public e-mail address"),
        example="bonjour@ville.example",
    ),
    Field(
        key="telephone",
        value=Value.TEXT,
        about=Words(
            "téléphone public; le lien qui compose le numéro en est tiré",
            "public phone number; the link that dials it is made from it",
        ),
        example='"01 23 45 67 89"',
    ),
    Field(
        key="address",
        value=Value.TEXT,
        about=Words("adresse postale", "postal address"),
        example="1, place du Marché, Val-Clair",
    ),
    Field(
        key="hours",
        value=Value.TEXT,
        about=Words("heures d’ouverture", "opening hours"),
        example="du lundi au vendredi, de 9 h à 17 h",
    ),
    Field(
        key="logo",
        value=Value.FILE,
        about=Words(
            "fichier sous docs/; un SVG suffit, et un PNG du même nom le montre sur les images de partage",
            "file in docs/; an SVG is enough, and a PNG of the same name shows the logo on sharing pictures",
        ),
        example="assets/logo.svg",
    ),
    Field(
        key="logo_dark",
        value=Value.FILE,
        about=Words("le logo pour l’affichage sombre", "the logo for the dark appearance"),
        example="assets/logo-sombre.svg",
    ),
    Field(
        key="accounts",
        value=Value.FORMS,
        about=Words("vos vrais comptes", "your real accounts"),
        below=ACCOUNT,
    ),
)
PALETTE = (
    _colour("paper", "fond, affichage clair", "background, light appearance", "#ffffff"),
    _colour("ink", "texte, affichage clair", "text, light appearance", "#000000"),
    _colour(
        "signal",
        "couleur de l’organisme, affichage clair",
        "colour of the organization, light appearance",
        "#1f5f8b",
    ),
    _colour("night", "fond, affichage sombre", "background, dark appearance", "#000000"),
    _colour("light", "texte, affichage sombre", "text, dark appearance", "#ffffff"),
    _colour(
        "signal_dark",
        "couleur de l’organisme, affichage sombre",
        "colour of the organization, dark appearance",
        "#8fc7f0",
    ),
)
