"""Where a title may be broken, in the way of French typesetting; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from portevoix.typography import NARROW, NO_BREAK
from portevoix.values import dataclass

HYPHEN = "-"

# Marks that never start a line, and those that never end one, when a space parts them from words.
_CLOSING = regex.compile(r"[!?;:»”%‰°€$£…)\]›.,–—\-|/&+=×·]+")
_OPENING = regex.compile(r"[«“(\[‹¿¡#№+−±&]+")
_NUMBER = regex.compile(r"[\d.,/]*\d")
_GROUP = regex.compile(r"\d{3}(?!\d)")
_UNIT = regex.compile(r"(?:[kKMG]?[€$]|[ckm]?m[²³2]?|[kmM]?g|[kM]?W|h|min|s|ans?|er|e|M|p)(?!\w)")
_MONTH = regex.compile(
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SHORT = regex.compile(r"(?:\p{L}{1,2}|[dlnsjmtc]’\p{L}{1,2})", regex.I)  # de, la, un, à, d’un
_BREAKING_SPACE = regex.compile(r"[ \t\n\v\f\r\u2000-\u2006\u2008-\u200a\u205f\u3000\u1680]+")
_INVISIBLE = regex.compile(r"[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_HYPHENS = regex.compile(r"(?<=\p{L}{2})[-‐](?=\p{L}{2})|(?<=\p{L}{3})/(?=\p{L}{3})")
_SEAMS = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=[._/?&=@+])")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays on one line."""

    text: str
    spaced: bool = True  # a space parts it from the next piece of its line
    tail: str = ""  # drawn only where the line ends after this piece
    reluctance: float = 0.0  # how little a line wants to end after it, from 0


def displayed(text: str) -> str:
    """`text` as a card shows it: without invisible marks, its special spaces and hyphens plain."""
    plain = _INVISIBLE.sub("", _BREAKING_SPACE.sub(" ", text))
    return plain.replace(NARROW, NO_BREAK).replace("\u2007", NO_BREAK).replace("\u2011", HYPHEN)


def pieces(text: str) -> tuple[Piece, ...]:
    """The unbreakable pieces of a text, in order."""
    unbroken = "\u2011"
    shielded = text.replace(unbroken, "\ue011")  # a no-break hyphen is no place to break
    words = displayed(shielded).split(" ")
    glued: list[str] = []
    for word in filter(None, words):
        if glued and _holds(glued[-1], word):
            glued[-1] += NO_BREAK + word
        else:
            glued.append(word)
    found: list[Piece] = []
    for word in glued:
        *starts, end = _at_hyphens(word)
        found += [
            Piece(start.replace("\ue011", HYPHEN), spaced=False, reluctance=0.12)
            for start in starts
        ]
        reluctance = 0.05 if _SHORT.fullmatch(word) else 0.0
        found.append(Piece(end.replace("\ue011", HYPHEN), reluctance=reluctance))
    return tuple(found)


def broken(piece: Piece, fits: Callable[[str], bool]) -> Iterator[Piece]:
    """The parts of a word too long for a line: at its seams if it has any, else with a hyphen."""
    part = ""
    seams = [bit for bit in _SEAMS.split(piece.text) if bit]
    for bit in seams:
        if fits(part + bit):
            part += bit
            continue
        if part:
            yield Piece(part, spaced=False, reluctance=0.3)
        part = bit
        while not fits(part):
            letters = regex.findall(r"\X", part)
            count = _most(letters, fits)
            if len(letters) > 4:  # two letters alone on the next line read badly
                count = max(1, min(count, len(letters) - 3))
            if count >= len(letters):
                break
            yield Piece("".join(letters[:count]), spaced=False, tail=HYPHEN, reluctance=0.3)
            part = "".join(letters[count:])
    yield Piece(part, spaced=piece.spaced, reluctance=piece.reluctance)


def _most(letters: list[str], fits: Callable[[str], bool]) -> int:
    """How many letters and a hyphen fit, at least one."""
    low, high = 1, len(letters)
    while low < high:
        middle = (low + high + 1) // 2
        if fits("".join(letters[:middle]) + HYPHEN):
            low = middle
        else:
            high = middle - 1
    return low


def _holds(before: str, word: str) -> bool:
    last = before.rsplit(NO_BREAK, 1)[-1]
    if _CLOSING.fullmatch(word[:1]) and not _starts_a_word(word):
        return True
    if _OPENING.fullmatch(last):
        return True
    if last == "1er" and _MONTH.match(word):
        return True
    if not _NUMBER.fullmatch(last):
        return False
    return bool(_GROUP.match(word) or _UNIT.match(word) or _MONTH.match(word))


def _starts_a_word(word: str) -> bool:
    """`…encore`, `.fr` or `/charte/` may start a line; « ! », « – » or « : » alone may not."""
    return any(letter.isalnum() for letter in word) and word[0] in "….,/&+-=($£€"


def _at_hyphens(word: str) -> list[str]:
    parts, start = [], 0
    for seam in _HYPHENS.finditer(word):
        parts.append(word[start : seam.end()])
        start = seam.end()
    return [*parts, word[start:]]
