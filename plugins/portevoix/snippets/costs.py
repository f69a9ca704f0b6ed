"""What a short message costs, and what its accents add."""

from __future__ import annotations

from unicodedata import normalize

from portevoix.language import say
from portevoix.networks import Medium, Network, read_message
from portevoix.snippets.snippet import Cost
from portevoix.typography import plain

_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "Æ": "AE", "ÿ": "y", "°": "o", "²": "2"})


def cost_of(text: str, network: Network) -> Cost | None:
    """The cost where a network charges by the segment; None elsewhere."""
    if network.medium is not Medium.SMS:
        return None
    message = read_message(text)
    cheaper = plain_letters(text, message.foreign)
    plain_message = read_message(cheaper)
    saves = plain_message.segments < message.segments
    return Cost(
        alphabet=message.alphabet,
        units=message.units,
        segments=message.segments,
        foreign=message.foreign,
        plain=cheaper if saves else "",
        plain_segments=plain_message.segments,
    )


def plain_letters(text: str, foreign: tuple[str, ...]) -> str:
    """`text` with the letters of `foreign` written without their accent, all others kept."""
    table = {ord(letter): _plain_letter(letter) for letter in foreign}
    return text.translate(table)


def _plain_letter(letter: str) -> str:
    written = plain(letter).translate(_LETTERS)
    return normalize("NFD", written)[0] if len(written) == 1 else written


def say_cost(cost: Cost, lang: str) -> str:
    """The cost in one or two sentences, for whoever decides to send it."""
    wording = "cost_one" if cost.segments == 1 else "cost_several"
    told = say(lang, f"snippets.{wording}", segments=cost.segments, alphabet=cost.alphabet)
    if cost.plain:
        told += " " + say(
            lang,
            "snippets.cost_accents",
            signs=" ".join(cost.foreign),
            segments=cost.segments,
            plain=cost.plain_segments,
        )
    return told
