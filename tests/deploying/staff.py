"""A small project with a staff site: posts, a charter with its tree and its replies."""

from __future__ import annotations

from pathlib import Path

from tests.charter.small import FILES

CONFIGURATION = """site_name: Essai
site_url: https://blog.example.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/charter: {folder: charte}
  portevoix/resonance:
    organisation:
      name: Ville d’Essai
      email: communications@example.org
      accounts:
        - {network: mastodon, name: "@essai@social.example", url: "https://social.example/@essai"}
        - {network: facebook, name: Essai, url: "https://facebook.example/essai"}
%s"""
INTERNAL = """INHERIT: mkdocs.yml
site_dir: site-interne
plugins: {portevoix/resonance: {audience: internal}}
"""
POST = """---
title: %s
date: %s
message: Le pont du Moulin rouvre lundi, à 6 h.
aliases: ["%s"]
%s---

Le pont du Moulin rouvre lundi matin, après trois mois de travaux.
"""


def write_project(project: Path, more: str = "") -> Path:
    """`more`: settings of `portevoix/resonance`, indented by four."""
    docs = project / "docs"
    posts = docs / "blog" / "posts"
    posts.mkdir(parents=True)
    (docs / "index.md").write_text("# Accueil\n\nBienvenue.\n", "utf-8")
    (docs / "notes.md").write_text("---\naudience: internal\n---\n\n# Site interne\n", "utf-8")
    for n, (title, day, alias, fields) in enumerate(
        (
            ("Le pont rouvre", "2026-01-05", "ancien/pont", ""),
            ("La fête de l’eau", "2026-01-31", "fêtes/été 2026 (eau), c’est tout.html", ""),
            ("Les bancs reviennent", "2026-01-20", f"archives/{'bancs-' * 12}publics", ""),
        )
    ):
        (posts / f"billet-{n}.md").write_text(POST % (title, day, alias, fields), "utf-8")
    for name, content in FILES.items():
        file = docs / "charte" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    (project / "mkdocs.yml").write_text(CONFIGURATION % more, "utf-8")
    (project / "mkdocs.internal.yml").write_text(INTERNAL, "utf-8")
    return project
