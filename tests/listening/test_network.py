"""What people say on Bluesky's own network, with the view that readers have of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from portevoix.counts import read_counts
from portevoix.inbox import Item, Sort, State, read_inbox
from tests.listening.conftest import Run, enter_sent, make_project
from tests.listening.network import Network

POST = "app.bsky.feed.post"
_numbers = count(1)


@dataclass
class Person:
    network: Network
    did: str
    handle: str
    token: str

    def write(self, collection: str, **record: Any) -> dict[str, str]:
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        told = {"$type": collection, "createdAt": moment, **record}
        body = {"repo": self.did, "collection": collection, "record": told}
        made = self.network.call("com.atproto.repo.createRecord", body, self.token)
        return {"uri": made["uri"], "cid": made["cid"]}

    def say(self, text: str, **more: Any) -> dict[str, str]:
        return self.write(POST, text=text, **more)

    def call(self, name: str, told: object) -> Any:
        return self.network.call(name, told, self.token)


def person(network: Network, name: str) -> Person:
    handle = f"{name}{next(_numbers)}-{os.getpid()}.test"
    told = {"handle": handle, "email": f"{handle}@exemple.org", "password": "secret"}
    made = network.call("com.atproto.server.createAccount", told)
    return Person(network, made["did"], handle, made["accessJwt"])


@pytest.fixture
def house(network: Network, tmp_path: Path) -> tuple[Person, dict[str, str]]:
    """The organisation, and its post on the network."""
    ours = person(network, "aulnes")
    out = ours.say("Le pont rouvre lundi.")
    view = f'bluesky_view: "{network.view}"'
    make_project(tmp_path, "bluesky", f"@{ours.handle}", network.pds, view)
    enter_sent(tmp_path, "bluesky", f"@{ours.handle}", [out["uri"]])
    network.settled()
    return ours, out


def items_of(project: Path) -> list[Item]:
    return sorted(read_inbox(project / "ecoute").items.values(), key=lambda one: one.text)


def below(root: dict[str, str], parent: dict[str, str] | None = None) -> dict[str, Any]:
    return {"reply": {"root": root, "parent": parent or root}}


def test_what_three_people_say_is_there_once_and_the_answer_is_read_on_the_network(
    network: Network, house: tuple[Person, dict[str, str]], tmp_path: Path, run: Run
) -> None:
    ours, out = house
    ana, bob, eve = (person(network, name) for name in ("ana", "bob", "eve"))
    first = ana.say("Enfin! À quelle heure?", **below(out))
    bob.say("Oui, à quelle heure?", **below(out, first))
    eve.say("Lisez ceci.", embed={"$type": "app.bsky.embed.record", "record": out})
    for one in (ana, bob, eve):
        one.write("app.bsky.feed.like", subject=out)
    bob.write("app.bsky.feed.repost", subject=out)
    text = f"Merci @{ours.handle}"
    span = {"byteStart": 6, "byteEnd": len(text)}
    named = {"$type": "app.bsky.richtext.facet#mention", "did": ours.did}
    eve.say(text, facets=[{"index": span, "features": [named]}])
    network.settled()

    code, said = run("listen")
    assert code == 0, said
    before = items_of(tmp_path)
    told = [(one.sort, one.text, one.post) for one in before]
    assert told == [
        (Sort.REPLY, "Enfin! À quelle heure?", "pont"),
        (Sort.QUOTE, "Lisez ceci.", "pont"),
        (Sort.MENTION, f"Merci @{ours.handle}", ""),
        (Sort.REPLY, "Oui, à quelle heure?", "pont"),
    ]
    (counted,) = read_counts(tmp_path / "counts.jsonl")
    assert counted.numbers == (3, 1, 1, 1)  # likes, boosts, replies, quotes
    whole = (tmp_path / "ecoute" / "messages.jsonl").read_text()
    assert not [name for name in (ana.handle, bob.handle, eve.handle) if name in whole]

    code, said = run("listen")
    assert code == 0 and "Nouveau\u00a0: 0." in said
    assert items_of(tmp_path) == before
    assert len(read_counts(tmp_path / "counts.jsonl")) == 1

    id = before[0].id
    code, said = run("inbox", id, "--text", "À 6 h, lundi.")
    assert code == 0 and "13 sur 300" in said and "--send" in said, said
    code, said = run("inbox", id[:5], "--text", "À 6 h, lundi.", "--send")
    assert code == 0, said
    network.settled()
    thread = network.call("app.bsky.feed.getPostThread", token=ana.token, uri=first["uri"])
    answers = [
        one["post"]["record"]["text"]
        for one in thread["thread"]["replies"]
        if one["post"]["author"]["did"] == ours.did
    ]
    assert answers == ["À 6 h, lundi."]
    assert read_inbox(tmp_path / "ecoute").items[id].state is State.ANSWERED

    code, said = run("inbox", id, "--text", "Une autre fois.", "--send")
    assert code == 0 and "Déjà répondu" in said
    run("listen")
    assert len(items_of(tmp_path)) == 4  # our own answer is nobody's message


def test_what_is_edited_says_the_new_words_and_what_is_taken_back_says_none(
    network: Network, house: tuple[Person, dict[str, str]], tmp_path: Path, run: Run
) -> None:
    _, out = house
    ana, bob = person(network, "ana"), person(network, "bob")
    first = ana.say("Un secret de zibeline.", **below(out))
    second = bob.say("Le premier mot.", **below(out))
    network.settled()
    run("listen")
    key = first["uri"].rpartition("/")[2]
    ana.call("com.atproto.repo.deleteRecord", {"repo": ana.did, "collection": POST, "rkey": key})
    record = {"$type": POST, "text": "Le second mot.", "createdAt": "2026-11-28T00:00:00Z"}
    told = {
        "repo": bob.did,
        "collection": POST,
        "rkey": second["uri"].rpartition("/")[2],
        "record": {**record, **below(out)},
    }
    bob.call("com.atproto.repo.putRecord", told)
    network.settled()
    assert run("listen")[0] == 0
    gone, changed = items_of(tmp_path)
    assert (gone.state, gone.text, gone.link) == (State.GONE, "", "")
    assert (changed.text, changed.state) == ("Le second mot.", State.OPEN)
    assert changed.edited is not None
    kept = (tmp_path / "ecoute" / "messages.jsonl").read_text()
    assert "zibeline" not in kept and "premier" not in kept


def test_somebody_of_the_house_who_answers_there_is_seen(
    network: Network, house: tuple[Person, dict[str, str]], tmp_path: Path, run: Run
) -> None:
    ours, out = house
    first = person(network, "ana").say("Et les autobus?", **below(out))
    network.settled()
    run("listen")
    ours.say("Ils passent aussi.", **below(out, first))
    network.settled()
    run("listen")
    (item,) = items_of(tmp_path)
    assert (item.state, item.by) == (State.ANSWERED, f"@{ours.handle}")
