"""How long a text is, in words that a reader or a communicator expects."""

from __future__ import annotations

from portevoix.language import say
from portevoix.networks import Network
from portevoix.snippets import Snippet
from portevoix.typography import grouped

_LINE = 46  # characters on a line of a telephone
_LEAST, _MOST = 2, 18


def say_count(snippet: Snippet, length: int, lang: str) -> str:
    """« 271 caractères (compte de X) sur 280 »; where messages are paid for, how many they are."""
    if snippet.cost:
        return say(lang, "kits.one_message" if length == 1 else "kits.many_messages", count=length)
    return say(
        lang,
        "kits.count",
        count=number(length, lang),
        unit=snippet.unit[lang],
        limit=number(snippet.limit, lang),
    )


def say_length(network: Network, text: str, lang: str) -> str:
    """The same of any text, as the network counts it."""
    return say(
        lang,
        "kits.count",
        count=number(network.count(text), lang),
        unit=network.unit[lang],
        limit=number(network.limit, lang),
    )


def number(value: int, lang: str) -> str:
    """« 63 206 », “63,206”."""
    return grouped(value, lang)


def rows(text: str) -> int:
    """Lines that a text takes in a field of a telephone's width."""
    taken = sum(1 + len(line) // _LINE for line in text.split("\n"))
    return max(_LEAST, min(_MOST, taken))
