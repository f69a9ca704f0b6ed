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
ISSUE = Section(
    key="issue",
    title=Words("Un numéro de l’infolettre", "An issue of the newsletter"),
    file="docs/infolettre/*.yml",
    fields=(
        Field(
            key="subject",
            value=Value.TEXT,
            needed=True,
            about=Words("objet du courriel", "subject of the e-mail"),
            example='"La neige, la piscine et vos questions"',
        ),
        Field(
            key="preheader",
            value=Value.TEXT,
            about=Words(
                "ce que la boîte de réception montre après l’objet; tiré des billets à défaut",
                "what the inbox shows after the subject; drawn from the posts by default",
            ),
            example='"Votre rue est-elle visée? Vous le saurez la veille."',
        ),
        Field(
            key="lang",
            value=Value.TEXT,
            about=Words("langue; celle du site à défaut", "language; by default, that of the site"),
            example="en",
        ),
        Field(
            key="intro",
            value=Value.LINES,
            about=Words("mot d’ouverture, en Markdown", "opening words, in Markdown"),
            example='"Bonjour! Voici novembre."',
        ),
        Field(
            key="posts",
            value=Value.FORMS,
            or_text=True,
            about=Words(
                "les billets, dans l’ordre : la fin de leur adresse",
                "the posts, in order: the end of their address",
            ),
            below=(
                Field(
                    key="post",
                    value=Value.TEXT,
                    needed=True,
                    about=Words("le billet", "the post"),
                    example="deneigement-alertes",
                ),
                Field(
                    key="text",
                    value=Value.TEXT,
                    about=Words("à la place de son résumé", "in place of its summary"),
                    example='"La neige arrive, inscrivez votre rue."',
                ),
            ),
        ),
        Field(
            key="outro",
            value=Value.LINES,
            about=Words("mot de la fin, en Markdown", "closing words, in Markdown"),
            example='"À bientôt!"',
        ),
        Field(
            key="whole",
            value=Value.FLAG,
            default="false",
            about=Words("donner le texte entier des billets", "give the whole text of the posts"),
            example="true",
        ),
        Field(
            key="pictures",
            value=Value.FLAG,
            default="true",
            about=Words(
                "montrer l’image des billets; sinon, comme dans mkdocs.yml",
                "show the picture of posts; else, as mkdocs.yml says",
            ),
            example="false",
        ),
        Field(
            key="sent",
            value=Value.MOMENT,
            about=Words(
                "quand il est parti : dès lors, le site le montre",
                "when it left: from then on, the site shows it",
            ),
            example="2026-11-30 10:00",
        ),
    ),
)
