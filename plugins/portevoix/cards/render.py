"""From a card to its bytes, or to what stands in the way."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image

from portevoix.cards.breaking import displayed
from portevoix.cards.card import Card, card_of
from portevoix.cards.direction import in_order
from portevoix.cards.drawing import draw
from portevoix.cards.faces import HOUSE, SHAPES, Faces, faces, unreadable, unshown
from portevoix.cards.formats import Format
from portevoix.cards.layout import NAME, PICTURE_PART, Measures, TooLong, lay_out, longest
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
        raise DiagnosticsError([_mistake(card, SETTINGS, 0, "fonts_unreadable", names=names)])
    mistakes = [*_unshown_letters(card, tried)]
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


def _unshown_letters(card: Card, tried: Faces) -> list[Diagnostic]:
    found = []
    title = displayed(card.title)
    if not title.strip():
        found.append(_mistake(card, card.file, card.title_line, "title_empty"))
    for text, some, file, line, where in (
        (title, tried.title, card.file, card.title_line, "title"),
        (displayed(card.organisation), tried.text, SETTINGS, 0, "name"),
    ):
        missing = unshown(text, some)
        if missing:
            letters = ", ".join(_named(cluster) for cluster in missing[:_NAMED])
            found.append(_mistake(card, file, line, f"{where}_unshown", letters=letters))
        elif not SHAPES and any(leftwards for _, leftwards in in_order(text, False)):
            found.append(_mistake(card, file, line, "needs_shaping"))
    return found


def _named(cluster: str) -> str:
    code = " ".join(f"U+{ord(letter):04X}" for letter in cluster)
    name = unicodedata.name(cluster[0], "")
    return f"« {cluster} » ({code}{', ' + name if name else ''})"


def _too_long(card: Card, what: TooLong, measures: Measures) -> Diagnostic:
    if what.role == NAME:
        return _mistake(card, SETTINGS, 0, "name_too_long", length=len(what.text))
    kept = longest(card, measures)
    return _mistake(
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


def _mistake(card: Card, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    return Diagnostic(
        file=file,
        line=line,
        what=say(card.messages, f"cards.{wording}", **values),
        do=say(card.messages, f"cards.{wording}_do", **values),
    )
