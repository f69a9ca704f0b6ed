"""How a post will look on each network: its picture cropped, its text folded, nobody's trademark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import regex

from portevoix.edition import PostPicture
from portevoix.kits.pictures import CardFile
from portevoix.networks import Look, Medium, Network, Shape
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import Snippet, bears_picture
from portevoix.values import dataclass

_GRAPHEME = regex.compile(r"\X")
_COLOURED = re.compile(r"(https?://\S+|(?<![\w&/])#\w+)")


# Most follow https://developers.facebook.com/docs/sharing/webmasters/images.
USUAL: Mapping[Medium, Look] = {
    Medium.SOCIAL: Look(shape=Shape.LINK),
    Medium.MESSAGING: Look(shape=Shape.MESSAGE),
    Medium.SMS: Look(shape=Shape.MESSAGE, crop=(0, 0)),
    Medium.EMAIL: Look(shape=Shape.LETTER, crop=(0, 0)),
    Medium.PARTNER: Look(shape=Shape.LETTER, crop=(0, 0)),
}


def look_of(network: Network) -> Look:
    """A network of the configuration looks like its model."""
    return network.look or USUAL[network.medium]


Piece = tuple[bool, str]  # whether networks colour it, and the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """One message as it shows: what is seen before « voir plus », and the whole behind it."""

    seen: tuple[Piece, ...]
    whole: tuple[Piece, ...] = ()  # empty when all is seen
    pictured: bool = False  # the card stands with this one


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPicture:
    """The post's own picture, as readers get it."""

    path: str  # below the site root; empty where a page has an address of its own for it
    width: int  # pixels
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    shape: str
    name: str
    account: str  # as written there; empty when the organisation declares none
    subject: str
    warning: str
    messages: tuple[Folded, ...]
    card: CardFile | None
    crop: str  # what the style sheet names its ratio
    picture: OwnPicture | None = None  # goes with the first message, in the place of the card


def preview_of(
    site: Site,
    post: Post,
    snippet: Snippet,
    cards: tuple[CardFile, ...],
    picture: OwnPicture | None,
) -> Preview:
    """How `snippet` of `post` will look; `picture` is the post's own."""
    network = snippet.network
    borne = picture if bears_picture(post, network) else None
    look = look_of(network)
    account = next((one for one in site.organisation.accounts if one.network == network.key), None)
    bearing = next((n for n, part in enumerate(snippet.parts) if snippet.link in part), 0)
    card = None if borne else _card(look, cards)
    # A picture that is posted itself keeps its shape; that of a link is cropped.
    crop = (card.width, card.height) if card and look.shape is Shape.PICTURE else look.crop
    return Preview(
        shape=look.shape,
        name=site.organisation.name,
        account=account.name if account else "",
        subject=snippet.subject,
        warning=snippet.warning,
        messages=tuple(
            _folded(part, network, pictured=n == bearing) for n, part in enumerate(snippet.parts)
        ),
        card=card,
        crop=f"{crop[0]}-{crop[1]}",
        picture=borne,
    )


def own_picture(picture: PostPicture | None) -> OwnPicture | None:
    """That of a site as it is built."""
    if picture is None:
        return None
    return OwnPicture(path=picture.path, width=picture.width, height=picture.height)


def _card(look: Look, cards: tuple[CardFile, ...]) -> CardFile | None:
    """The card whose shape comes nearest to what the network shows."""
    width, height = look.crop
    if not height:
        return None
    return min(
        cards,
        key=lambda card: (abs(card.width / card.height - width / height), card.format),
        default=None,
    )


def _folded(part: str, network: Network, *, pictured: bool) -> Folded:
    seen, rest = fold(part, network.fold)
    whole = tuple(pieces(part)) if rest else ()
    return Folded(seen=tuple(pieces(seen)), whole=whole, pictured=pictured)


def fold(text: str, at: int) -> tuple[str, str]:
    """What shows of `text` and what does not; `at` counts graphemes, 0 folds nothing.

    Cuts inside a word as networks do, never inside a letter or an emoji.
    """
    if not at or len(text) <= at:
        return text, ""
    ends = [match.end() for match, _ in zip(_GRAPHEME.finditer(text), range(at), strict=False)]
    cut = ends[-1]
    return text[:cut], text[cut:]


def pieces(text: str) -> Iterator[Piece]:
    """`text` in order, addresses and hashtags apart."""
    for n, piece in enumerate(_COLOURED.split(text)):
        if piece:
            yield n % 2 == 1, piece
