"""From a card to its bytes, or to what stands in the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from PIL import Image

from portevoix.cards.breaking import displayed
from portevoix.cards.card import Card, card_of
from portevoix.cards.direction import in_order
from portevoix.cards.drawing import draw
from portevoix.cards.faces import HOUSE, SHAPES, Faces, faces, is_latin, unreadable, unshown
from portevoix.cards.formats import Format
from portevoix.cards.layout import NAME, PICTURE_PART, Measures, TooLong, lay_out, longest
from portevoix.cards.legible import legible
from portevoix.cards.lettering import width
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.pictures import Unreadable, opened, unusable, upright
from portevoix.posts import Post
from portevoix.site import Site

SETTINGS = "mkdocs.yml"  # where an organisation's name and logo are written
_NAMED = 5  # characters that a message names


def render_card(
    post: Post,
    format: str | Format,
    site: Site,
    picture: bytes | None = None,
    *,
    logo: bytes | None = None,
    fonts: Path = HOUSE,
) -> bytes:
    """The card of a post as PNG; `picture` and `logo` are the contents of their files.

    Raises DiagnosticsError.
    """
    return render(card_of(post, format, site, fonts=fonts), picture, logo)


def render(card: Card, picture: bytes | None, logo: bytes | None) -> bytes:
    """The card as PNG. Raises DiagnosticsError."""
    tried = faces(card.fonts)
    if wrong := _unreadable(card.fonts):
        names = ", ".join(str(file) for file in wrong)
        raise DiagnosticsError([_diagnostic(card, SETTINGS, 0, "fonts_unreadable", names=names)])
    card = _legible(card, tried)
    mistakes = _hidden(card)
    mark = seen = None
    if logo is not None:
        try:
            mark = _mark(logo)
        except Unreadable as error:
            mistakes.append(unusable(card.messages, error, file=SETTINGS, line=0, name="logo"))
    if picture is not None:
        side = round(card.format.pictured * PICTURE_PART)
        try:
            seen = upright(opened(picture), at_least=(side, side))
        except Unreadable as error:
            mistakes.append(
                unusable(
                    card.messages,
                    error,
                    file=card.file,
                    line=card.picture_line,
                    name=card.picture_name,
                )
            )
    if mistakes:
        raise DiagnosticsError(mistakes)
    measures = _measures(tried)
    layout = lay_out(card, measures, logo=mark.size if mark else (1, 1), pictured=seen is not None)
    if isinstance(layout, TooLong):
        raise DiagnosticsError([_too_long(card, layout, measures)])
    return draw(card, layout, tried, mark, seen)


@lru_cache(maxsize=4)
def _measures(tried: Faces) -> Measures:
    return lambda text, titled: width(text, tried.title if titled else tried.text)


@lru_cache(maxsize=4)
def _unreadable(fonts: Path) -> tuple[Path, ...]:
    return tuple(unreadable(faces(fonts)))


@lru_cache(maxsize=4)
def _mark(logo: bytes) -> Image.Image:
    return upright(opened(logo)).convert("RGBA")


def notices(cards: Iterable[Card]) -> tuple[Diagnostic, ...]:
    """What is written with letters that no face has: cards show the nearest in their place."""
    return tuple(sorted({one for card in cards for one in _approximated(card)}))


def _approximated(card: Card) -> Iterator[Diagnostic]:
    if is_latin(displayed(card.title + card.organisation)) or _unreadable(card.fonts):
        return
    tried = faces(card.fonts)
    for text, some, file, line, where in (
        (card.title, tried.title, card.file, card.title_line, "title"),
        (card.organisation, tried.text, SETTINGS, 0, "name"),
    ):
        if missing := unshown(displayed(text), some):
            letters = ", ".join(_named(cluster) for cluster in missing[:_NAMED])
            shown = displayed(legible(text, some))
            yield _diagnostic(card, file, line, f"{where}_unshown", letters=letters, shown=shown)


def _legible(card: Card, tried: Faces) -> Card:
    title = legible(card.title, tried.title)
    organisation = legible(card.organisation, tried.text)
    if (title, organisation) == (card.title, card.organisation):
        return card
    return replace(card, title=title, organisation=organisation)


def _hidden(card: Card) -> list[Diagnostic]:
    """What of its texts a card cannot show in any way."""
    found = []
    title = displayed(card.title)
    if not title.strip():
        found.append(_diagnostic(card, card.file, card.title_line, "title_empty"))
    if not SHAPES:
        for text, file, line in (
            (title, card.file, card.title_line),
            (displayed(card.organisation), SETTINGS, 0),
        ):
            if any(leftwards for _, leftwards in in_order(text, False)):
                found.append(_diagnostic(card, file, line, "needs_shaping"))
    return found


def _named(cluster: str) -> str:
    code = " ".join(f"U+{ord(letter):04X}" for letter in cluster)
    name = unicodedata.name(cluster[0], "")
    return f"« {cluster} » ({code}{', ' + name if name else ''})"


def _too_long(card: Card, what: TooLong, measures: Measures) -> Diagnostic:
    if what.role == NAME:
        return _diagnostic(card, SETTINGS, 0, "name_too_long", length=len(what.text))
    kept = longest(card, measures)
    return _diagnostic(
        card,
        card.file,
        card.title_line,
        "title_too_long",
        length=len(card.title),
        kept=kept,
        over=len(card.title) - kept,
        width=card.format.width,
        height=card.format.height,
    )


def _diagnostic(card: Card, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    return Diagnostic(
        file=file,
        line=line,
        what=say(card.messages, f"cards.{wording}", **values),
        do=say(card.messages, f"cards.{wording}_do", **values),
    )
