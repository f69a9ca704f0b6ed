"""The same posts for every generator, always the same from one run to the next."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

TEAMS, CATEGORIES, TAGS = 3, 12, 60
_WORDS = [
    "service",
    "eau",
    "ville",
    "pont",
    "école",
    "parc",
    "rue",
    "travaux",
    "décision",
    "réunion",
    "habitant",
    "bibliothèque",
    "hiver",
    "été",
    "jardin",
    "quartier",
    "transport",
    "santé",
    "culture",
    "budget",
    "projet",
    "équipe",
    "rencontre",
    "question",
    "réponse",
    "avis",
    "consultation",
    "séance",
    "conseil",
    "déneigement",
    "collecte",
    "tri",
    "famille",
    "jeunesse",
    "aînés",
    "vélo",
    "autobus",
    "arbre",
    "rivière",
    "marché",
    "horaire",
    "guichet",
    "sentier",
    "patinoire",
    "concert",
    "atelier",
    "visite",
    "chantier",
    "réseau",
]


def write_posts(count: int, folder: Path) -> None:
    """`folder/posts` and `folder/.authors.yml`, as Material's blog wants them."""
    chosen = random.Random(2026)
    posts = folder / "posts"
    posts.mkdir(parents=True)
    authors = "".join(
        f"  equipe-{n}:\n    name: Équipe {n}\n    description: Rédaction\n    avatar: a.png\n"
        for n in range(TEAMS)
    )
    (folder / ".authors.yml").write_text(f"authors:\n{authors}", "utf-8")
    for number in range(count):
        name = f"billet-{number:05}.md"
        (posts / name).write_text(_post(number, chosen), "utf-8")


def _post(number: int, chosen: random.Random) -> str:
    year, month, day = 2017 + number % 9, 1 + number // 9 % 12, 1 + number // 108 % 28
    tags = sorted(
        {f"mot {chosen.randrange(TAGS)}e" for _ in range(3)}
    )  # a letter last: Pelican adds page numbers
    parts = []
    for part in range(10):
        if part % 3 == 1:
            parts.append(f"## {_sentence(chosen, 3, 6).rstrip('.')}")
        parts.append(" ".join(_sentence(chosen) for _ in range(5)))
    listed = "\n".join(f"- {_sentence(chosen, 4, 8)}" for _ in range(4))
    return (
        "---\n"
        f'title: "Billet {number} : {_sentence(chosen, 4, 8)}"\n'
        f"date: {year}-{month:02}-{day:02}\n"
        f"authors: [equipe-{number % TEAMS}]\n"
        f"categories: [Rubrique {number % CATEGORIES}e]\n"
        f"tags: [{', '.join(tags)}]\n"
        f'description: "{_sentence(chosen, 10, 18)}"\n'
        "---\n\n"
        f"{_sentence(chosen)}\n\n<!-- more -->\n\n"
        + "\n\n".join(parts)
        + f"\n\n{listed}\n\n[Plus de détails](https://exemple.org/{number})\n\n"
        "```python\nprint('bonjour')\n```\n"
    )


def _sentence(chosen: random.Random, least: int = 7, most: int = 16) -> str:
    return (
        " ".join(chosen.choice(_WORDS) for _ in range(chosen.randint(least, most))).capitalize()
        + "."
    )


def edit(posts: Path, number: int) -> tuple[Path, str]:
    """A sentence more in another post each time: its file, and words that its page then shows."""
    files = sorted(posts.glob("*.md"))
    post = files[number * 37 % len(files)]
    mark = f"essai {number} {time.time_ns()}"
    text = post.read_text("utf-8")
    post.write_text(f"{text}\nUne phrase de plus : {mark}.\n", "utf-8")
    return post, mark


def title_of(post: Path) -> str:
    found = re.search(r'^title: "(.*)"$', post.read_text("utf-8"), re.MULTILINE)
    assert found, post
    return found[1]
