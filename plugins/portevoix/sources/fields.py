"""What the front matter of an ordinary page may say to us, and the lists beside the pages."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words
from portevoix.site import Audience

TO_WRITE = "to_write"
PAGE = Section(
    key="page",
    title=Words("L’en-tête d’une page", "The front matter of a page"),
    file="docs/**/*.md",
    fields=(
        Field(
            key="title",
            value=Value.TEXT,
            about=Words("titre", "title"),
            example="Nous joindre",
        ),
        Field(
            key="description",
            value=Value.TEXT,
            about=Words("résumé pour les moteurs de recherche", "summary for search engines"),
            example="À qui écrire.",
        ),
        Field(
            key="lang",
            value=Value.TEXT,
            about=Words("langue; celle du site à défaut", "language; by default, that of the site"),
            example="en",
        ),
        Field(
            key="template",
            value=Value.TEXT,
            about=Words("gabarit de la page", "template of the page"),
            example="home.html",
        ),
        Field(
            key="tags",
            value=Value.TEXTS,
            about=Words("mots-clés pour la recherche", "extra words for the search"),
            example="[horaire]",
        ),
        Field(
            key="search",
            value=Value.FORM,
            about=Words("si la recherche la montre", "whether the search shows it"),
            below=(
                Field(
                    key="exclude",
                    value=Value.FLAG,
                    default="false",
                    about=Words(
                        "retirer la page de la recherche", "leave the page out of the search"
                    ),
                    example="true",
                ),
            ),
        ),
        Field(
            key="draft",
            value=Value.FLAG,
            default="false",
            about=Words("brouillon : dans l’aperçu seulement", "draft: in the preview only"),
            example="true",
        ),
        Field(
            key="published",
            value=Value.FLAG,
            default="true",
            about=Words(
                "`false` en fait un brouillon, comme `draft: true`",
                "`false` makes it a draft, like `draft: true`",
            ),
            example="false",
        ),
        Field(
            key="audience",
            value=Value.CHOICE,
            choices=tuple(Audience),
            default="public",
            about=Words("pour tous, ou pour le personnel", "for everyone, or for staff only"),
            example="internal",
        ),
        Field(
            key=TO_WRITE,
            value=Value.TEXTS,
            about=Words(
                "ce qui manque : la page attend sur le site du personnel",
                "what is missing: until then, the page is on the staff site only",
            ),
            example='["l’adresse postale"]',
        ),
    ),
)
