"""Whether a title says again what a correction means to undo."""

from __future__ import annotations

from portevoix.prose import folded, words

_ENOUGH = 0.75  # of the telling words of one that stand in the other
_STEM = 5  # letters by which fermer, ferme and fermera are one word
_COMMON_LIST = """
avec cette dans depuis encore elle elles entre faut leur mais meme notre nous pour plus quand
sans sera serait seront sont sous tous tout toute toutes vers votre vous about after from have
that their them there they this what when will with would your been were
"""
_COMMON = frozenset(_COMMON_LIST.split())


def repeats(title: str, rumour: str) -> bool:
    """Whether nearly all telling words of the rumour stand in the title, or the reverse."""
    titled, rumoured = _stems(title), _stems(rumour)
    common = titled & rumoured
    if not rumoured or not common:
        return False
    return len(common) >= _ENOUGH * len(rumoured) or (
        len(common) >= 3 and len(common) >= _ENOUGH * len(titled)
    )


def _stems(text: str) -> set[str]:
    pieces = [piece for word in words(folded(text)) for piece in word.replace("'", "-").split("-")]
    return {piece[:_STEM] for piece in pieces if len(piece) >= 4 and piece not in _COMMON}
