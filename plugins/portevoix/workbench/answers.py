"""The inbox at the workbench: what waits, the replies that are ready for it, an answer tried and sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from portevoix.building.planned import staff_file
from portevoix.charter import Charter, read_charter
from portevoix.checks import RULES_BY_ARTICLE
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.inbox import MESSAGES, Inbox, Item, State, Waiting, held_inbox, read_inbox, waiting
from portevoix.kits.counts import say_length
from portevoix.listening import (
    Answered,
    Answering,
    House,
    account_of,
    answer,
    house_of,
    refused,
    replies_for,
    text_of,
)
from portevoix.moments import read_moment
from portevoix.networks import NETWORKS
from portevoix.posts import Post, shown
from portevoix.sending import Clock
from portevoix.site import Audience, Site
from portevoix.values import dataclass
from portevoix.workbench.desk import Workbench, by_whom

MOST = 20_000  # characters of an answer
DECISIONS = (State.ANSWERED, State.HANDED, State.MASKED, State.NOTHING, State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A text that can be taken as an answer."""

    id: str
    title: str
    text: str
    length: str = ""  # « 120/500 »


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Everything that the page of the inbox needs."""

    configuration: Configuration
    house: House = field(repr=False)
    inbox: Inbox = field(repr=False)
    now: datetime
    charter: Charter | None = field(repr=False)
    posts: dict[str, tuple[str, Post]] = field(repr=False)  # slug → name of its file, and the post
    used: bool = True  # whether anybody ever listened

    @property
    def site(self) -> Site:
        return self.configuration.site

    def waiting(self) -> tuple[Waiting, ...]:
        some = self.inbox.items.values()
        return waiting(some, self.house.terms, self.now, self.house.watch.words)

    def ready(self, one: Waiting) -> Iterator[Ready]:
        """What the post's author foresaw, then the standard replies, those for its alarm first."""
        item = one.item
        _, post = self.posts.get(item.post, ("", None))
        for n, foreseen in enumerate(post.answers if post else ()):
            yield Ready(
                id=f"prevue-{n}",
                title=foreseen.comment,
                text=foreseen.answer,
                length=self.length(item, foreseen.answer),
            )
        first = replies_for(one, self.charter)
        rest = self.charter.replies if self.charter else ()
        for reply in dict.fromkeys((*first, *rest)):
            text = text_of(reply, item.network)
            yield Ready(id=reply.id, title=reply.title, text=text, length=self.length(item, text))

    def length(self, item: Item, text: str) -> str:
        network = NETWORKS.get(item.network)
        return say_length(network, text, self.site.lang) if network else ""

    def problems(self, item: Item, text: str) -> list[str]:
        """What keeps a text from going out."""
        return list(refused(item, text, self.house.mask, self.site))

    def is_sent_from_here(self, item: Item) -> bool:
        return account_of(item, self.site) is not None


def counter(desk: Workbench) -> Counter:
    """The inbox as it stands. Raises DiagnosticsError."""
    configuration = _configuration(desk)
    folder = configuration.listening.place(configuration.file.parent)
    inbox = read_inbox(folder, lang=desk.lang, name=shown(folder, desk.home))
    return _counter(desk, configuration, inbox, (folder / MESSAGES).exists())


@contextmanager
def held_counter(desk: Workbench) -> Iterator[Counter]:
    """The same, for us alone. Raises Busy too."""
    configuration = _configuration(desk)
    folder = configuration.listening.place(configuration.file.parent)
    with held_inbox(folder, lang=desk.lang, name=shown(folder, desk.home)) as inbox:
        yield _counter(desk, configuration, inbox, True)


def _configuration(desk: Workbench) -> Configuration:
    return read_configuration(staff_file(desk.config), shown_from=desk.home)


def _counter(desk: Workbench, configuration: Configuration, inbox: Inbox, used: bool) -> Counter:
    site, given = configuration.site, desk.running.chosen.now
    moment = read_moment(given, site.zone, site.publish_at) if given else None
    return Counter(
        configuration=configuration,
        house=house_of(configuration, desk.home),
        inbox=inbox,
        now=moment or datetime.now(site.zone),
        charter=_charter(desk, configuration),
        posts=_posts(desk),
        used=used,
    )


def _charter(desk: Workbench, configuration: Configuration) -> Charter | None:
    """As the staff read it; none where it cannot be read: what people said is shown all the same."""
    folder = configuration.charter
    if folder is None or not folder.is_dir():
        return None
    site = replace(configuration.site, audience=Audience.INTERNAL)
    try:
        return read_charter(folder, site, RULES_BY_ARTICLE, shown_as=shown(folder, desk.home))
    except DiagnosticsError:
        return None


def _posts(desk: Workbench) -> dict[str, tuple[str, Post]]:
    assembled = desk.running.state().assembled
    if assembled is None:
        return {}
    shelf = assembled.sources.shelf
    folder = desk.configuration().docs / assembled.edition.site.blog.strip("/") / "posts"
    found = {}
    for post in shelf.posts:
        file = Path(shelf.files[post.file])
        name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else ""
        found[post.slug] = (name, post)
    return found


def decide(here: Counter, item: Item, state: State, to: str = "") -> None:
    """Write what became of a message. Raises OSError."""
    here.inbox.write([replace(item, state=state, to=to, by=by_whom(), since=here.now)])


def send(here: Counter, item: Item, text: str) -> Answered:
    """Send an answer, once. Raises DiagnosticsError, OSError, Busy."""
    return answer(
        item,
        text,
        here.inbox,
        Answering(
            site=here.site,
            sending=here.configuration.sending,
            now=here.now,
            by=by_whom(),
            clock=Clock(),
        ),
    )
