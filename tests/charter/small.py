"""A small charter that shows every part, written anew for each test that changes it."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "index.md": """\
---
title: Charte d'essai
version: "1.0"
in_force: 2026-01-05
adopted_by: Conseil
owner: Communications
review_by: 2027-01-05
contact: charte@exemple.org
sections:
  "6": Avant de publier
---

Nous lisons tout. Voir l'[article 9](9).
""",
    "01-but.md": """\
---
id: "1"
title: But
owner: Direction
in_force: 2026-01-05
review_by: 2027-01-05
summary: La charte de {organisation} dit comment parler en ligne.
do:
  - Lisez la charte.
  - Demandez en cas de doute.
avoid:
  - Improviser.
why: Une règle connue protège.
cases:
  - question: Puis-je parler au nom du service ?
    answer: Si le compte est officiel.
    level: amber
  - question: Puis-je QUESTIONINTERNE ?
    answer: Jamais, REPONSEINTERNE.
    level: red
    audience: internal
keywords: [pourquoi]
---

La charte aide à répondre. Le personnel lit aussi l'[article 18](18).

<!-- profil: fr-CA -->
Au Québec, composez le {urgence}.
<!-- /profil -->
<!-- profil: fr-FR -->
En France, composez le {urgence}.
<!-- /profil -->
""",
    "02-definitions.md": """\
---
id: "2"
title: Définitions
owner: Communications
in_force: 2026-01-05
review_by: 2027-01-05
summary: Les mots de la charte.
terms:
  - term: capture
    definition: Image datée d'une publication.
  - term: numéro d'assurance sociale
    abbreviation: NAS
    definition: Numéro de neuf chiffres.
---

Chaque mot a un sens.
""",
    "06-2-images.md": """\
---
id: "6.2"
title: Images
owner: Communications
in_force: 2026-01-05
review_by: 2027-01-05
summary: Une image se décrit.
do: [Décrivez l'image.]
avoid: [Laisser le champ vide.]
keywords: [photo d'enfant, élève]
---

## Décrire

Dites ce que l'image apporte.
""",
    "09-moderation.md": """\
---
id: "9"
title: Modération
owner: Communications
in_force: 2026-01-05
review_by: 2027-01-05
summary: Gardez une capture, puis masquez l'insulte.
do: [Faites une capture avant tout.]
avoid: [Effacer sans trace.]
cases:
  - question: Puis-je masquer une insulte ?
    answer: Faites d'abord une capture.
    level: green
keywords: [troll, insulte]
sources:
  - title: Exemple
    url: https://exemple.org/moderation
---

Des captures se gardent un an. Jamais le NAS. Voir l'[article 6.2](6.2) et le [registre](comptes).

## Masquer

| Cas | Geste |
| --- | --- |
| Insulte | Masquer |
""",
    "18-securite.md": """\
---
id: "18"
title: TITREINTERNE
audience: internal
owner: RESPONSABLEINTERNE
in_force: 2026-01-05
review_by: 2027-01-05
summary: RESUMEINTERNE appelez le {garde}.
do: [FAITESINTERNE]
avoid: [EVITEZINTERNE]
why: POURQUOIINTERNE
cases:
  - question: Puis-je CASINTERNE ?
    answer: Jamais, CASREPONSEINTERNE.
    level: red
keywords: [MOTINTERNE]
sources:
  - title: SOURCEINTERNE
    url: https://exemple.org/interne
terms:
  - term: TERMEINTERNE
    definition: DEFINITIONINTERNE
---

CORPSINTERNE {garde}.
""",
    "variables.yml": """\
fr-CA:
  urgence: "911"
fr-FR:
  urgence: "112"
internal:
  garde: TELEPHONEINTERNE
""",
    "arbre.yml": """\
start: danger
relay: relais
nodes:
  danger:
    question: ARBREINTERNE, y a-t-il danger ?
    answers:
      - text: Oui
        to: urgence
      - text: Non
        to: insulte
  insulte:
    question: Est-ce une insulte ?
    hint: Relisez.
    answers:
      - text: Oui
        to: masquer
      - text: Elle me vise
        to: relais
  urgence:
    action: Composez le {urgence}.
    delay: Tout de suite
    who: Vous, puis {garde}
    article: "9"
    reply: urgence
  masquer:
    action: Masquez, puis répondez.
    delay: Une heure
    who: QUIINTERNE
    article: "9"
    reply: insulte
    log: JOURNALINTERNE
  relais:
    action: Passez le relais.
    delay: Tout de suite
    who: Garde
    article: "18"
    reply: relais
""",
    "reponses.yml": """\
- id: urgence
  title: Urgence
  situation: Danger.
  tone: Bref.
  article: "9"
  ready: true
  text: Composez le {urgence}.
- id: insulte
  title: Insulte
  situation: SITUATIONINTERNE
  tone: TONINTERNE
  article: "9"
  ready: false
  text: |-
    Bonjour {prenom}. REPLIQUEINTERNE
    Sans insulte, nous répondons.
  networks:
    x: Bonjour {prenom}. RESEAUINTERNE
  variables:
    prenom: VARIABLEINTERNE
  keywords: [CLEINTERNE]
- id: relais
  title: Relais
  situation: Fatigue.
  article: "18"
  ready: true
  text: Une collègue prend la suite.
""",
}


def write(folder: Path, **changes: str) -> Path:
    """The small charter in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (FILES | changes).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces a passage that must be there once."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1, (name, old)
    (folder / name).write_text(text.replace(old, new), "utf-8")
