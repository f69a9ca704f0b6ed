"""Pages that help to answer: the tree, its table and its drawing, the standard replies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from portevoix.charter.charter import Article, Choice, Node, Reply
from portevoix.charter.diagram import render_diagram
from portevoix.charter.edition import CharterEdition
from portevoix.charter.ways import stops
from portevoix.charter.wording import VARIABLE
from portevoix.networks import NETWORKS, Network
from portevoix.publisher import Target
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A node as it is shown: its number in the table, where its answers lead, its reply."""

    number: int
    node: Node
    answers: tuple[tuple[Choice, int], ...]  # with the number of the node that each leads to
    article: Article | None
    reply: Reply | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    network: Network
    count: int
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyText:
    """One text of a reply, and how the networks that may bear it count it."""

    anchor: str
    network: Network | None  # None: the text for every network without its own
    text: str
    pieces: tuple[tuple[bool, str], ...]  # the same, parts to replace told apart
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    reply: Reply
    article: Article | None
    texts: tuple[ReplyText, ...]


def tree(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/repondre/`."""
    tree = edition.charter.tree
    if tree is None:
        return
    steps = step_list(edition)
    yield edition.page(
        "repondre/",
        "tree",
        edition.say("repondre"),
        description=edition.say("tree_lead"),
        steps=steps,
        stops=partial(stops, tree),
        step_of={step.node.id: step for step in steps},
        frequent=frequent_steps(edition),
        diagram=partial(
            render_diagram,
            tree,
            edition.say("diagram_title"),
            edition.say("diagram_description"),
            edition.say("diagram_see"),
        ),
        texts=partial(_by_id, edition),
    )


def step_list(edition: CharterEdition) -> tuple[Step, ...]:
    """Nodes from the start on, depth first, as a person who reads them in a row would want."""
    tree = edition.charter.tree
    if tree is None:
        return ()
    order: dict[str, int] = {}
    stack = [tree.start]
    while stack:
        id = stack.pop()
        if id not in order:
            order[id] = len(order) + 1
            stack.extend(choice.to for choice in reversed(tree.nodes[id].answers))
    order.setdefault(tree.relay, len(order) + 1)
    charter = edition.charter
    return tuple(
        Step(
            number=number,
            node=tree.nodes[id],
            answers=tuple((choice, order[choice.to]) for choice in tree.nodes[id].answers),
            article=charter.article(tree.nodes[id].article),
            reply=charter.reply(tree.nodes[id].reply),
        )
        for id, number in order.items()
    )


def frequent_steps(edition: CharterEdition) -> tuple[Step, ...]:
    """The leaves asked for most, in the order in which the tree names them."""
    tree = edition.charter.tree
    if tree is None or not tree.frequent:
        return ()
    found = {step.node.id: step for step in step_list(edition)}
    return tuple(found[id] for id in tree.frequent)


def replies(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/reponses/`."""
    if edition.charter.replies:
        yield edition.page(
            "reponses/",
            "replies",
            edition.say("reponses"),
            description=edition.say("replies_lead"),
            replies=partial(shown_replies, edition),
        )


def _by_id(edition: CharterEdition) -> dict[str, ShownReply]:
    return {shown.reply.id: shown for shown in shown_replies(edition)}


def shown_replies(edition: CharterEdition) -> tuple[ShownReply, ...]:
    wanted = networks_of(edition)
    charter = edition.charter
    return tuple(
        ShownReply(
            reply=reply,
            article=charter.article(reply.article),
            texts=_texts(reply, wanted, edition.site.profile),
        )
        for reply in charter.replies
    )


def networks_of(edition: CharterEdition) -> tuple[Network, ...]:
    """Networks where the organisation has an account; all when it names none."""
    used = {account.network for account in edition.site.organisation.accounts}
    found = [network for key, network in NETWORKS.items() if key in used]
    return tuple(_named(one, edition.site.profile) for one in found or NETWORKS.values())


def _named(network: Network, profile: str) -> Network:
    return replace(network, label=network.label.as_in(profile))


def _texts(reply: Reply, wanted: Sequence[Network], profile: str) -> tuple[ReplyText, ...]:
    others = [network for network in wanted if network.key not in reply.networks]
    common = _text(f"{reply.id}-texte", None, reply.text, others)
    own: Mapping[str, str] = reply.networks
    return (
        common,
        *(
            _text(f"{reply.id}-{key}", named, text, [named])
            for key, text in own.items()
            for named in (_named(NETWORKS[key], profile),)
        ),
    )


def _text(anchor: str, network: Network | None, text: str, counted: Sequence[Network]) -> ReplyText:
    lengths = tuple(
        Length(network=one, count=one.count(text), over=one.excess(text)) for one in counted
    )
    return ReplyText(
        anchor=anchor, network=network, text=text, pieces=_pieces(text), lengths=lengths
    )


def _pieces(text: str) -> tuple[tuple[bool, str], ...]:
    parts = VARIABLE.split(text)  # text, name, text, name, …
    return tuple(
        (number % 2 == 1, f"{{{part}}}" if number % 2 else part)
        for number, part in enumerate(parts)
        if part
    )
