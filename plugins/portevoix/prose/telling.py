"""What a text tells, as the stems of its telling words: to see what two texts both say."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from portevoix.prose.words import folded

_WORD = re.compile(r"[^\W_]+")
_STEM = 5  # letters
_COMMON_LIST = """
    afin ainsi alors apres aussi autre autres avant avec avez avoir avons bien cela cette chez
    comme comment dans depuis deux dont elle elles encore entre etait ete etre fait faire font
    jusqu leur leurs lorsque mais meme moins nous notre nos parce pendant peut plus pour pouvez
    quand quel quelle quels quelles quelqu sans sera seront sont sous sur tous tout toute toutes
    tres trois vers voici votre vous
    about after also been before being both does done each from have here into just like more most
    much only other over such than that their them then there these they this those under until
    very were what when where which while will with your yours
"""
_COMMON = frozenset(_COMMON_LIST.split())


@lru_cache(maxsize=2048)
def telling(text: str) -> frozenset[str]:
    """Stems of the words of four letters or more, and every number; « 35 heures » tells two."""
    return frozenset(
        word if word[0].isdigit() else word[:_STEM]
        for word in _WORD.findall(folded(text))
        if word[0].isdigit() or (len(word) >= 4 and word not in _COMMON)
    )


def says_again(text: str, said: Set[str], share: float = 0.8) -> bool:
    """Whether `said` holds nearly all that `text` tells, each of its numbers included.

    A text of two telling words repeats nothing: too little to know.
    """
    tells = telling(text)
    if len(tells) < 3:
        return False
    new = tells - said
    if not new:
        return True
    return len(tells) - len(new) >= share * len(tells) and not any(
        word[0].isdigit() for word in new
    )


def bare(text: str) -> str:
    """Letters and digits alone, a space between words, to compare what two texts say."""
    return " ".join(_WORD.findall(text)).casefold()
