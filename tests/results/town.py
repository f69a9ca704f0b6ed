"""A post, the accounts of its town, and a small project around it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from portevoix.commands import main
from tests.incremental.small import inside

BENCHES = """\
---
title: Bancs
date: 2026-03-10
slug: bancs
kind: consultation
objective: informer
measure: {{indicator: réponses, target: "{target}", review_on: 2026-05-14}}
---

Où placer les bancs?
"""
TEXT = "Douze bancs arrivent au parc : dites-nous où les placer, avant le 10 avril."


CONFIGURATION = """\
site_name: Ville
site_url: https://ville.example/
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    results: {{public: {public}}}
    objectives: {{informer: Informer}}
    organisation:
      name: Ville
      accounts: [{{network: facebook, name: Ville, url: "https://facebook.com/ville"}}]
"""


def project_at(place: Path, target: str, public: str = "false") -> Callable[..., tuple[int, str]]:
    """A small project, and its commands."""
    (place / "docs/blog/posts").mkdir(parents=True)
    (place / "docs/blog/posts/bancs.md").write_text(BENCHES.format(target=target), "utf-8")
    (place / "mkdocs.yml").write_text(CONFIGURATION.format(public=public), "utf-8")

    def run(*words: str) -> tuple[int, str]:
        said = StringIO()
        with inside(place), redirect_stdout(said), redirect_stderr(said):
            code = main(words, place)
        return code, said.getvalue()

    return run
