"""Hashtags that work everywhere: letters, digits and _, in MotsComposés for screen readers.

Networks cut a hashtag at different signs: X and Mastodon stop at the hyphen of Saint-Jean and at the
apostrophe of l’été, Bluesky keeps both and drops a _ at the end (@atproto/api 0.19.19). What is left
is what all of them keep whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from unicodedata import category, normalize

from portevoix.networks.counting import graphemes
from portevoix.values import dataclass

LONGEST_HASHTAG = 50  # Threads; Bluesky allows 64
_BETWEEN_WORDS = re.compile("[\\s\u00a0\u202f\u2060\\-\u2010-\u2015'’ʼ]+")
_STYLED = re.compile("[\U0001d400-\U0001d7ff\u2460-\u24ff\U0001f130-\U0001f189\uff21-\uff5a]")


class Reason(StrEnum):
    """Why a hashtag cannot work; the wording stands under networks.hashtag_<reason>."""

    EMPTY = "empty"
    NO_LETTER = "no_letter"
    STYLED = "styled"
    FOREIGN = "foreign"
    LONG = "long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    written: str
    reason: Reason
    detail: str = ""  # the sign that is not allowed, or the length


def compose_hashtag(written: str) -> str | Refusal:
    """The hashtag without its #, its words joined, each with a capital; or why it cannot work."""
    text = normalize("NFC", written).strip().removeprefix("#").removeprefix("＃")
    if styled := _STYLED.search(text):
        return Refusal(written=written, reason=Reason.STYLED, detail=styled.group())
    words = [word for word in _BETWEEN_WORDS.split(text) if word]
    tag = "".join(_capital(word) for word in words) if len(words) > 1 else "".join(words)
    tag = tag.strip("_") or tag
    if not tag:
        return Refusal(written=written, reason=Reason.EMPTY)
    foreign = next((sign for sign in tag if not _allowed(sign)), "")
    if foreign or category(tag[0]).startswith("M"):
        return Refusal(written=written, reason=Reason.FOREIGN, detail=foreign or tag[0])
    if not any(category(sign).startswith("L") for sign in tag):
        return Refusal(written=written, reason=Reason.NO_LETTER)
    if (length := graphemes(tag)) > LONGEST_HASHTAG:
        return Refusal(written=written, reason=Reason.LONG, detail=str(length))
    return tag


def compose_hashtags(written: Iterable[str]) -> tuple[tuple[str, ...], Sequence[Refusal]]:
    """Each hashtag once, in order, and those that are refused with the reason."""
    tags: dict[str, str] = {}
    refusals: list[Refusal] = []
    for one in written:
        tag = compose_hashtag(one)
        if isinstance(tag, Refusal):
            refusals.append(tag)
        elif tag.casefold() in tags:
            refusals.append(Refusal(written=one, reason=Reason.TWICE))
        else:
            tags[tag.casefold()] = tag
    return tuple(tags.values()), refusals


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _allowed(sign: str) -> bool:
    return sign == "_" or sign in "0123456789" or category(sign)[0] in "LM"
