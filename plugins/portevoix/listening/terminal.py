"""The inbox as a terminal shows it, or as data."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from portevoix.charter import Charter, Reply
from portevoix.dates import long_moment
from portevoix.inbox import Alarm, Item, Waiting
from portevoix.language import say
from portevoix.networks import NETWORKS

VERSION = 1
WIDTH = 96
EXCERPT = 240  # characters of a message in a list
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code != 10}


def place_of(item: Item, lang: str) -> str:
    """The network, or where it was said."""
    known = NETWORKS.get(item.network)
    if known:
        return known.label[lang]
    return say(lang, f"inbox.place_{item.network}") if item.network in PLACES else item.network


PLACES = ("web", "counter", "phone", "mail", "meeting", "elsewhere")


def print_inbox(
    waiting: Iterable[Waiting],
    lang: str,
    zone: ZoneInfo,
    titles: Mapping[str, str],
    numbers: Mapping[Alarm, str],
) -> str:
    """Each item in a few lines, in the order given; whom to call before what alarms."""
    blocks = [
        "\n".join((*_call(one, lang, numbers), *_lines(one, lang, zone, titles, EXCERPT)))
        for one in waiting
    ]
    return "\n\n".join(blocks).translate(_CONTROLS) + ("\n" if blocks else "")


def _lines(
    one: Waiting, lang: str, zone: ZoneInfo, titles: Mapping[str, str], most: int
) -> Iterator[str]:
    item = one.item
    about = [
        item.id,
        say(lang, f"inbox.sort_{item.sort}"),
        place_of(item, lang),
        long_moment(item.at.astimezone(zone), lang),
        say(lang, f"inbox.state_{item.state}"),
    ]
    yield " · ".join(part for part in about if part)
    if item.post:
        title = titles.get(item.post, item.post)
        yield f"   {say(lang, 'inbox.below_post', title=title)}"
    if one.is_open and one.due:
        wording = "was_due" if one.late else "due"
        yield f"   {say(lang, f'inbox.{wording}', moment=long_moment(one.due.astimezone(zone), lang))}"
    for told in _decided(item, lang, zone):
        yield f"   {told}"
    text = " – ".join(part for part in (item.title, " ".join(item.text.split())) if part)
    if not text:
        text = say(lang, "inbox.private" if item.private else "inbox.no_text")
    if len(text) > most:
        text = f"{text[:most].rstrip()}…"
    yield from textwrap.wrap(text, WIDTH, initial_indent="   ", subsequent_indent="   ")
    if item.link:
        yield f"   {item.link}"


def _call(one: Waiting, lang: str, numbers: Mapping[Alarm, str]) -> Iterator[str]:
    if one.alarm and one.is_open:
        yield f"!! {say(lang, f'inbox.call_{one.alarm}', number=numbers.get(one.alarm, ''))}"


def _decided(item: Item, lang: str, zone: ZoneInfo) -> Iterator[str]:
    if item.edited:
        moment = long_moment(item.edited.astimezone(zone), lang)
        yield say(lang, "inbox.edited", moment=moment)
    if item.to:
        yield say(lang, "inbox.handed_to", who=item.to)
    if item.by:
        yield say(lang, "inbox.by", who=item.by)


def print_item(
    one: Waiting,
    lang: str,
    zone: ZoneInfo,
    titles: Mapping[str, str],
    charter: Charter | None,
    numbers: Mapping[Alarm, str],
    foreseen: Iterable[tuple[str, str]] = (),
) -> str:
    """One item whole, with the number to call and the replies that are ready."""
    blocks = [*_call(one, lang, numbers), "\n".join(_lines(one, lang, zone, titles, 100_000))]
    for comment, text in foreseen:
        blocks.append(f"── {say(lang, 'inbox.foreseen', comment=comment)}\n{text}")
    for reply in replies_for(one, charter):
        text = text_of(reply, one.item.network)
        network = NETWORKS.get(one.item.network)
        count = f" ({network.count(text)}/{network.limit})" if network else ""
        blocks.append(f"── {reply.id} – {reply.title}{count}\n{text}")
    return "\n\n".join(blocks).translate(_CONTROLS) + "\n"


def replies_for(one: Waiting, charter: Charter | None) -> tuple[Reply, ...]:
    """Those that its alarm asks for; else those of the branches that are asked for most."""
    if charter is None:
        return ()
    tree = charter.tree
    if one.alarm:
        leaves: tuple[str, ...] = LEAVES[one.alarm]
    else:
        leaves = tree.frequent if tree else ()
    ids = [tree.nodes[id].reply for id in leaves if tree and id in tree.nodes]
    found = tuple(reply for id in dict.fromkeys(ids) if (reply := charter.reply(id)))
    return found or charter.replies[:5]


LEAVES = {Alarm.DANGER: ("danger-immediat", "secours", "danger"), Alarm.DISTRESS: ("detresse",)}


def text_of(reply: Reply, network: str) -> str:
    return reply.networks.get(network) or reply.text


def dump_inbox(waiting: Iterable[Waiting], titles: Mapping[str, str]) -> str:
    """The same as data, its moments in their zone."""
    items = [
        {
            "id": one.item.id,
            "at": one.item.at.isoformat(),
            "due": one.due.isoformat() if one.due else None,
            "late": one.late,
            "alarm": one.alarm,
            "network": one.item.network,
            "sort": one.item.sort,
            "state": one.item.state,
            "post": one.item.post,
            "title": titles.get(one.item.post, ""),
            "text": one.item.text,
            "link": one.item.link,
            "to": one.item.to,
            "by": one.item.by,
        }
        for one in waiting
    ]
    return json.dumps({"version": VERSION, "items": items}, ensure_ascii=False, indent=1) + "\n"
