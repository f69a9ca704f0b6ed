"""A picture that somebody drops: read as one before it is kept, upright, silent, plainly named.

The person's own file is never changed: what is kept is a copy beside the post.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from portevoix.language import say
from portevoix.posts import slugify
from portevoix.values import dataclass
from portevoix.whole_files import write_new
from portevoix.workbench.places import Outside

MOST_BYTES = 40_000_000
SECONDS = 20.0
FOLDER = "images"  # beside the post
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/gif": ".gif",
}
_LONGEST = 60  # characters of a name
_ENDINGS = 1_000  # that are tried after a name that is taken


class NoPicture(Exception):
    """What was given cannot be kept; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A picture made fit to keep, not yet kept."""

    content: bytes
    name: str  # plain, with the ending of its type
    given: str  # as the person's file is named
    type: str
    width: int
    height: int
    was: tuple[int, int]
    turned: bool
    gps: bool
    metadata: bool

    def told(self, lang: str, kept: str = "") -> Iterator[str]:
        """What was done to the copy, in words."""
        if self.turned:
            yield say(lang, "composer.turned")
        if self.gps:
            yield say(lang, "composer.no_gps")
        elif self.metadata:
            yield say(lang, "composer.no_metadata")
        if self.was != (self.width, self.height):
            before = f"{self.was[0]} × {self.was[1]}"
            yield say(lang, "composer.sized", before=before, after=f"{self.width} × {self.height}")
        name = kept or self.name
        if name != self.given:
            yield say(lang, "composer.renamed", name=name)


def take(content: bytes, given: str, lang: str, *, seconds: float = SECONDS) -> Taken:
    """The picture of some bytes, whatever its file is called. Raises NoPicture."""
    if len(content) > MOST_BYTES:
        raise NoPicture(_why("too_heavy", given, lang, limit=str(MOST_BYTES // 1_000_000)))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "portevoix.workbench.reading_apart"],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoPicture(say(lang, "composer.slow_picture", seconds=round(seconds))) from None
    head, end, made = done.stdout.partition(b"\n")
    if done.returncode or not end:
        raise NoPicture(_why("unreadable", given, lang))
    told: dict[str, Any] = json.loads(head)
    if "reason" in told:
        raise NoPicture(_why(told["reason"], given, lang, **told["facts"]))
    stem = slugify(PurePath(given.replace("\\", "/")).stem)[:_LONGEST].strip("-") or "image"
    return Taken(
        content=made,
        name=f"{stem}{SUFFIXES[told['type']]}",
        given=given,
        type=told["type"],
        width=told["width"],
        height=told["height"],
        was=(told["was"][0], told["was"][1]),
        turned=told["turned"],
        gps=told["gps"],
        metadata=told["metadata"],
    )


def keep(taken: Taken, post: Path, root: Path) -> str:
    """Write the picture beside a post, over nothing; the name that the post gives it.

    Raises Outside where a link would lead it out of `root`, and OSError.
    """
    folder = post.parent / FOLDER
    if not folder.resolve().is_relative_to(root.resolve()):
        raise Outside(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    stem, suffix = PurePath(taken.name).stem, PurePath(taken.name).suffix
    for number in range(1, _ENDINGS):
        name = taken.name if number == 1 else f"{stem}-{number}{suffix}"
        try:
            write_new(folder / name, taken.content)
        except FileExistsError:
            if (folder / name).is_file() and (folder / name).read_bytes() == taken.content:
                break  # dropped twice
            continue
        break
    else:
        raise FileExistsError(folder / taken.name)
    return f"{FOLDER}/{name}"


def _why(reason: str, given: str, lang: str, **facts: str) -> str:
    shown = {**facts, "name": given[:_LONGEST]}
    return (
        f"{say(lang, f'pictures.{reason}', **shown)} {say(lang, f'pictures.{reason}_do', **shown)}"
    )
