"""What a card shows of a text of which no face has all letters: the nearest that can be read."""

from __future__ import annotations

from unicodedata import category, normalize

import regex

from portevoix.cards.breaking import displayed
from portevoix.cards.faces import Face, is_plain, unshown

OMITTED = "…"  # stands for a passage that has no nearer letters


def legible(text: str, tried: tuple[Face, ...]) -> str:
    """The text with its nearest letters where no face shows its own: « CO₂ » as « CO2 »."""
    if is_plain(text, tried) or not unshown(displayed(text), tried):
        return text
    parts: list[str] = []
    for cluster in regex.findall(r"\X", text):
        near = _nearest(cluster, tried)
        gap = "".join(parts[-1:]).isspace()
        if near == OMITTED and parts[-1 - gap :][:1] == [OMITTED]:
            continue  # one sign for the whole passage, however many words it has
        parts.append(near)
    return "".join(parts)


def _nearest(cluster: str, tried: tuple[Face, ...]) -> str:
    apart = normalize("NFKD", cluster).replace("\u2044", "/")  # of ⅖, which few faces have
    bare = "".join(letter for letter in apart if category(letter) != "Mn")
    for near in (cluster, normalize("NFC", apart), bare):
        if near and not unshown(displayed(near), tried):
            return near
    return OMITTED
