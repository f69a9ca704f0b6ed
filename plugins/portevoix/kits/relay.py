"""The relay page: anyone may pick up a post's message, with the text that suits each network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from portevoix.cards import alt_of
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.expired import expired_page
from portevoix.kits.counts import rows, say_count
from portevoix.kits.families import Family, in_families, is_public
from portevoix.kits.pictures import CardFile, card_files, formats_wanted
from portevoix.kits.sharing import Button, button_of, is_relayed
from portevoix.language import say
from portevoix.paths import file_of_page
from portevoix.posts import Post
from portevoix.publisher import Page, Target
from portevoix.snippets import Snippet
from portevoix.typography import profile_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text to copy."""

    id: str  # of the field that holds it
    text: str
    rows: int
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One network as a page offers it."""

    id: str
    label: str
    snippet: Snippet
    parts: tuple[Text, ...]
    other: tuple[Text, ...]  # the thread of a single text, the single text of a thread; or nothing
    subject: Text | None = None
    warning: Text | None = None
    first_comment: tuple[Text, Text] | None = None  # the text without the link, then the comment
    button: Button | None = None
    fills: bool = False  # the button hands the first of `parts` over
    card: CardFile | None = None  # when the network wants another than the usual one


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    post: Post
    families: tuple[tuple[Family, tuple[Outlet, ...]], ...]
    cards: tuple[CardFile, ...]
    alt: Text
    json: str  # path of the same as data
    updated: bool  # after it first went out


def relay_pages(edition: Edition) -> Iterator[Target]:
    """/relais/<slug>/ for each post; an expired one says so at its address."""
    wanted = formats_wanted(edition)
    for post in filter(is_relayed, edition.posts):
        path = file_of_page(edition.site.relay_path(post))
        yield Target(
            path=path,
            key=" ".join(("relay", edition.key_of_post(post), *wanted[post.slug])),
            framed=True,
            group=post.slug,
            render=partial(_page, edition, post, path, wanted[post.slug]),
        )
    for post in filter(is_relayed, edition.expired):
        path = file_of_page(edition.site.relay_path(post))
        yield Target(
            path=path,
            key=digest("expired", edition.key_in_list(post)),
            framed=True,
            render=partial(expired_page, post, path),
        )


def _page(edition: Edition, post: Post, path: str, formats: tuple[str, ...]) -> Page:
    return Page(
        path=path,
        template="relay.html",
        title=say(post.told_in, "kits.relay_title", title=post.title),
        lang=post.told_in,
        description=say(post.told_in, "kits.relay_description", title=post.title),
        indexed=False,
        values={"relay": relay_of(edition, post, formats)},
    )


def relay_of(edition: Edition, post: Post, formats: tuple[str, ...]) -> Relay:
    snippets = [one for one in edition.snippets.get(post.slug, ()) if is_public(one.network)]
    cards = card_files(post, formats)
    alt, words = alt_of(post, post.told_in), profile_of(post.told_in, edition.site.profile)
    return Relay(
        post=post,
        families=tuple(
            (family, tuple(outlets(post, some, cards, words, threads=False)))
            for family, some in in_families(snippets)
        ),
        cards=cards,
        alt=Text(id="texte-de-remplacement", text=alt, rows=rows(alt)),
        json=f"{edition.site.names.relays}{post.slug}.json",
        updated=post.updated.date() != post.published.date(),
    )


def outlets(
    post: Post,
    snippets: Iterable[Snippet],
    cards: tuple[CardFile, ...],
    lang: str,
    *,
    threads: bool,
) -> Iterator[Outlet]:
    """Each network with its texts; `lang` is that of the page, or the profile whose words it has.

    `threads` puts a thread first where it is what goes out, else the single text.
    """
    usual = cards[0] if cards else None
    for snippet in snippets:
        network = snippet.network
        parts, other = _versions(snippet, lang, threads=threads)
        suited = next((card for card in cards if card.format == network.card), usual)
        yield Outlet(
            id=f"reseau-{network.key}",
            label=network.label[lang],
            snippet=snippet,
            parts=parts,
            other=other,
            subject=_text(f"objet-{network.key}", snippet.subject),
            warning=_text(f"avertissement-{network.key}", snippet.warning),
            first_comment=_first_comment(snippet),
            button=button_of(snippet, parts[0].text, lang),
            fills=bool(network.share and network.share.text),
            card=suited if suited != usual else None,
        )


def _versions(
    snippet: Snippet, lang: str, *, threads: bool
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The version to show first, and the other one where a post can make a thread."""
    key, network = snippet.network.key, snippet.network

    def shown(text: str, id: str, *, first: bool) -> Text:
        length = network.length(text, snippet.warning if first else "")
        return Text(id=id, text=text, rows=rows(text), count=say_count(snippet, length, lang))

    several = snippet.parts if len(snippet.parts) > 1 else snippet.thread
    parts = tuple(
        shown(part, f"texte-{key}-{place}", first=place == 1)
        for place, part in enumerate(several or snippet.parts, 1)
    )
    if not several:
        return parts, ()
    single = shown(snippet.single, f"texte-{key}", first=True)
    return (parts, (single,)) if threads and several is snippet.parts else ((single,), parts)


def _first_comment(snippet: Snippet) -> tuple[Text, Text] | None:
    said = snippet.first_comment
    if said is None:
        return None
    key = snippet.network.key
    text, comment = _text(f"sans-lien-{key}", said.text), _text(f"commentaire-{key}", said.comment)
    return (text, comment) if text and comment else None


def _text(id: str, text: str) -> Text | None:
    return Text(id=id, text=text, rows=rows(text)) if text else None
