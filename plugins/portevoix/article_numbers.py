"""Which article of a charter a rule goes by: its own, or in a short charter the one above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_ID = re.compile(r"""^id:[ \t]*["']?(\d{1,3}(?:\.\d{1,3}){0,2})\b""", re.MULTILINE)
_HEAD = 2_000  # characters: an article's number is among its first lines


def article_numbers(folder: Path) -> frozenset[str]:
    """The numbers that the files of a charter bear; none when there is no folder."""
    heads = (file.read_bytes()[:_HEAD].decode("utf-8", "replace") for file in folder.glob("*.md"))
    return frozenset(found[1] for head in heads if (found := _ID.search(head)))


def nearest_article(article: str, known: frozenset[str]) -> str:
    """« 6 » for 6.2 where a charter has an article 6 and none of 6.2; else the article itself."""
    above = article
    while above not in known:
        above = above.rpartition(".")[0]
        if not above:
            return article
    return above


def rules_of(
    rules: Mapping[str, tuple[str, ...]], articles: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The ids of rules by the article that they go by among `articles`."""
    known = frozenset(articles)
    found: dict[str, tuple[str, ...]] = {}
    for article, ids in rules.items():
        place = nearest_article(article, known)
        found[place] = tuple(sorted((*found.get(place, ()), *ids)))
    return found
