"""A small project that tests edit and build: posts of several kinds, two languages, a picture."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from portevoix.building.options import PreviewOptions
from portevoix.commands import main
from portevoix.configuration import read_configuration
from portevoix.preview.serve import Preview

NOW = "2026-11-21 12:00"
Tree = dict[str, str]  # path → digest of a file of a site

CONFIGURATION = """\
site_name: Le moulin
site_url: https://blog.exemple.org/
site_description: Les nouvelles du moulin.
theme: {name: porte-voix, custom_dir: overrides, language: fr}
validation: {nav: {omitted_files: ignore, not_found: ignore}, links: {absolute_links: ignore, unrecognized_links: ignore}}
markdown_extensions:
  abbr: {}
  footnotes: {}
  tables: {}
  toc: {permalink: false, slugify: !!python/name:portevoix.posts.slug.heading_id }
plugins:
  portevoix/charter: {folder: charte}
  portevoix/resonance:
    profile: fr-CA
    time_zone: America/Toronto
    publish_at: "09:00"
    blog: {pagination_per_page: 3}
    organisation: {name: Le moulin, email: bonjour@exemple.org}
"""

AUTHORS = """\
authors:
  eau: {name: Service de l’eau, description: Puise et traite l’eau., avatar: a.svg}
  rues: {name: Direction des rues, description: Répare les rues., avatar: b.svg}
"""

POSTS = {
    "eau.md": """\
---
title: L’eau du robinet est bonne
date: 2026-03-02
authors: [eau]
categories: [Eau]
tags: [eau, santé]
slug: eau-bonne
picture: {file: images/pont.png, alt: "Un pont de pierre", consent: C-1, consent_until: 2027-05-01}
---

Nous analysons l’eau chaque jour. Voir [le pont](pont.md) et [le chantier](pont.md#calendrier).

## Ce que nous mesurons

La SQ[^1] et le plomb.

[^1]: Une note.
""",
    "water.md": """\
---
title: Tap water is safe
date: 2026-03-02
lang: en
translation_of: eau-bonne
authors: [eau]
categories: [Eau]
tags: [eau]
---

We test the water every day.
""",
    "pont.md": """\
---
title: Le pont reste ouvert
date: 2026-05-20
kind: decision
authors: [rues]
categories: [Travaux]
tags: [pont]
message: Une voie du pont restera ouverte.
---

Le pont sera refait. ![Le pont](images/pont.png)

## Calendrier

Deux étés.
""",
    "bris.md": """\
---
title: Bris d’aqueduc
date: 2026-07-15 08:00
kind: crisis
authors: [eau, rues]
categories: [Eau, Travaux]
tags: [eau, pont]
expires: 2026-12-24
crisis: {until: 2026-11-23 18:00, source: Service de l’eau, updates: [{at: 2026-07-15 09:00, text: Nous réparons.}]}
---

Faites bouillir l’eau.
""",
    "fete.md": """\
---
title: La fête du moulin
date: 2026-09-25
authors: [rues]
categories: [Culture]
tags: [fête]
aliases: [ancienne/fete]
---

Venez à la fête. Voir [la page](../../contact.md).
""",
    "2026-11-01-carnet.md": """\
# Le carnet du moulin

Chaque mois, ce que nous avons fait : la santé, la fête et le pont.
""",
    "avenir.md": """\
---
title: Le budget de demain
date: 2026-12-15
authors: [rues]
categories: [Travaux]
tags: [pont, budget]
---

Nous en parlerons en décembre.
""",
    "brouillon.md": """\
---
title: Une idée encore
date: 2026-11-03
authors: [eau]
categories: [Culture]
tags: [fête]
draft: true
---

À finir.
""",
}

ARTICLE = """\
---
id: "{id}"
title: {title}
audience: public
owner: responsable des communications
in_force: 2026-01-01
review_by: 2027-01-01
summary: Ce que dit l’article.
do: [Écrire clairement.]
avoid: [Écrire pour les spécialistes.]
why: Tout le monde doit comprendre.
---

{title}, en quelques mots.
"""
CHARTER = """\
---
title: La charte
version: "1.0"
in_force: 2026-01-01
adopted_by: le conseil
owner: responsable des communications
review_by: 2027-01-01
---

Notre charte en bref.
"""


@dataclass(frozen=True)
class Small:
    """One project on the disc, and its site."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def file(self, path: str) -> Path:
        return self.root / path

    def post(self, name: str) -> Path:
        return self.root / "docs" / "blog" / "posts" / name

    def build(self, *options: str, now: str = NOW) -> Tree:
        """The site after a build of this process, taken up from the last one; {} when refused."""
        return tree_of(self.site) if self._run("--now", now, *options) == 0 else {}

    def clean(self, *options: str, now: str = NOW) -> Tree:
        """What the same sources give from nothing, elsewhere; no memory is touched. {} when refused."""
        place, aside = self.root / "clean", self.root / "memory-aside"
        memory = self.root / ".cache"
        if memory.exists():
            memory.rename(aside)
        try:
            code = self._run("--now", now, "--clean", "--site-dir", str(place), *options)
            return tree_of(place) if code == 0 else {}
        finally:
            shutil.rmtree(place, ignore_errors=True)
            if memory.is_dir():
                shutil.rmtree(memory)
            if aside.exists():
                aside.rename(memory)

    def preview(self, folder: Path) -> Preview:
        """A live preview, in a process that goes on, without its server."""
        options = PreviewOptions(config=self.root / "mkdocs.yml", now=NOW, quiet=True)
        with inside(self.root):
            return Preview.of(options, read_configuration(options.config), folder)

    def previewed(self, preview: Preview) -> Tree:
        """What a preview shows after its next build; {} when refused."""
        with inside(self.root):
            return {} if preview.build() else tree_of(preview.place)

    def _run(self, *options: str) -> int:
        with inside(self.root):
            return main(["build", "--quiet", "--no-check", *options], self.root)


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def tree_of(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(one: Tree, other: Tree) -> list[str]:
    """The paths that two sites do not share byte for byte."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def make(root: Path, *, charter: bool = False) -> Small:
    """Write the project into `root`."""
    small = Small(root)
    files = {
        "mkdocs.yml": CONFIGURATION,
        "overrides/assets/maison.css": ".maison {}\n",
        "docs/index.md": "---\ntitle: Accueil\ntemplate: home.html\n---\n\nBonjour.\n",
        "docs/en/index.md": "---\ntitle: Home\nlang: en\ntemplate: home.html\n---\n\nHello.\n",
        "docs/contact.md": "# Nous joindre\n\nVoir [l’eau](blog/posts/eau.md).\n",
        "docs/glossaire.yml": "SQ: Sûreté du Québec\n",
        "docs/contacts.yml": "courriels: [bonjour@exemple.org]\n",
        "docs/blog/index.md": "---\ntitle: Blogue\n---\n",
        "docs/blog/.authors.yml": AUTHORS,
        **{f"docs/blog/posts/{name}": text for name, text in POSTS.items()},
    }
    if charter:
        titles = {"1": "But et portée", "2": "Définitions", "3": "Nos engagements"}
        files["docs/charte/index.md"] = CHARTER
        for id, title in titles.items():
            files[f"docs/charte/0{id}-article.md"] = ARTICLE.format(id=id, title=title)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    paint(small, "teal")
    return small


def paint(small: Small, colour: str) -> None:
    """The picture of the posts, in one colour."""
    file = small.post("images/pont.png")
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 48), colour).save(file)


def build_command(*options: str) -> list[str]:
    """A build of the folder that it is started in, in a process of its own."""
    fixed = ("-m", "portevoix", "build", "--quiet", "--no-check", "--now", NOW)
    return [sys.executable, *fixed, *options]
