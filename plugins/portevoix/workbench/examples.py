"""What a field's example says to people who work in English: declarations are written in French."""

from __future__ import annotations

_ENGLISH = {
    "La bibliothèque ouvre le dimanche": "The library opens on Sundays",
    "Ce qui change dès le 7 décembre.": "What changes from 7 December.",
    "La bibliothèque ouvre le dimanche, de midi à 17 h.": "The library opens on Sundays, from noon to 5 p.m.",
    "Dès le 7 décembre. / Sans frais.": "From 7 December. / Free of charge.",
    "Quel jour vous convient?": "Which day suits you?",
    "informer": "inform",
    "Inscrivez-vous": "Sign up",
    "https://ville.example/inscription": "https://town.example/sign-up",
    "visites": "visits",
    "250 visites": "250 visits",
    "Eau": "Water",
    "budget, quartier": "budget, district",
    "VilleOuverte": "OpenTown",
    "Un banc neuf sous deux érables.": "A new bench under two maples.",
    "Service des parcs": "Parks department",
    "Un texte.": "A text.",
    "Un mot.": "A word.",
    "Pourquoi?": "Why?",
    "Parce que…": "Because…",
    "bibliotheque-dimanche": "library-sunday",
    "nouvelles/bibliotheque/": "news/library/",
    "Le rapport": "The report",
    "https://ville.example/": "https://town.example/",
    "https://ville.example/rapport": "https://town.example/report",
    "La rue est rouverte.": "The street has reopened.",
}


def example_in(lang: str, example: str) -> str:
    """An example as the pages in `lang` show it."""
    return _ENGLISH.get(example, example) if lang == "en" else example
