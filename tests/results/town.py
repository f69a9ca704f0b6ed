"""A post, the accounts of its town, and a small project around it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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
        command = [sys.executable, "-m", "portevoix", *words]
        environment = {**os.environ, "LC_ALL": "fr_CA.UTF-8"}
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=place, check=False, env=environment
        )
        return done.returncode, done.stdout + done.stderr

    return run
