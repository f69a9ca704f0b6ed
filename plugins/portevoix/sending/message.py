"""What goes to one account: texts, language, warning, pictures, and the card of its link."""

from __future__ import annotations

from datetime import datetime

from portevoix.digests import digest, digest_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A picture as it goes out."""

    content: bytes
    type: str  # media type
    alt: str
    width: int  # pixels
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """What a network shows of the post's page, where we have to say it."""

    url: str
    title: str
    description: str
    thumb: Attached | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A post as a record of site.standard (https://standard.site), beside the texts that announce it."""

    site: str  # address of the site, without its last slash
    name: str  # of the site
    about: str
    path: str  # of the post, with its first slash
    title: str
    description: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...] = ()
    text: str = ""  # of the whole post


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    post: str  # slug
    network: str
    account: str
    parts: tuple[str, ...]
    lang: str = "fr"  # BCP 47
    warning: str = ""  # before the first part
    link: str = ""  # as it stands in the parts, with its campaign
    picture: Attached | None = None  # of the first part
    card: LinkCard | None = None
    document: Document | None = None  # where the network has such
    correction: str = ""  # answers the first part, where nothing can be edited
    answers: str = ""  # what the network calls the message of somebody else that it answers
    opening: str = ""  # before the first part, and in no file: whom it speaks to
    visibility: str = ""  # as the network names it; "": as the account has it
    file: str = ""  # of the post, as the ledger calls it
    stamp: int = 0  # seconds since 1970 of the post: keys are made of it

    def warning_of(self, part: int) -> str:
        return self.warning if part == 1 else ""

    def digest_of(self, part: int) -> str:
        """Changes with all that readers see of a part; its parts are counted from 1.

        What stands after a + is the picture alone, without its alternative text.
        """
        picture = self.picture if part == 1 else None
        alt = picture.alt if picture else ""
        said = digest(self.parts[part - 1], self.warning_of(part), self.lang, alt)
        return f"{said}+{digest_of(picture.content)}" if picture else said
