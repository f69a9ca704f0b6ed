"""The texts of a post for its networks while somebody edits them: counted, folded, weighed, kept.

The counters are those of `networks/`: what is told here is what a build would tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from portevoix.diagnostics import DiagnosticsError
from portevoix.kits.counts import say_count, say_length
from portevoix.kits.kit import left_out, remarks_of
from portevoix.kits.previews import Piece, fold, pieces
from portevoix.language import say
from portevoix.networks import Link, Network
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import (
    Dropped,
    Snippet,
    address_pattern,
    boards_of,
    say_cost,
    try_text,
    unnumbered,
)
from portevoix.typography import profile_of
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml

PARTING = "\n///\n"  # between the messages of a thread, as posts write it
MOST = 100_000  # characters of what is typed: more than any network takes
LINK = "{link}"

Where = tuple[str | int, ...]
Edit = tuple[Where, Yaml]  # where in the front matter, and what; None takes it away


Left = tuple[tuple[str, tuple[tuple[str, Dropped], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPart:
    """One message as its network counts and shows it."""

    text: str
    length: int
    over: int  # by how much it passes the limit
    says: str  # « 271 caractères sur 280 »
    seen: tuple[Piece, ...]  # before « voir plus »
    rest: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a text would be on its network."""

    parts: tuple[CountedPart, ...]
    hashtags: tuple[str, ...]
    comment: tuple[str, str] | None  # the text without its link, and what goes in the comment
    comment_says: str  # « 42 caractères »; "" without a comment
    warning: str
    cost: str
    remarks: tuple[tuple[str, str], ...]  # what is wrong, what to do
    mistakes: tuple[str, ...]  # what a build would refuse
    is_composed: bool  # whether it is the composer's text, word for word
    typed: str = ""  # of the composer's text: as a person edits it
    left: Left = ()  # what the composer's text leaves out, by reason

    @property
    def holds(self) -> bool:
        return not self.mistakes and not any(part.over for part in self.parts)


def trying(post: Post, key: str, *, thread: bool, warning: str, comment: str) -> Post:
    """The post with this for one network, its text apart."""
    said = post.shared(key)
    tried = replace(said, text="", thread=thread, warning=warning[:MOST], comment=comment[:MOST])
    return replace(post, share={**post.share, key: tried})


def counted(site: Site, post: Post, network: Network, text: str) -> Counted:
    """What a text typed for a network would be there; one of blanks is that of the composer."""
    lang, words = site.lang, profile_of(site.lang, site.profile)
    try:
        snippet = try_text(post, network, site, text[:MOST])
    except DiagnosticsError as found:
        return Counted(
            parts=(),
            hashtags=(),
            comment=None,
            comment_says="",
            warning="",
            cost="",
            remarks=(),
            mistakes=tuple(f"{one.what} {one.do}" for one in found.mistakes),
            is_composed=not text.strip(),
        )
    comment = snippet.first_comment
    return Counted(
        parts=tuple(_parts(snippet, words)),
        hashtags=snippet.hashtags,
        comment=(comment.text, comment.comment) if comment else None,
        comment_says=say_length(network, comment.comment, lang) if comment else "",
        warning=snippet.warning,
        cost=say_cost(snippet.cost, lang) if snippet.cost else "",
        remarks=tuple(remarks_of(snippet, post, site)) if snippet.written else (),
        mistakes=tuple(_refused(snippet, text, lang)),
        is_composed=not snippet.written,
        typed="" if snippet.written else typed_of(snippet),
        left=() if snippet.written else tuple(left_out(snippet, words)),
    )


def _parts(snippet: Snippet, lang: str) -> Iterator[CountedPart]:
    network = snippet.network
    for place, (text, length) in enumerate(zip(snippet.parts, snippet.lengths, strict=True)):
        seen, rest = fold(text, network.fold)
        yield CountedPart(
            text=text,
            length=length,
            over=network.excess(text, snippet.warning if place == 0 else ""),
            says=say_count(snippet, length, lang),
            seen=tuple(pieces(seen)),
            rest=tuple(pieces(rest)) if rest else (),
        )


def _refused(snippet: Snippet, text: str, lang: str) -> Iterator[str]:
    network, values = snippet.network, {"label": snippet.network.label[lang]}
    if len(snippet.parts) > 1 and not network.thread:
        yield say(lang, "composer.no_thread", **values)
    most = network.hashtags.maximum
    if snippet.written and len(snippet.hashtags) > most:
        count = len(snippet.hashtags)
        yield say(lang, "composer.hashtags", count=count, most=most, **values)
    comment = snippet.first_comment
    if comment and (over := network.excess(comment.comment)):
        yield say(lang, "composer.long_comment", over=over)
    if len(text) > MOST:
        yield say(lang, "composer.too_long", most=MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One network of the composer."""

    network: Network
    label: str
    account: str  # as written there; "" where the organisation names none
    wanted: bool
    text: str  # to be edited: its messages parted by ///, without their numbers
    original: str  # the composer's, in the same way; "" where it can make none
    at: datetime | None
    thread: bool
    warning: str  # the author's own
    comment: str
    counted: Counted
    snippet: Snippet | None  # as the post has it now; None where nothing can be made of it
    kinds_warning: str = ""  # what stands before the text where the author says nothing
    left: Left = ()

    @property
    def key(self) -> str:
        return self.network.key

    @property
    def has_warning(self) -> bool:
        return self.network.warned is not None

    @property
    def has_comment(self) -> bool:
        return self.network.link is Link.FIRST_COMMENT


def sheets(site: Site, post: Post) -> tuple[Sheet, ...]:
    """Every network of the site, those where the organisation has an account first."""
    accounts = {one.network: one.name for one in reversed(site.organisation.accounts)}
    found = [_sheet(site, post, board.network, accounts) for board in boards_of(site).values()]
    return tuple(sorted(found, key=lambda one: not one.account))


def _sheet(site: Site, post: Post, network: Network, accounts: Mapping[str, str]) -> Sheet:
    share = post.shared(network.key)
    bare = trying(post, network.key, thread=share.thread, warning="", comment="")
    now = _tried(site, post, network, share.text)
    plain = not share.warning and not share.comment
    composed = now if now and not now.written and plain else _tried(site, bare, network, "")
    return Sheet(
        network=network,
        label=network.label[site.lang],
        account=accounts.get(network.key, ""),
        wanted=share.wanted,
        text=typed_of(now) if now else share.text,
        original=typed_of(composed) if composed else "",
        at=share.at,
        thread=share.thread,
        warning=share.warning,
        comment=share.comment,
        kinds_warning=composed.warning if composed else "",
        counted=counted(site, post, network, share.text),
        snippet=now,
        left=tuple(left_out(composed, profile_of(site.lang, site.profile))) if composed else (),
    )


def _tried(site: Site, post: Post, network: Network, text: str) -> Snippet | None:
    try:
        return try_text(post, network, site, text)
    except DiagnosticsError:
        return None


def typed_of(snippet: Snippet) -> str:
    """A text as a person edits it: the link where it stands, no number of a message."""
    total = len(snippet.parts)
    parts = (
        unnumbered(part, place, total) if total > 1 else part
        for place, part in enumerate(snippet.parts, 1)
    )
    return PARTING.join(parts)


def kept_text(site: Site, post: Post, sheet: Sheet, typed: str) -> str:
    """What of a typed text is written into the post: "" for the composer's own, the link as its name,
    so that it follows the post's address."""
    said = "\n".join(line.rstrip() for line in typed.replace("\r\n", "\n").split("\n")).strip()
    if _same(said, sheet.original):
        return ""
    address = address_pattern(site.address_of(post))
    first, *rest = address.split(said, maxsplit=1)
    return f"{first}{LINK}{rest[0]}" if rest else said


def _same(one: str, other: str) -> bool:
    """Browsers send no-break spaces and line ends as they please."""
    return one.split() == other.split()


_NAMED = ("text", "at", "thread", "warning", "comment", "wanted")


def edits(
    key: str,
    before: Yaml,
    *,
    text: str,
    wanted: bool,
    at: str,
    thread: bool,
    warning: str = "",
    comment: str = "",
) -> tuple[Edit, ...]:
    """What to change in the front matter so that the network has this; what is there of it is
    `before`, and keys of it that nobody named stay."""
    place: Where = ("share", key)
    if not wanted:
        return () if before is False else ((place, False),)
    said: dict[str, Yaml] = {"text": text, "at": at, "thread": thread}
    said |= {"warning": warning, "comment": comment}
    told: dict[str, Yaml] = {name: value for name, value in said.items() if value}
    if isinstance(before, dict):
        kept = {name for name in before if name not in _NAMED}
        if not told and not kept:
            return ((place, None),)
        changed = {name: told.get(name) for name in _NAMED if told.get(name) != before.get(name)}
        return tuple(((*place, name), value) for name, value in changed.items())
    if not told:
        return () if before is None else ((place, None),)
    value: Yaml = told["text"] if set(told) == {"text"} else dict(told)
    return () if value == before else ((place, value),)
