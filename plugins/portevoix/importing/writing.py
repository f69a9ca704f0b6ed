"""Writes a plan, whole or not at all.

All is made in a folder that no build looks at. The file of authors and the baseline come first: more
authors and more known findings than posts do no harm. The folder of posts then comes to its place
by one rename, which either happens or does not.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portevoix.importing.plan import Plan
from portevoix.posts import AUTHORS_FILE
from portevoix.values import dataclass

STAGE = ".porte-voix-import"  # below docs/, hidden: no build looks at it


@dataclass(frozen=True, slots=True)
class Staged:
    """A plan on the disc, beside the site."""

    docs: Path  # stands for docs/ of the site
    blog: Path
    folder: Path  # of the posts of this import


class Changed(Exception):
    """Somebody else wrote into the site meanwhile; nothing was written."""


@contextmanager
def staged(plan: Plan, docs: Path, blog: str, authors: bytes | None) -> Iterator[Staged]:
    """The plan's files in a folder of their own, gone at the end whatever happens.

    What an import that was killed left there goes first.
    """
    stage = docs / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    home = stage / blog.strip("/")
    folder = home / "posts" / plan.folder
    try:
        folder.mkdir(parents=True)
        for name, held in plan.contents():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(held, bytes):
                target.write_bytes(held)
            else:
                shutil.copyfile(held, target)
        content = plan.authors.content or authors
        if content is not None:
            (home / AUTHORS_FILE).write_bytes(content)
        yield Staged(docs=stage, blog=home, folder=folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def commit(plan: Plan, made: Staged, blog: Path, authors: bytes | None) -> None:
    """Bring what is staged to its place. Raises Changed when the place is no longer free."""
    file, target = blog / AUTHORS_FILE, blog / "posts" / plan.folder
    now = file.read_bytes() if file.is_file() else None
    if now != authors or target.exists():
        raise Changed(str(target if target.exists() else file))
    target.parent.mkdir(parents=True, exist_ok=True)
    if plan.authors.content is not None:
        (made.blog / AUTHORS_FILE).replace(file)
    made.folder.rename(target)
