"""Porte-voix itself, on the same posts: its commands as people run them, and its preview."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from portevoix.posts.slug import slugify
from tests.bench.measure import Run, run, set_aside
from tests.bench.posts import edit
from tests.bench.served import time_edits

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = "2026-11-21"


class Ours:
    """Everything: pages, feeds, cards, relay pages, charter, checks."""

    def __init__(self, folder: Path, posts: Path) -> None:
        self.folder = folder
        self.posts = folder / "blog"
        shutil.copytree(posts, self.posts)
        self.edits = 0

    def _command(self, script: str, *more: str) -> list[str]:
        asked = ["--posts", str(self.posts), "--now", NOW, "--quiet"]
        return [sys.executable, str(ROOT / "scripts" / script), *asked, *more]

    def build(self, *more: str, together: bool = False) -> Run:
        place = str(self.folder / "site")
        command = self._command("build.py", "--site-dir", place, *more)
        return run(command, self.folder, together=together)

    def build_clean(self) -> Run:
        """As on a machine that never built this site."""
        set_aside(self.folder / "site")
        shutil.rmtree(ROOT / ".cache" / "porte-voix", ignore_errors=True)
        return self.build("--clean", together=True)

    def build_edited(self) -> Run:
        self.edits += 1
        edit(self.posts / "posts", self.edits)
        return self.build()

    def preview(self, times: int) -> list[Run]:
        def address(_: Path, title: str) -> str:
            return f"/blog/{slugify(title)}/"

        command = self._command("serve.py", "--port")
        return time_edits(command, self.folder, self.posts / "posts", address, times=times)
