"""From a card to its bytes, or to what stands in the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from PIL import Image

from portevoix.cards.breaking import displayed
from portevoix.cards.card import Card, card_of
from portevoix.cards.direction import in_order
from portevoix.cards.drawing import draw
from portevoix.cards.faces import HOUSE, SHAPES, Faces, faces, is_latin, unreadable, unshown
from portevoix.cards.formats import FORMATS, Format
from portevoix.cards.layout import NAME, PICTURE_PART, TITLE, Measures, TooLong, lay_out, shortened
from portevoix.cards.legible import legible
from portevoix.cards.lettering import width
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.pictures import Unreadable, opened, unusable, upright
from portevoix.posts import Post
from portevoix.site import Site

SETTINGS = "mkdocs.yml"  # where an organisation's name and logo are written
_NAMED = 5  # characters that a message names
_LONG, _LONG_WORD = 150, 20  # characters: what is shorter always fits


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
    lay = partial(lay_out, measures=measures, logo=mark.size if mark else (1, 1))
    layout = lay(card, pictured=seen is not None)
    if isinstance(layout, TooLong) and layout.role == TITLE:
        card = replace(card, title=shortened(card, measures))
        layout = lay(card, pictured=seen is not None)
    if isinstance(layout, TooLong):
        raise DiagnosticsError([_too_long(card, layout)])
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
    """What is written with letters that no face has: cards show the nearest in their place. And
    titles so long that cards show their beginning."""
    return tuple(
        sorted({one for card in cards for found in (_approximated, _cut) for one in found(card)})
    )


def may_be_told(posts: Sequence[Post], site: Site) -> list[Post]:
    """Those of which `notices` may have something to say: of most titles it has not, which is told
    without a card, and of many at once."""
    if not is_latin(site.organisation.name):
        return list(posts)
    titles = [post.title for post in posts]
    joined = " ".join(titles)  # a space is no letter, and ends a word
    letters = "".join(sorted(set(joined)))
    if (
        max(map(len, titles), default=0) < _LONG
        and is_latin(letters)
        and _is_of_short_words(joined)
    ):
        return []
    return [post for post in posts if not (_is_short(post.title) and is_latin(post.title))]


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


def _too_long(card: Card, what: TooLong) -> Diagnostic:
    wording = "name_too_long" if what.role == NAME else "title_unfit"
    file, line = (SETTINGS, 0) if what.role == NAME else (card.file, card.title_line)
    return _diagnostic(card, file, line, wording, length=len(what.text))


def _is_short(title: str) -> bool:
    return len(title) < _LONG and _is_of_short_words(title)


def _is_of_short_words(text: str) -> bool:
    return max(map(len, text.split()), default=0) < _LONG_WORD


def _cut(card: Card) -> Iterator[Diagnostic]:
    """A title of which the cards of a format show the beginning."""
    if _is_short(card.title):
        return
    if _unreadable(card.fonts):
        return
    tried = faces(card.fonts)
    measures = _measures(tried)
    legible_card = _legible(card, tried)
    shortest = ""
    for shape in FORMATS.values():
        one = replace(legible_card, format=shape)
        if isinstance(lay_out(one, measures), TooLong):
            shown = shortened(one, measures)
            shortest = min(shortest or shown, shown, key=len)
    if shortest:
        words_of = {"length": len(card.title), "kept": len(shortest) - 1}
        shown = f"{shortest[:40].rstrip(' …')}…"
        yield _diagnostic(card, card.file, card.title_line, "title_cut", shown=shown, **words_of)


def _diagnostic(card: Card, file: str, line: int, wording: str, **values: object) -> Diagnostic:
    return Diagnostic(
        file=file,
        line=line,
        what=say(card.messages, f"cards.{wording}", **values),
        do=say(card.messages, f"cards.{wording}_do", **values),
    )
