"""Whatever happens, and however often: ledger, network and calendar say the same at the end."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.sending.common import FAULTS
from tests.sending.faults import SLUGS, Line, Seen, World
from tests.sending.proxy import Way, way_to
from tests.sending.standin import Fault, Server, running
from tests.sending.test_mastodon import forks

ZONE = ZoneInfo("America/Toronto")
LATE = timedelta(hours=48)


@dataclass
class OnMastodon:
    server: Server
    network: str = "mastodon"
    account: str = "@aulnes@social.example"

    @property
    def base(self) -> str:
        return self.server.base

    @property
    def faults(self) -> list[Fault]:
        return self.server.faults

    @faults.setter
    def faults(self, some: list[Fault]) -> None:
        self.server.faults = some

    def there(self) -> Mapping[str, Seen]:
        return {
            id: Seen(one["text"], one["in_reply_to_id"]) for id, one in self.server.statuses.items()
        }

    def calls(self) -> int:
        return len(self.server.calls)

    def forget(self) -> None:
        self.server.keys.clear()


@dataclass
class OnBluesky:
    way: Way
    account: str
    network: str = "bluesky"

    @property
    def base(self) -> str:
        return self.way.base

    @property
    def faults(self) -> list[Fault]:
        return self.way.faults

    @faults.setter
    def faults(self, some: list[Fault]) -> None:
        self.way.faults = some

    def there(self) -> Mapping[str, Seen]:
        query = {"repo": self.account[1:], "collection": "app.bsky.feed.post", "limit": 100}
        address = f"{self.way.to}/xrpc/com.atproto.repo.listRecords?{urlencode(query)}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            found = json.load(answer)["records"]
        return {
            one["uri"]: Seen(
                one["value"]["text"], one["value"].get("reply", {}).get("parent", {}).get("uri")
            )
            for one in found
        }

    def calls(self) -> int:
        return len(self.way.calls)

    def forget(self) -> None:
        pass  # keys are of our own making: there is nothing to forget


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The site on line, as it was last built."""
    handler = partial(Quiet, directory=str(tmp_path / "maison" / "site"))
    listener = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_address[1]}/"
    listener.shutdown()
    listener.server_close()


@forks
@pytest.mark.parametrize("seed", range(FAULTS))
def test_on_mastodon_ledger_network_and_calendar_agree_whatever_happened(
    tmp_path: Path, site: str, seed: int
) -> None:
    with running(Server()) as server:
        played(World(tmp_path / "maison", OnMastodon(server), site, Random(seed)))


@forks
@pytest.mark.parametrize("seed", range(FAULTS))
def test_on_bluesky_ledger_network_and_calendar_agree_whatever_happened(
    tmp_path: Path, site: str, seed: int, pds: str, handle: str
) -> None:
    with way_to(pds) as way:
        played(World(tmp_path / "maison", OnBluesky(way, f"@{handle}"), site, Random(seed)))


def played(world: World) -> None:
    world.project.mkdir()
    world.required = world.chance.random() < 0.4
    world.found()
    for _ in range(world.chance.randrange(6, 16)):
        world.step()
    held = calm(world)
    agree(world, held)


def calm(world: World) -> bool:
    """Bad luck ends, and people do what is left to do; whether something is held on purpose."""
    world.account.faults = []
    world.account.forget()
    world.now += timedelta(hours=2)
    begun = any(one.open for slug in SLUGS for one in world.parts(slug))
    held = world.paused and not begun and world.chance.random() < 0.5
    if world.paused and not held:
        world.pause()
    for slug, wish in world.wishes.items():
        if wish.gone:
            world.typed("send", slug, "--withdraw")
            continue
        if wish.draft:
            continue
        world.typed("approve", slug, world.account.network, "--by", "Direction")
        for _ in range(2):
            parts = world.parts(slug)
            # A thread of another shape, or one that was taken back in part: `send` says so.
            other = any(one.out for one in parts) and parts[0].of != _parts_of(world, slug)
            if other or {one.out for one in parts if one.out or one.removed} == {True, False}:
                world.typed("send", slug, "--withdraw")
            world.typed("send", slug, "--again")
            world.typed("send", slug, "--corrections")
    world.look()
    return held


def _parts_of(world: World, slug: str) -> int:
    return 1 + world.wishes[slug].points if slug in ("pont", "parc") else 1


def agree(world: World, held: bool) -> None:
    there, network = world.account.there(), world.account.network
    lines = {slug: world.parts(slug) for slug in SLUGS}
    told = world.told()
    # The ledger and the network: each message once, what it says, what it answers.
    known: set[str] = set()
    for parts in lines.values():
        before = None
        for one in parts:
            assert not one.open, told
            if one.out:
                assert one.id in there, told
                assert there[one.id] == Seen(one.text, before), told
                known.add(one.id)
            before = one.id
    notes = {
        f"{one.id.rpartition('/')[0]}/{note.rpartition('/')[2]}"
        for parts in lines.values()
        for one in parts
        for note in one.notes
    }
    assert there.keys() - notes == known, told
    # What was wished for is so, and nothing else.
    for slug, wish in world.wishes.items():
        out = [one for one in lines[slug] if one.out]
        if wish.gone:
            assert not out, told
        elif not wish.draft and not held:
            assert len(out) == _parts_of(world, slug), told
            assert _says(world, slug, out), told
    # The calendar, in the terminal and as a file that another program reads.
    world.typed("plan", "--all", "--json")
    planned = {one["id"]: one for one in json.loads(world.said)["texts"]}
    world.typed("build", "--quiet")
    world.typed("build", "--quiet", "--config", str(world.project / "mkdocs.internal.yml"))
    staff = world.project / "site-interne"
    file = Calendar.from_ical((staff / "calendrier" / f"{network}.ics").read_bytes())
    events = {
        slug: event
        for event in file.walk("VEVENT")
        for slug in SLUGS
        if f"Billet {slug} " in str(event["SUMMARY"])
    }
    # A page for each year: a clock that was wrong has written of others.
    register = "".join(one.read_text("utf-8") for one in staff.glob("publications/**/index.html"))
    for slug in SLUGS:
        one, parts = planned[f"{slug}/{network}"], lines[slug]
        moment = datetime.fromisoformat(one["at"])
        standing = _standing(world, parts, slug, moment)
        assert moment.utcoffset() == moment.astimezone(ZONE).utcoffset(), (slug, one, told)
        assert one["state"] == standing, (slug, standing, one, told)
        event = events[slug]
        assert event.decoded("DTSTART") == moment, (slug, one, told)
        assert (event["STATUS"] == "CANCELLED") == (standing == "withdrawn"), (slug, one, told)
        if standing in ("sent", "corrected"):
            first = parts[0]
            assert (moment, one["address"]) == (_moment(first), first.address), (slug, one, told)
            assert first.address in register, (slug, told)
        elif standing == "withdrawn":
            assert not any(part.address in register for part in parts if part.address), told
        # What readers get is what the kit shows.
        if network == "mastodon" and standing in ("sent", "corrected") and not held:
            kit = json.loads((world.project / "site" / "relais" / f"{slug}.json").read_text())
            (shown,) = [text for text in kit["snippets"] if text["network"] == network]
            assert shown["parts"] == [there[part.id].text for part in parts], (slug, told)


def _moment(line: Line) -> datetime:
    return datetime.fromisoformat(line.at)


def _standing(world: World, parts: Sequence[Line], slug: str, moment: datetime) -> str:
    """What a calendar has to say of a text, by the ledger and the clock."""
    out = [one for one in parts if one.out]
    if out and len(out) == out[0].of:
        return "corrected" if any(one.changed for one in out) else "sent"
    if any(one.refused for one in parts):
        return "failed"
    if not out and any(one.removed for one in parts):
        return "withdrawn"
    if world.wishes[slug].draft:
        return "draft"
    if moment > world.now:
        return "held" if world.paused else "planned"
    if world.now - moment > LATE:
        return "missed"
    return "held" if world.paused else "due"


def _says(world: World, slug: str, out: Sequence[Line]) -> bool:
    """Whether readers are told what the post says now: in the text, or below it."""
    now = f"{slug}-v{world.wishes[slug].version}"
    if all(now in one.text for one in out):
        return True
    there = world.account.there()
    below = [seen.text for seen in there.values() if seen.parent == out[0].id]
    return any(text.startswith("Mise à jour") and now in text for text in below)
