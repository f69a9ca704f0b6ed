"""What the files of a charter may hold."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words
from portevoix.profiles import PROFILES
from portevoix.site import Audience


def _field(key: str, value: Value, fr: str, en: str, example: str = "", **more: object) -> Field:
    return Field(key=key, value=value, about=Words(fr, en), example=example, **more)  # type: ignore[arg-type]


def _audience(default: str) -> Field:
    return _field(
        "audience",
        Value.CHOICE,
        "pour tous, ou pour le personnel",
        "for everyone, or for staff only",
        "internal",
        choices=tuple(Audience),
        default=default,
    )


_PROFILE = _field(
    "profile",
    Value.CHOICE,
    "le seul pays que cela concerne",
    "the only country concerned",
    "fr-CA",
    choices=tuple(PROFILES),
)
_LANG = _field(
    "lang",
    Value.TEXT,
    "langue; celle du site à défaut",
    "language; by default, that of the site",
    "fr",
)
_IN_FORCE = _field(
    "in_force", Value.DAY, "en vigueur depuis", "in force since", "2026-12-01", needed=True
)
_REVIEW = _field("review_by", Value.DAY, "à réviser avant", "due for review on", "2027-12-01")
_OWNER = _field(
    "owner",
    Value.TEXT,
    "la fonction responsable",
    "the position responsible",
    "Communications",
    needed=True,
)

INDEX = Section(
    key="charter_index",
    title=Words("La première page de la charte", "The charter’s first page"),
    file="docs/charte/index.md",
    fields=(
        _field("title", Value.TEXT, "titre", "title", "Charte d’usage", needed=True),
        _field("version", Value.TEXT, "numéro de version", "version number", '"1.0"', needed=True),
        _IN_FORCE,
        _field("adopted_by", Value.TEXT, "qui l’a adoptée", "who adopted it", "le conseil"),
        _OWNER,
        _REVIEW,
        _field(
            "contact",
            Value.TEXT,
            "courriel des propositions; celui de l’organisme à défaut",
            "e-mail address for proposals; by default, that of the organization",
            "charte@ville.example",
        ),
        _field(
            "sections",
            Value.NAMED,
            "numéro → titre d’une section",
            "number → title of a section",
            '{"6": Avant de publier}',
        ),
        _field(
            "parts",
            Value.FORMS,
            "documents qui la composent, chacun avec ses lecteurs",
            "documents that make up the charter, each with its readers",
            below=(
                _field("name", Value.TEXT, "nom", "name", "Pour le public", needed=True),
                _field("readers", Value.TEXT, "pour qui", "for whom", "Pour le personnel."),
                _field(
                    "sections",
                    Value.TEXTS,
                    "ses sections; une seule partie n’en nomme pas",
                    "its sections; one part, and only one, names none",
                    '["9"]',
                ),
            ),
        ),
        _LANG,
    ),
)
ARTICLE = Section(
    key="article",
    title=Words("Un article de la charte", "An article of the charter"),
    file="docs/charte/*.md",
    fields=(
        _field(
            "id",
            Value.TEXT,
            "numéro, jamais réemployé",
            "number, never used again",
            '"6.2"',
            needed=True,
        ),
        _field("title", Value.TEXT, "titre", "title", "Répondre", needed=True),
        _audience("public"),
        _OWNER,
        _IN_FORCE,
        _REVIEW,
        _field("repealed", Value.DAY, "abrogé le", "repealed on", "2027-01-01"),
        _field(
            "replaced_by", Value.TEXT, "article qui le remplace", "article that replaces it", '"8"'
        ),
        _field(
            "summary",
            Value.TEXT,
            "résumé, 30 mots au plus",
            "summary, 30 words at most",
            "Répondez vite, avec un fait.",
            needed=True,
        ),
        _field("do", Value.TEXTS, "à faire", "to do", "[Vérifiez.]"),
        _field(
            "avoid",
            Value.TEXTS,
            "à éviter, chacun devant le « do » de même rang",
            "to avoid, each paired with the `do` at the same place in the list",
            "[Improviser.]",
        ),
        _field("why", Value.TEXT, "pourquoi", "why", "On fait confiance à qui explique."),
        _field(
            "cases",
            Value.FORMS,
            "questions fermées et leurs réponses",
            "yes-or-no questions and their answers",
            below=(
                _field(
                    "question",
                    Value.TEXT,
                    "question",
                    "question",
                    '"Puis-je répondre?"',
                    needed=True,
                ),
                _field(
                    "answer",
                    Value.TEXT,
                    "réponse",
                    "answer",
                    "Si vous êtes de service.",
                    needed=True,
                ),
                _field(
                    "level",
                    Value.CHOICE,
                    "oui, avec prudence, non",
                    "yes, with care, no",
                    "amber",
                    choices=("green", "amber", "red"),
                    needed=True,
                ),
                _audience("public"),
                _PROFILE,
            ),
        ),
        _field("keywords", Value.TEXTS, "mots de tous les jours", "everyday words", "[colère]"),
        _field(
            "sources",
            Value.FORMS,
            "sources",
            "sources",
            below=(
                _field("title", Value.TEXT, "titre", "title", "La loi", needed=True),
                _field("url", Value.ADDRESS, "adresse", "address", "https://loi.example/"),
                _PROFILE,
            ),
        ),
        _field(
            "checks",
            Value.TEXTS,
            "ne sert plus : chaque règle nomme son article",
            "no longer needed: each rule names its article",
        ),
        _field(
            "terms",
            Value.FORMS,
            "mots que l’article explique",
            "words that the article defines",
            below=(
                _field("term", Value.TEXT, "le mot", "the word", "relève", needed=True),
                _field("abbreviation", Value.TEXT, "son sigle", "its acronym", "RV"),
                _field(
                    "definition",
                    Value.TEXT,
                    "ce qu’il veut dire",
                    "what it means",
                    "…",
                    needed=True,
                ),
                _field("forms", Value.TEXTS, "autres formes", "other forms", "[relèves]"),
            ),
        ),
    ),
)
_ANSWERS = _field(
    "answers",
    Value.FORMS,
    "les réponses d’une question",
    "the answers to a question",
    below=(
        _field("text", Value.TEXT, "la réponse", "the answer", '"Oui"', needed=True),
        _field(
            "to",
            Value.TEXT,
            "l’étape où elle mène",
            "the step that it leads to",
            "danger",
            needed=True,
        ),
    ),
)
_HINT = _field("hint", Value.TEXT, "précision", "hint", "Lisez dans l’ordre.")
QUESTION = (
    _field("question", Value.TEXT, "une question", "a question", '"Que se passe-t-il?"'),
    _HINT,
    _ANSWERS,
)
LEAF = (
    _field(
        "action",
        Value.TEXT,
        "quoi faire, au bout d’un chemin",
        "what to do, at the end of a path",
        "Appelez.",
    ),
    _field("delay", Value.TEXT, "dans quel délai", "how soon", "15 minutes"),
    _field("who", Value.TEXT, "qui décide", "who decides", "Personne de garde"),
    _field("article", Value.TEXT, "selon quel article", "under which article", '"8.2"'),
    _field("reply", Value.TEXT, "avec quelle réponse type", "with which standard reply", "merci"),
    _field(
        "log", Value.TEXT, "ce qu’il faut noter au journal", "what to record in the log", "Heure"
    ),
    _HINT,
)
TREE = Section(
    key="tree",
    title=Words("L’arbre des réponses", "The reply tree"),
    file="docs/charte/arbre.yml",
    fields=(
        _field("start", Value.TEXT, "première étape", "first step", "depart", needed=True),
        _field(
            "relay",
            Value.TEXT,
            "étape « passez le relais »",
            "the step “hand over”",
            "relais",
            default="relais",
        ),
        _audience("internal"),
        _field(
            "frequent",
            Value.TEXTS,
            "étapes montrées d’abord, les plus fréquentes",
            "steps shown first, the most common ones",
            "[merci]",
        ),
        _field(
            "nodes",
            Value.NAMED,
            "les étapes, par leur nom",
            "the steps, by name",
            below=tuple({one.key: one for one in (*QUESTION, *LEAF)}.values()),
        ),
    ),
)
REPLY = Section(
    key="reply",
    title=Words("Une réponse type", "A standard reply"),
    file="docs/charte/reponses.yml",
    fields=(
        _field("id", Value.TEXT, "nom", "name", "merci", needed=True),
        _field("title", Value.TEXT, "titre", "title", "Merci", needed=True),
        _field(
            "situation",
            Value.TEXT,
            "quand l’employer",
            "when to use it",
            "On remercie.",
            needed=True,
        ),
        _field("tone", Value.TEXT, "le ton", "the tone", "Simple."),
        _field(
            "article", Value.TEXT, "selon quel article", "under which article", '"8.2"', needed=True
        ),
        _field(
            "ready",
            Value.FLAG,
            "rien à compléter",
            "there is nothing to fill in",
            "true",
            default="false",
        ),
        _field("text", Value.LINES, "le texte", "the text", '"Merci!"', needed=True),
        _field(
            "networks",
            Value.NAMED,
            "réseau → texte plus court",
            "network → shorter text",
            '{x: "Merci!"}',
        ),
        _field(
            "variables",
            Value.NAMED,
            "ce qui reste à remplir, et comment",
            "what to fill in, and how",
            '{lien: "L’adresse."}',
        ),
        _field("keywords", Value.TEXTS, "mots de tous les jours", "everyday words", "[merci]"),
        _audience("internal"),
    ),
)
