"""Fitting: pieces go in the declared order until the text holds; the link and the message stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from portevoix.networks import Network
from portevoix.prose import lowered, may_lose_capital
from portevoix.snippets.cutting import shortened
from portevoix.snippets.snippet import Dropped
from portevoix.snippets.template import Template
from portevoix.snippets.wordings import COLON, DASH, POINT
from portevoix.typography import plain
from portevoix.values import dataclass

Pieces = Mapping[str, tuple[str, ...]]
LEAST = 60  # characters that a message keeps when it is cut to please only
_GLUE: Mapping[str, str] = {"context": " ", "points": "\n", "hashtags": " "}
_LEAD: Mapping[str, str] = {"points": POINT, "hashtags": "#"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One text to fit: its template, its network, and what may give way."""

    template: Template
    network: Network
    link: str
    lang: str  # of the post
    told_in: str  # of our own words in it
    give_up: tuple[str, ...]
    may_shorten: str = ""  # the part that may be cut at a sentence or a word, as a last resort
    warning: str = ""
    lead: str = ""  # a call that leads to the post, before the link

    def value(self, name: str, pieces: tuple[str, ...]) -> str:
        """One part as it stands in this network's texts."""
        if not pieces:
            return ""
        lead = _LEAD.get(name, "") if name != "points" or len(pieces) > 1 else ""
        text = _GLUE.get(name, " ").join(lead + piece for piece in pieces)
        return plain(text) if self.network.plain else text

    def values(self, pieces: Pieces) -> dict[str, str]:
        values = {name: self.value(name, some) for name, some in pieces.items()}
        values["link"] = self.link
        values["lead"] = plain(self.lead) if self.network.plain else self.lead
        return values

    def render(self, values: Mapping[str, str]) -> str:
        return self.template.render(self.opened(values))

    def opened(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """The values with what opens the text as one sentence: no capital after a colon.

        An opening ends with a colon only before a message that may lose its capital.
        """
        opening, sender = values.get("opening", ""), values.get("sender", "")
        announced = opening.endswith(":")
        if not announced and not sender:
            return values
        message = values.get("message", "")
        if announced:
            values = {**values, "message": lowered(message)}
        if not sender:
            return values
        first = opening or message
        if ":" in first or not may_lose_capital(first, self.lang):
            return {**values, "sender": self._signed(sender + DASH[self.told_in])}
        name = "opening" if opening else "message"
        return {
            **values,
            "sender": self._signed(sender + COLON[self.told_in]),
            name: lowered(first),
        }

    def _signed(self, sender: str) -> str:
        return plain(sender) if self.network.plain else sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    text: str
    pieces: Pieces
    dropped: tuple[Dropped, ...] = ()
    excess: int = 0  # by how much the text still passes the limit


@dataclass(slots=True)
class _Fit:
    """A text on its way: what is in it, and what went, in order."""

    layout: Layout
    pieces: dict[str, tuple[str, ...]]
    values: dict[str, str]
    without_address: tuple[str, ...] = ()  # the call, when it has to do without its own
    gone: list[tuple[str, str]] = field(default_factory=list)
    rendered: str = ""  # the text of the pieces as they are, once it was asked for

    def text(self) -> str:
        if not self.rendered:
            self.rendered = self.layout.render(self.values)
        return self.rendered

    def over(self, limit: int) -> int:
        """By how much the text passes `limit`, or one of the network's further bounds."""
        network, text = self.layout.network, self.text()
        if limit == network.limit:
            return network.excess(text, self.layout.warning)
        return max(0, network.length(text, self.layout.warning) - limit)

    def put(self, name: str, pieces: tuple[str, ...]) -> None:
        self.pieces[name] = pieces
        self.values[name] = self.layout.value(name, pieces)
        self.rendered = ""

    def give_up_until(self, limit: int) -> int:
        """Drop pieces in the declared order until the text holds; what is left too much."""
        over = self.over(limit)
        for name in self.layout.give_up:
            if over and name == "action" and self.pieces.get(name) and self.without_address:
                over = self.point_to_the_post(limit)
            while over and self.pieces.get(name):
                *kept, last = self.pieces[name]
                self.put(name, tuple(kept))
                self.gone.append((name, last))
                over = self.over(limit)
        return over

    def point_to_the_post(self, limit: int) -> int:
        """The call without its own address, which the post has."""
        self.put("action", self.without_address)
        return self.over(limit)

    def take_back(self, limit: int, over: int) -> None:
        """Put back, the dearest first, each piece whose absence gains nothing."""
        closed: set[str] = set()
        for name, piece in reversed(list(self.gone)):
            if name in closed:
                continue
            before = self.pieces[name]
            self.put(name, (*before, piece))
            if self.over(limit) <= over:
                self.gone.remove((name, piece))
            else:
                self.put(name, before)
                closed.add(name)  # its earlier pieces would stand after a gap

    def shorten(self, name: str, limit: int, least: int = 1) -> int:
        """Cut the one part that may be cut, at a sentence, else at a word; never below `least`."""
        whole = self.pieces[name]
        text = " ".join(whole)

        def holds(candidate: str) -> bool:
            self.put(name, (candidate,))
            return not self.over(limit)

        kept = shortened(text, holds)
        kept = kept if len(kept) >= least else ""
        self.put(name, (kept,) if kept else whole)
        if kept:
            self.gone.append((name, text[len(kept.removesuffix("…")) :].strip()))
        return self.over(limit)


def fit(layout: Layout, pieces: Pieces) -> Fitted:
    """The text that says the most and holds: first the network's aim, then its limit.

    A part whose absence gains nothing comes back. When even the least passes the limit, `excess`
    says by how much; nothing else was cut.
    """
    network = layout.network
    used = {name: pieces.get(name, ()) for name in layout.template.names if name != "link"}
    tags, at_most = used.get("hashtags", ()), network.hashtags.maximum
    if tags[at_most:]:
        used["hashtags"] = tags[:at_most]
    working = _Fit(
        layout=layout,
        pieces=used,
        values=layout.values(used),
        without_address=pieces.get("call", ()),
    )
    extra = [("hashtags", tag) for tag in tags[at_most:]]
    aim = network.aim or network.limit
    over = working.give_up_until(aim)
    if working.gone:
        working.take_back(aim, over)
    if over and aim < network.limit and layout.may_shorten:
        over = working.shorten(layout.may_shorten, aim, LEAST)
    excess = working.over(network.limit) if over or aim != network.limit else 0
    if excess and layout.may_shorten:
        excess = working.shorten(layout.may_shorten, network.limit)
    return Fitted(
        text=working.text(),
        pieces=working.pieces,
        dropped=tuple(Dropped(part=name, text=text) for name, text in (*working.gone, *extra)),
        excess=excess,
    )
