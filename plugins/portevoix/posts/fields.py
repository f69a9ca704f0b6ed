"""What the front matter of a post, and .authors.yml, may hold."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words
from portevoix.posts.detail_fields import detail_field
from portevoix.posts.kinds import KINDS
from portevoix.site import Audience


def _field(key: str, value: Value, fr: str, en: str, example: str = "", **more: object) -> Field:
    return Field(key=key, value=value, about=Words(fr, en), example=example, **more)  # type: ignore[arg-type]


POST = Section(
    key="post",
    title=Words("L’en-tête d’un billet", "The front matter of a post"),
    file="docs/blog/posts/*.md",
    fields=(
        _field(
            "title",
            Value.TEXT,
            "titre; à défaut, le premier titre de niveau 1 du texte",
            "title; by default, the first level 1 heading of the text",
            '"La bibliothèque ouvre le dimanche"',
            needed=True,
        ),
        _field(
            "date",
            Value.MOMENT,
            "jour, ou jour et heure, de parution",
            "day, or day and time, when it goes out",
            "2026-12-01",
            needed=True,
            below=(
                _field("created", Value.MOMENT, "parution", "when it goes out", "2026-12-01"),
                _field("updated", Value.MOMENT, "mise à jour", "when it was updated", "2026-12-05"),
            ),
        ),
        _field("updated", Value.MOMENT, "mise à jour", "when it was updated", "2026-12-05"),
        _field(
            "draft",
            Value.FLAG,
            "brouillon : dans l’aperçu seulement",
            "draft: in the preview only",
            "true",
            default="false",
        ),
        _field(
            "published",
            Value.FLAG,
            "`false` en fait un brouillon, comme `draft: true`",
            "`false` makes it a draft, like `draft: true`",
            "false",
            default="true",
        ),
        _field(
            "kind",
            Value.CHOICE,
            "genre du billet",
            "kind of post",
            "decision",
            choices=tuple(KINDS),
            default="announcement",
        ),
        _field(
            "authors",
            Value.TEXTS,
            "équipes qui signent, par leur clé dans .authors.yml",
            "teams that sign, by their keys in .authors.yml",
            "[]",
        ),
        _field("categories", Value.TEXTS, "rubriques", "categories", "[Eau]"),
        _field("tags", Value.TEXTS, "mots-clés", "tags", "[budget, quartier]"),
        _field(
            "description",
            Value.TEXT,
            "résumé pour les listes et les moteurs de recherche; tiré du texte à défaut",
            "summary for lists and search engines; by default, taken from the text",
            '"Ce qui change dès le 7 décembre."',
        ),
        _field(
            "message",
            Value.TEXT,
            "ce qu’un lecteur devrait répéter, en une phrase de 25 mots au plus",
            "what a reader should repeat, in one sentence of 25 words at most",
            '"La bibliothèque ouvre le dimanche, de midi à 17 h."',
        ),
        _field(
            "points",
            Value.TEXTS,
            "jusqu’à cinq phrases courtes",
            "up to five short sentences",
            '["Dès le 7 décembre.", "Sans frais."]',
        ),
        _field(
            "question",
            Value.TEXT,
            "une question ouverte",
            "one open question",
            '"Quel jour vous convient?"',
        ),
        _field(
            "objective",
            Value.TEXT,
            "un des objectifs que le site déclare",
            "one of the objectives that the site declares",
            "informer",
        ),
        _field(
            "call",
            Value.FORM,
            "le seul geste demandé",
            "the one thing that you ask of readers",
            below=(
                _field("text", Value.TEXT, "le geste", "what to do", '"Inscrivez-vous"'),
                _field("url", Value.ADDRESS, "où", "where", "https://ville.example/inscription"),
                _field(
                    "until", Value.DAY, "jusqu’à quel jour", "the last day to do it", "2026-12-20"
                ),
            ),
        ),
        _field(
            "measure",
            Value.FORM,
            "à quoi on verra que le billet a servi",
            "how you will know whether the post worked",
            below=(
                _field("indicator", Value.TEXT, "ce que l’on compte", "what you count", "visites"),
                _field("target", Value.TEXT, "la cible", "the target", '"250 visites"'),
                _field(
                    "review_on",
                    Value.DAY,
                    "quand regarder le résultat",
                    "when you will look at the result",
                    "2027-03-01",
                ),
            ),
        ),
        _field(
            "hashtags",
            Value.TEXTS,
            "mots-clics, sans #",
            "hashtags, without the #",
            "[VilleOuverte]",
        ),
        _field(
            "picture",
            Value.FORM,
            "l’image du billet, ou le seul nom de son fichier",
            "picture of the post, or just the name of its file",
            or_text=True,
            below=(
                _field(
                    "file",
                    Value.FILE,
                    "fichier; le chemin part du billet",
                    "file; the path starts from the post",
                    "images/photo.jpg",
                    needed=True,
                ),
                _field(
                    "alt",
                    Value.TEXT,
                    "ce qu’elle montre, en une phrase",
                    "what it shows, in one sentence",
                    '"Un banc neuf sous deux érables."',
                ),
                _field(
                    "decorative",
                    Value.FLAG,
                    "elle n’apporte rien au texte",
                    "it adds nothing to the text",
                    "true",
                    default="false",
                ),
                _field("credit", Value.TEXT, "auteur", "author", "Service des parcs"),
                _field("licence", Value.TEXT, "licence", "licence", "CC BY 4.0"),
                _field(
                    "people",
                    Value.CHOICE,
                    "personnes montrées",
                    "people shown",
                    "none",
                    choices=("none", "crowd", "recognisable"),
                ),
                _field(
                    "minors",
                    Value.FLAG,
                    "des mineurs y sont reconnaissables",
                    "minors can be recognized",
                    "false",
                    default="false",
                ),
                _field(
                    "consent",
                    Value.TEXT,
                    "référence du formulaire de consentement, jamais le formulaire",
                    "reference of the consent form, never the form itself",
                    "A-2026-114",
                ),
                _field(
                    "consent_until",
                    Value.DAY,
                    "fin du consentement : l’image est alors retirée",
                    "end of the consent: the picture is then removed",
                    "2028-12-31",
                ),
                _field(
                    "focus",
                    Value.TEXT,
                    "ce qui compte dans l’image, que les cadrages gardent : distance de la gauche, puis du haut",
                    "what counts in the picture and every crop keeps: distance from the left, then from the top",
                    '"30% 20%"',
                    default='"50% 50%"',
                ),
            ),
        ),
        _field(
            "share",
            Value.NAMED,
            "par réseau : un texte, ou `false` pour ne rien y dire",
            "for each network: a text, or `false` to publish nothing there",
            "{x: false}",
            below=(
                _field("text", Value.LINES, "le texte", "the text", '"Un texte."'),
                _field(
                    "wanted",
                    Value.FLAG,
                    "`false` : rien sur ce réseau",
                    "`false`: nothing on that network",
                    "false",
                    default="true",
                ),
                _field(
                    "thread",
                    Value.FLAG,
                    "en plusieurs messages plutôt que de laisser un point de côté",
                    "as several messages rather than leaving a point out",
                    "true",
                    default="false",
                ),
                _field(
                    "at", Value.MOMENT, "quand l’envoyer", "when to send it", "2026-12-01 12:00"
                ),
                _field(
                    "warning",
                    Value.TEXT,
                    "l’avertissement devant le texte, où le réseau en a un (Mastodon)",
                    "the content warning before the text, where the network has one (Mastodon)",
                    '"Images d’inondation"',
                ),
                _field(
                    "comment",
                    Value.LINES,
                    "le premier commentaire, où le lien peut aller (Facebook, LinkedIn); `{link}` y met le lien",
                    "the first comment, where the link may go (Facebook, LinkedIn); `{link}` stands for it",
                    '"Les horaires sont ici, {link}"',
                ),
            ),
        ),
        _field(
            "answers",
            Value.FORMS,
            "commentaires prévus et leurs réponses; jamais publics",
            "expected comments and their answers; never public",
            below=(
                _field("comment", Value.TEXT, "le commentaire", "the comment", '"Pourquoi?"'),
                _field("answer", Value.LINES, "la réponse", "the answer", '"Parce que…"'),
            ),
        ),
        _field(
            "lang",
            Value.TEXT,
            "langue du billet; celle du site à défaut",
            "language of the post; by default, that of the site",
            "en",
        ),
        _field(
            "translation_of",
            Value.TEXT,
            "fichier ou fin d’adresse du billet traduit",
            "file, or end of the address, of the post that it translates",
        ),
        _field(
            "slug",
            Value.TEXT,
            "fin de l’adresse; tirée du titre à défaut",
            "end of the address; by default, made from the title",
            "bibliotheque-dimanche",
        ),
        _field(
            "aliases",
            Value.TEXTS,
            "anciennes adresses, qui mènent ici",
            "old addresses, which lead here",
            "[nouvelles/bibliotheque/]",
        ),
        _field(
            "expires",
            Value.MOMENT,
            "quand le billet est retiré",
            "when the post is withdrawn",
            "2027-01-31",
        ),
        _field(
            "audience",
            Value.CHOICE,
            "pour tous, ou pour le personnel",
            "for everyone, or for staff only",
            "internal",
            choices=tuple(Audience),
            default="public",
        ),
        *(
            Field(
                key=kind.key,
                value=Value.FORM,
                about=Words(
                    f"détails du genre « {kind.label['fr']} »",
                    f"details of the kind “{kind.label['en']}”",
                ),
                below=tuple(map(detail_field, kind.details)),
            )
            for kind in KINDS.values()
            if kind.details
        ),
    ),
    # Front matter of MkDocs and of Material, which a post may keep.
    elsewhere=frozenset(
        {
            *("template", "hide", "icon", "status", "search", "social", "subtitle", "comments"),
            *("readtime", "pin", "links", "meta", "slugify"),
        }
    ),
)
AUTHORS = Section(
    key="authors",
    title=Words("Les équipes qui signent", "The teams that sign"),
    file="docs/blog/.authors.yml → authors → clé",
    fields=(
        _field("name", Value.TEXT, "nom affiché", "name as shown", "Service de l’eau", needed=True),
        _field(
            "description",
            Value.TEXT,
            "ce que fait l’équipe",
            "what the team does",
            "Distribue l’eau.",
        ),
        _field("url", Value.ADDRESS, "sa page", "its page", "https://ville.example/eau"),
        _field(
            "fediverse",
            Value.TEXT,
            "son compte sur le fédivers",
            "its account on the fediverse",
            '"@eau@social.example"',
        ),
    ),
    elsewhere=frozenset({"avatar", "slug"}),  # Material's
)
