"""Share buttons: plain links that open a network's own composer."""

from __future__ import annotations

from collections.abc import Iterable

from portevoix.kits.families import in_families, is_public
from portevoix.language import say
from portevoix.paths import KITS
from portevoix.posts import Post
from portevoix.site import Audience, Site
from portevoix.snippets import Snippet
from portevoix.typography import profile_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One way out; `by_server` is set where a reader's account may live on any server."""

    network: str
    label: str
    href: str
    server: str = ""  # that `href` leads to, for readers without script
    by_server: str = ""  # the same address with {server} to be replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What stands at the end of a post."""

    buttons: tuple[Button, ...]
    relay: str  # path of the relay page below the site root
    kit: str = ""  # of the staff's kit, on their site only


def share_links(site: Site, post: Post, snippets: Iterable[Snippet]) -> Sharing | None:
    """The share buttons of a post; None for a post that stays in the house."""
    if not is_relayed(post):
        return None
    words = profile_of(post.told_in, site.profile)
    offered = in_families(one for one in snippets if is_public(one.network))
    found = (
        button_of(snippet, snippet.single, words)
        for family, some in offered
        if family.ends_posts
        for snippet in some
    )
    internal = site.audience is Audience.INTERNAL
    return Sharing(
        buttons=tuple(button for button in found if button),
        relay=site.relay_path(post),
        kit=f"{KITS}{post.slug}/" if internal else "",
    )


def button_of(snippet: Snippet, text: str, lang: str) -> Button | None:
    """The way to a network's composer with `text`; None where it has no such address."""
    network, share = snippet.network, snippet.network.share
    if not share:
        return None
    by_server = ""
    if share.server:
        by_server = snippet.way_with(text, server="{server}")
    return Button(
        network=network.key,
        label=say(lang, f"kits.share_{network.medium}", label=network.label[lang]),
        href=snippet.way_with(text),
        server=share.server,
        by_server=by_server,
    )


def is_relayed(post: Post) -> bool:
    """Whether a post may leave the house at all."""
    return post.audience == "public"
