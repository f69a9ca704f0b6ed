"""Posts of an edition → messages, one for each account that they go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portevoix.body import plain
from portevoix.cards import FORMATS, Job, alt_of, card_of, draw_job
from portevoix.diagnostics import DiagnosticsError
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.networks import Network
from portevoix.posts import Post
from portevoix.sending.accounts import ROUTES
from portevoix.sending.message import Attached, Document, LinkCard, Message
from portevoix.sending.twins import file_of
from portevoix.site import Account, Audience, Site
from portevoix.snippets import Snippet, bears_picture
from portevoix.text import tidy
from portevoix.typography import typeset_message

CARD = "og"
_TEXT = 100_000  # characters of a post that a document holds


def messages_of(edition: Edition, post: Post, accounts: Iterable[Account]) -> Iterator[Message]:
    """What a post says on those accounts; nothing where it is kept off. Raises DiagnosticsError."""
    if post.audience != Audience.PUBLIC:
        return
    snippets = {one.network.key: one for one in edition.snippets.get(post.slug, ())}
    for account in accounts:
        if snippet := snippets.get(account.network):
            yield _message(edition, post, account, snippet)


def _message(edition: Edition, post: Post, account: Account, snippet: Snippet) -> Message:
    network, site = snippet.network, edition.site
    route = ROUTES.get(network.key)
    shows_card = route is not None and route.card
    return Message(
        post=post.slug,
        network=network.key,
        account=account.name,
        parts=snippet.parts,
        lang=post.lang,
        warning=snippet.warning,
        link=snippet.link,
        picture=_picture(edition, post) if bears_picture(post, network) else None,
        card=_card(edition, post, snippet) if shows_card else None,
        document=_document(edition, post) if shows_card and edition.documents is not None else None,
        correction=_correction(post, snippet, network, site),
        file=file_of(post),
        stamp=int(post.published.timestamp()),
    )


def _picture(edition: Edition, post: Post) -> Attached | None:
    """The post's own picture, as readers get it."""
    picture = edition.pictures.get(post.slug)
    if picture is None or post.picture is None:
        return None
    return Attached(
        content=picture.copy.read_bytes(),
        type=picture.type,
        alt=post.picture.alt,
        width=picture.width,
        height=picture.height,
    )


def _card(edition: Edition, post: Post, snippet: Snippet) -> LinkCard:
    site, picture = edition.site, edition.pictures.get(post.slug)
    drawn = draw_job(
        Job(
            card=card_of(post, CARD, site),
            picture=picture.file if picture else None,
            logo=edition.logo,
        )
    )
    if not isinstance(drawn, bytes):
        raise DiagnosticsError(drawn)
    thumb = Attached(
        content=drawn,
        type="image/png",
        alt=alt_of(post, post.told_in),
        width=FORMATS[CARD].width,
        height=FORMATS[CARD].height,
    )
    return LinkCard(url=snippet.link, title=post.title, description=post.summary, thumb=thumb)


def _document(edition: Edition, post: Post) -> Document:
    site = edition.site
    return Document(
        site=site.url.rstrip("/"),
        name=tidy(site.name),
        about=tidy(site.description),
        path=f"/{site.path_of(post)}",
        title=tidy(post.title),
        description=tidy(post.summary),
        published=post.published,
        updated=post.updated,
        tags=tuple(tidy(one) for one in (*post.categories, *post.tags)),
        text=plain(edition.bodies.get(post.slug, ""))[:_TEXT],
    )


def _correction(post: Post, snippet: Snippet, network: Network, site: Site) -> str:
    """What is said below a text that changed: the message if there is room for it."""
    for wording in ("correction", "correction_short"):
        said = say(post.told_in, f"sending.{wording}", message=post.message, link=snippet.link)
        said = typeset_message(said, post.told_in, site.profile)
        if not network.excess(said):
            break
    return said
