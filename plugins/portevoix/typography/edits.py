"""Where the spaces of a text are not those of its profile, told as edits of visible text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portevoix.typography.spacing import NARROW, NO_BREAK, SPACES, SPACINGS, Spacing
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a text to replace; never letters or digits."""

    start: int
    end: int
    new: str
    sign: str  # the sign it concerns


_NO_BREAKS = (NO_BREAK, NARROW)
_SIGN = re.compile(r"[;:!?«»%$€](?:(?<=[;:!?])[;:!?]+)?")  # one class first: `re` leaps to it
_ENDS = frozenset(" \t\n«»")
_LONGEST = 500  # characters of a word that are looked at for one
_FACES = re.compile(r"[:;]['’]?[-o]?[()DPp/|*](?!\w)")
# Where a reader or a network sees an address, a space within it or a no-break one behind it makes another.
_ADDRESS = re.compile(  # each run of letters and joining signs is gone through once
    r"(?<![\w.+-])(?:[a-z][a-z0-9+.-]*+:/|[\w.+-]++@\w|(?:[\w-]++\.)+[a-z]{2,}[/?#])"
    r"|(?<!\w)(?:www\.|mailto:|tel:|\.{0,2}/\w)",
    re.IGNORECASE,
)
_HELD = "»”)]%’'°"  # signs that a word may end on


def edits(text: str, profile: str) -> Iterator[Edit]:
    """What to change in visible text, in order, without overlap."""
    spacing = SPACINGS[profile]
    if not spacing.looked_at:
        return
    for found in _SIGN.finditer(text):
        start, end = found.span()
        sign = text[start]
        if sign == "«":
            edit = _after(text, end, spacing.within_guillemets)
        elif sign == "»":
            edit = _before(text, start, spacing.within_guillemets, "«") if start else None
        elif sign in "%$€":
            edit = _unit(text, start, end, spacing.before_unit)
        else:
            edit = _double_sign(text, start, end, spacing)
        if edit:
            yield edit


def applied(text: str, wanted: Iterable[Edit]) -> str:
    """`text` with its edits made, given in order."""
    pieces: list[str] = []
    reached = 0
    for edit in wanted:
        pieces += (text[reached : edit.start], edit.new)
        reached = edit.end
    return "".join((*pieces, text[reached:]))


def _before(text: str, at: int, wanted: str, sign: str, allowed: str = "") -> Edit | None:
    """The space before a sign made `wanted`; None when it is right, or when a line starts."""
    start = at - 1 if text[at - 1] in SPACES else at
    if start == 0 or text[start - 1].isspace() or _is_address(text, start):
        return None
    space = text[start:at]
    # A no-break space is as good as the other: usage varies, and few keyboards type the narrow one.
    no_breaks = space in _NO_BREAKS and wanted in _NO_BREAKS
    if space == wanted or no_breaks or (allowed and space == allowed):
        return None
    return Edit(start, at, wanted, sign)


def _is_address(text: str, end: int) -> bool:
    """Whether the word that ends there holds an address."""
    start = end
    while start and end - start < _LONGEST and text[start - 1] not in _ENDS:
        start -= 1
    return _ADDRESS.search(text[start:end]) is not None


def _after(text: str, at: int, wanted: str) -> Edit | None:
    stop = at + 1 if text[at : at + 1] in tuple(SPACES) else at
    if stop >= len(text) or text[stop].isspace() or text[at:stop] in _NO_BREAKS:
        return None
    return Edit(at, stop, wanted, "«")


def _unit(text: str, start: int, end: int, wanted: str) -> Edit | None:
    spaced = text[start - 1 : start] == " " and text[max(start - 2, 0)].isdigit()
    if not spaced or text[end : end + 1].isalnum():
        return None
    return Edit(start - 1, start, wanted, text[start])


def _double_sign(text: str, start: int, end: int, spacing: Spacing) -> Edit | None:
    after = text[end : end + 1]
    if not start or not (after == "" or after.isspace() or after in "»”)]*_"):
        return None
    place = start - 1 if text[start - 1] in SPACES else start
    before = text[place - 1] if place else " "
    if not (before.isalnum() or before in _HELD):
        return None
    sign = text[start]
    if _FACES.match(text, start):
        return None
    if sign != ":":
        return _before(text, start, spacing.before_high, sign, spacing.allowed_before_high)
    # Against a digit stand hours and ratios; faces are nobody's punctuation.
    if end - start > 1 or (place == start and before.isdigit()):
        return None
    return _before(text, start, spacing.before_colon, sign)
