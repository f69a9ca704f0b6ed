"""A Card is all that one picture says and shows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from portevoix.cards.faces import HOUSE
from portevoix.cards.formats import FORMATS, Format
from portevoix.figure import figure_key
from portevoix.language import say
from portevoix.posts import Kind, Post, label_of
from portevoix.site import Palette, Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is drawn, and where a mistake in it was written."""

    format: Format
    title: str
    lang: str  # of the word for its kind
    kind: Kind
    label: str  # what the post is called
    voice: str  # what the post's figure is drawn from
    mark: str  # the same for the site's own, which stands for a missing logo
    organisation: str
    host: str
    palette: Palette
    fonts: Path = HOUSE
    file: str  # the post, for messages
    title_line: int = 0
    picture_line: int = 0
    picture_name: str = ""
    focus: tuple[int, int] = (50, 50)  # of the picture: per cent from the left, from the top
    messages: str = "fr"  # the language of messages


def card_of(post: Post, format: str | Format, site: Site, *, fonts: Path = HOUSE) -> Card:
    """The card of a post in a format, named by its key or given whole."""
    return Card(
        format=FORMATS[format] if isinstance(format, str) else format,
        title=post.title,
        lang=post.told_in,
        kind=post.kind,
        label=label_of(post)[post.told_in],
        voice=figure_key(post),
        mark=figure_key(site),
        organisation=site.organisation.name,
        host=urlsplit(site.url).hostname or "",
        palette=site.palette,
        fonts=fonts,
        file=post.file,
        title_line=post.lines.get("title", 0),
        picture_line=post.lines.get("picture.file", post.lines.get("picture", 0)),
        picture_name=post.picture.file if post.picture else "",
        focus=post.picture.focus if post.picture else (50, 50),
        messages=site.lang,
    )


def path_of(post: Post, format: str) -> str:
    """Where a card lives below the site root."""
    return f"cards/{post.slug}-{format}.png"


def alt_of(post: Post, lang: str) -> str:
    """What a card says and shows, for whoever does not see it."""
    said = say(lang, "cards.alt", kind=label_of(post)[lang], title=post.title)
    if post.picture and post.picture.alt:
        return say(lang, "cards.alt_with_picture", said=said, picture=post.picture.alt)
    return said
