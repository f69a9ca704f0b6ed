"""Who signed the old posts, as keys of `.authors.yml`: known ones kept, new ones added at its end."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field

from portevoix.importing.found import OldAuthor, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.standing import Standing
from portevoix.posts import AUTHORS_FILE, decode, slugify
from portevoix.values import dataclass

_KEY = re.compile(r"^([ ]+)[^\s#][^:]*:", re.MULTILINE)
_TOP = re.compile(r"^[^\s#][^:]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    keys: Mapping[OldAuthor, str]
    added: tuple[str, ...] = ()  # keys that are new
    content: bytes | None = field(default=None, repr=False)  # of the whole file; None: as it is


def signed(posts: list[OldPost], standing: Standing, gathering: Gathering) -> Signed:
    """The key of each author, and the file of authors as it will be."""
    names = {author.name.casefold(): key for key, author in standing.authors.items()}
    keys: dict[OldAuthor, str] = {}
    added: dict[str, OldAuthor] = {}
    for one in posts:
        for author in one.authors:
            if author in keys or not author.name:
                continue
            known = names.get(author.name.casefold())
            if known is None:
                plain = slugify(author.name) or "auteur"
                known, n = plain, 2
                while known in standing.authors or known in added:
                    known, n = f"{plain}-{n}", n + 1
                added[known] = author
                names[author.name.casefold()] = known
            keys[author] = known
    if not added:
        return Signed(keys=keys)
    content = _joined(standing.authors_file, added)
    if content is None:
        lines = " ".join(f"{key}: {{name: {author.name}}}" for key, author in added.items())
        gathering.mistake(AUTHORS_FILE, 0, "importing.authors_by_hand", lines=lines[:400])
    return Signed(keys=keys, added=tuple(added), content=content)


def _joined(before: bytes | None, added: Mapping[str, OldAuthor]) -> bytes | None:
    """The file with new authors at its end, what stood there untouched; None where that cannot be."""
    if before is None or not before.strip():
        return ("authors:\n" + _lines(added, "  ")).encode()
    text = decode(before)
    tops = _TOP.findall(text)
    inner = _KEY.search(text)
    if tops != ["authors:"] or inner is None or "\t" in text or "\n..." in text:
        return None
    ends = "" if text.endswith("\n") else "\n"
    return before + (ends + _lines(added, inner[1])).encode()


def _lines(added: Mapping[str, OldAuthor], indent: str) -> str:
    lines = []
    for key, author in added.items():
        lines.append(f"{indent}{key}:")
        said = {"name": author.name, "description": author.description, "url": author.url}
        lines += [
            f"{indent * 2}{name}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in said.items()
            if value
        ]
    return "\n".join(lines) + "\n"
