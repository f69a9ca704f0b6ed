"""Sending to Bluesky: its own server, on this machine, with faults on the way to it."""

from __future__ import annotations

import json
import os
import random
import signal
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from portevoix.networks import NETWORKS
from portevoix.sending import (
    Document,
    Ending,
    LinkCard,
    Message,
    NetworkError,
    State,
    correct,
    documents_of,
    held,
    publication_of,
    read_ledger,
    withdraw,
)
from portevoix.sending.bluesky import Bluesky
from portevoix.sending.clock import Clock
from portevoix.sending.http import Http
from tests.sending.common import PICTURE, THREAD, Hours, killed, run
from tests.sending.proxy import Way, way_to
from tests.sending.standin import Fault
from tests.sending.test_mastodon import forks

WRITE = "POST com.atproto.repo.applyWrites"
LINK = "https://blog.exemple.org/blog/budget/?utm_source=bluesky"


@pytest.fixture
def way(pds: str) -> Iterator[Way]:
    with way_to(pds) as way:
        yield way


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "publications.jsonl"


def message_of(handle: str, parts: int = 3) -> Message:
    card = LinkCard(url=LINK, title="Le budget", description="En bref.", thumb=PICTURE)
    first = f"L’eau d’abord : @{handle} {LINK} #Québec (1/{parts})"
    rest = tuple(f"Point « {n} » 🌳 ({n}/{parts})" for n in range(2, parts + 1))
    return replace(
        THREAD,
        network="bluesky",
        account=f"@{handle}",
        parts=(first, *rest),
        warning="",
        picture=None,
        card=card,
        link=LINK,
        correction=f"Mise à jour : {LINK}",
    )


def outlet_of(way: Way, message: Message, clock: Clock) -> Bluesky:
    network = NETWORKS["bluesky"]
    return Bluesky(Http(way.base, timeout=10), message.account, network, clock, password="secret")


def send(
    message: Message, way: Way, ledger: Path, hours: Hours | None = None, *, again: bool = False
) -> Ending:
    clock = (hours or Hours()).clock
    return run(message, outlet_of(way, message, clock), ledger, clock, again=again).ending


def records(way: Way, message: Message) -> list[dict[str, Any]]:
    """The account's posts as the server has them, in the order of their keys."""
    query = urlencode(
        {"repo": message.account[1:], "collection": "app.bsky.feed.post", "limit": 100}
    )
    with urllib.request.urlopen(f"{way.to}/xrpc/com.atproto.repo.listRecords?{query}") as answer:
        found: list[dict[str, Any]] = json.load(answer)["records"]
    return sorted(found, key=lambda one: str(one["uri"]))


def assert_once(message: Message, way: Way, ledger: Path) -> None:
    there = records(way, message)
    assert [one["value"]["text"] for one in there] == list(message.parts)
    parts = read_ledger(ledger).parts(message.post, message.network, message.account)
    assert [part.last.state for part in parts] == [State.SENT] * len(message.parts)
    assert [part.last.id for part in parts] == [one["uri"] for one in there]
    before = None
    for one in there:
        reply = one["value"].get("reply")
        if before is None:
            assert reply is None
        else:  # the names that we worked out are those that the server gave
            assert reply["parent"] == {"uri": before["uri"], "cid": before["cid"]}
            assert reply["root"] == {"uri": there[0]["uri"], "cid": there[0]["cid"]}
        before = one


def test_a_thread_is_one_change_with_its_links_marked_and_its_card(
    way: Way, ledger: Path, handle: str
) -> None:
    message = message_of(handle)
    assert send(message, way, ledger) is Ending.SENT
    assert send(message, way, ledger) is Ending.STOOD
    assert way.calls.count(WRITE) == 1
    assert_once(message, way, ledger)
    first = records(way, message)[0]["value"]
    assert first["langs"] == ["fr"]
    external = first["embed"]["external"]
    assert (external["uri"], external["title"]) == (LINK, "Le budget")
    assert external["thumb"]["size"] == len(PICTURE.content)
    content = first["text"].encode()
    marked = [
        content[one["index"]["byteStart"] : one["index"]["byteEnd"]] for one in first["facets"]
    ]
    assert [one.decode() for one in marked] == [f"@{handle}", LINK, "#Québec"]
    assert first["facets"][0]["features"][0]["did"].startswith("did:plc:")


UNSURE = [
    Fault(WRITE),
    Fault(WRITE, after=True),
    Fault(WRITE, status=500),
    Fault(WRITE, status=500, after=True),
    Fault(WRITE, half=True),
    Fault("POST com.atproto.repo.uploadBlob", after=True, times=2),
    Fault("POST com.atproto.server.createSession", half=True),
    Fault("GET com.atproto.repo.getRecord", status=503, times=2),
    Fault(WRITE, status=429, headers=(("ratelimit-reset", "1"),)),
]


@pytest.mark.parametrize("fault", UNSURE, ids=repr)
def test_an_answer_that_does_not_come_loses_and_doubles_nothing(
    way: Way, ledger: Path, handle: str, fault: Fault
) -> None:
    message, hours = message_of(handle), Hours()
    way.faults = [fault]
    for _ in range(2):
        send(message, way, ledger, hours)
    assert_once(message, way, ledger)


def test_one_bad_message_lets_none_of_the_thread_leave(way: Way, ledger: Path, handle: str) -> None:
    message = message_of(handle)
    bad = replace(message, parts=(*message.parts[:2], "x" * 301))
    clock = Hours().clock
    outcome = run(bad, outlet_of(way, bad, clock), ledger, clock)
    assert outcome.error is not None and outcome.error.wording == "refused"
    assert "grapheme too big" in str(outcome.error.values["said"])
    assert records(way, message) == []
    assert send(message, way, ledger) is Ending.SENT
    assert_once(message, way, ledger)


def test_a_wrong_password_is_told(way: Way, ledger: Path, handle: str) -> None:
    message, clock = message_of(handle), Hours().clock
    outlet = outlet_of(way, message, clock)
    outlet.password = "autre"
    with pytest.raises(NetworkError) as found:
        run(message, outlet, ledger, clock)
    assert (found.value.wording, ledger.exists()) == ("no_right", False)


def test_two_machines_that_do_not_know_of_each_other_send_once(
    way: Way, tmp_path: Path, handle: str
) -> None:
    message = message_of(handle)
    assert send(message, way, tmp_path / "une.jsonl") is Ending.SENT
    assert send(message, way, tmp_path / "deux.jsonl") is Ending.FOUND
    assert_once(message, way, tmp_path / "deux.jsonl")


@forks
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_run_killed_at_each_step_of_a_thread_is_taken_up_without_double_or_hole(
    way: Way, tmp_path: Path, handle: str, after: bool
) -> None:
    base = message_of(handle)
    steps = 0
    while True:
        message = replace(base, post=f"budget-{steps}", stamp=base.stamp + steps)
        ledger = tmp_path / f"{steps}.jsonl"
        whom: list[int] = []

        def kill() -> None:
            os.kill(whom[0], signal.SIGKILL)  # noqa: B023 – of this turn

        way.faults = [Fault("", skip=steps, after=after, act=kill)]
        is_dead = killed(lambda: send(message, way, ledger), whom.append)  # noqa: B023
        way.faults = []
        if is_dead:
            assert send(message, way, ledger) in (Ending.SENT, Ending.FOUND)
        assert_once_among(message, way, ledger)
        if not is_dead:
            break
        steps += 1
    assert steps >= 7  # every call of a whole run


@forks
@pytest.mark.parametrize("seed", range(20))
def test_whatever_goes_wrong_ledger_and_network_agree_at_the_end(
    way: Way, ledger: Path, handle: str, seed: int
) -> None:
    chance = random.Random(seed)
    message, hours = message_of(handle), Hours()
    whom: list[int] = []
    for _ in range(chance.randrange(1, 5)):
        is_killed = chance.random() < 0.4
        way.faults = [
            Fault(
                chance.choice(("", WRITE, WRITE, "GET com.atproto.repo.getRecord")),
                skip=chance.randrange(4),
                times=chance.choice((1, 1, 2, 9)),
                after=chance.random() < 0.5,
                status=chance.choice((0, 0, 429, 500, 503)),
                half=chance.random() < 0.2,
                headers=(("Retry-After", str(chance.choice((1, 900)))),),
                act=(lambda: os.kill(whom[-1], signal.SIGKILL)) if is_killed else None,
            )
        ]
        with suppress(NetworkError):
            if is_killed:
                killed(lambda: send(message, way, ledger, hours), whom.append)
            else:
                send(message, way, ledger, hours)
        assert len(records(way, message)) in (0, 3)
    way.faults = []
    send(message, way, ledger, hours)
    assert_once(message, way, ledger)


def assert_once_among(message: Message, way: Way, ledger: Path) -> None:
    """The same where the account has other posts."""
    parts = read_ledger(ledger).parts(message.post, message.network, message.account)
    assert [part.last.state for part in parts] == [State.SENT] * len(message.parts)
    there = {one["uri"]: one["value"]["text"] for one in records(way, message)}
    assert [there[part.last.id] for part in parts] == list(message.parts)
    assert len(there) % len(message.parts) == 0


def test_a_correction_answers_the_first_message_once(way: Way, ledger: Path, handle: str) -> None:
    message, hours = message_of(handle), Hours()
    send(message, way, ledger, hours)
    new = replace(message, parts=(message.parts[0] + "!", *message.parts[1:]))
    outlet = outlet_of(way, message, hours.clock)
    outlet.open()
    way.faults = [Fault(WRITE, after=True)]
    with held(ledger) as known, pytest.raises(NetworkError):
        correct(new, outlet, known, hours.clock)
    for count in (1, 0):
        with held(ledger) as known:
            assert correct(new, outlet, known, hours.clock) == count
    there = records(way, message)
    answers = [one for one in there if one["value"]["text"] == message.correction]
    first = next(one for one in there if one["value"]["text"] == message.parts[0])
    assert len(there) == 4 and len(answers) == 1
    assert answers[0]["value"]["reply"]["parent"]["uri"] == first["uri"]


def test_a_thread_whose_second_message_alone_changed_is_answered_once(
    way: Way, ledger: Path, handle: str
) -> None:
    message, hours = message_of(handle), Hours()
    send(message, way, ledger, hours)
    new = replace(message, parts=(message.parts[0], "Autre (2/3)", "Encore (3/3)"))
    outlet = outlet_of(way, message, hours.clock)
    outlet.open()
    with held(ledger) as known:
        assert correct(new, outlet, known, hours.clock) == 2
    there = records(way, message)
    (answer,) = [one for one in there if one["value"]["text"] == message.correction]
    first = next(one for one in there if one["value"]["text"] == message.parts[0])
    assert answer["value"]["reply"]["parent"]["uri"] == first["uri"]


@pytest.mark.parametrize("lost", [False, True], ids=["told", "lost"])
def test_a_withdrawal_takes_the_corrections_back_too(
    way: Way, ledger: Path, handle: str, lost: bool
) -> None:
    """Those as well of which no answer ever told that they were published."""
    message, hours = message_of(handle), Hours()
    send(message, way, ledger, hours)
    new = replace(message, parts=(message.parts[0] + "!", *message.parts[1:]))
    outlet = outlet_of(way, message, hours.clock)
    outlet.open()
    way.faults = [Fault(WRITE, after=True)] if lost else []
    with held(ledger) as known, suppress(NetworkError):
        correct(new, outlet, known, hours.clock)
    assert len(records(way, message)) == 4
    with held(ledger) as known:
        parts = known.parts(message.post, message.network, message.account)
        assert withdraw(parts, outlet, known, hours.clock) == 3
    assert records(way, message) == []


def test_what_is_taken_back_may_be_sent_again_under_new_keys(
    way: Way, ledger: Path, handle: str
) -> None:
    message, hours = message_of(handle), Hours()
    send(message, way, ledger, hours)
    before = {one["uri"] for one in records(way, message)}
    outlet = outlet_of(way, message, hours.clock)
    outlet.open()
    with held(ledger) as known:
        parts = known.parts(message.post, message.network, message.account)
        assert withdraw(parts, outlet, known, hours.clock) == 3
    assert records(way, message) == []
    assert send(message, way, ledger, hours) is Ending.STOOD
    assert send(message, way, ledger, hours, again=True) is Ending.SENT
    assert_once(message, way, ledger)
    assert before.isdisjoint(one["uri"] for one in records(way, message))


DOCUMENT = Document(
    site="https://blog.exemple.org",
    name="Exemple",
    about="Le blogue d’un organisme.",
    path="/blog/budget/",
    title="Le budget",
    description="En bref.",
    published=datetime(2026, 11, 24, 14, tzinfo=UTC),
    updated=datetime(2026, 11, 24, 14, tzinfo=UTC),
    tags=("Eau", "Eau", "Rues"),
    text="L’eau d’abord.",
)


def all_records(way: Way, handle: str, collection: str) -> list[dict[str, Any]]:
    query = urlencode({"repo": handle, "collection": collection})
    with urllib.request.urlopen(f"{way.to}/xrpc/com.atproto.repo.listRecords?{query}") as answer:
        found: list[dict[str, Any]] = json.load(answer)["records"]
    return found


def test_a_post_stands_beside_its_text_as_a_document_of_the_site(
    way: Way, ledger: Path, handle: str
) -> None:
    """The site, then the document, then the text that names both, then the document names the text."""
    message = replace(message_of(handle), document=DOCUMENT)
    assert send(message, way, ledger) is Ending.SENT
    first, *_ = records(way, message)
    (document,) = all_records(way, handle, "site.standard.document")
    (site,) = all_records(way, handle, "site.standard.publication")
    assert site["value"] | {"url": DOCUMENT.site, "name": DOCUMENT.name} == site["value"]
    refs = first["value"]["embed"]["external"]["associatedRefs"]
    assert [one["uri"] for one in refs] == [document["uri"], site["uri"]]
    assert document["value"]["bskyPostRef"] == {"uri": first["uri"], "cid": first["cid"]}
    assert (document["value"]["site"], document["value"]["path"]) == (site["uri"], DOCUMENT.path)
    assert document["value"]["tags"] == ["Eau", "Rues"]
    known = documents_of(read_ledger(ledger))
    assert known == {message.post: document["uri"]}
    assert publication_of(document["uri"], "https://blog.exemple.org/") == site["uri"]


@pytest.mark.parametrize("at", ["before", "after"])
def test_documents_are_there_once_whatever_happens_on_the_way(
    way: Way, ledger: Path, handle: str, at: str
) -> None:
    """Each call fails once; the text goes out once, with its document."""
    put = "POST com.atproto.repo.putRecord"
    message, hours = replace(message_of(handle), document=DOCUMENT), Hours()
    for fault in (
        Fault(put, after=at == "after"),
        Fault(put, skip=1, after=at == "after", status=500),
        Fault(WRITE, after=at == "after"),
    ):
        way.faults = [fault]
        with suppress(NetworkError):
            send(message, way, ledger, hours)
    way.faults = []
    send(message, way, ledger, hours)
    assert_once(message, way, ledger)
    assert len(all_records(way, handle, "site.standard.document")) == 1
    assert len(all_records(way, handle, "site.standard.publication")) == 1


def test_a_correction_changes_the_document_and_a_withdrawal_takes_it_back(
    way: Way, ledger: Path, handle: str
) -> None:
    message, hours = replace(message_of(handle), document=DOCUMENT), Hours()
    send(message, way, ledger, hours)
    later = replace(
        DOCUMENT, title="Le budget, corrigé", updated=datetime(2026, 11, 26, tzinfo=UTC)
    )
    new = replace(message, parts=(message.parts[0] + "!", *message.parts[1:]), document=later)
    outlet = outlet_of(way, message, hours.clock)
    outlet.open()
    with held(ledger) as opened:
        assert correct(new, outlet, opened, hours.clock) >= 1
    (document,) = all_records(way, handle, "site.standard.document")
    assert document["value"]["title"] == "Le budget, corrigé"
    assert document["value"]["updatedAt"].startswith("2026-11-26")
    first = read_ledger(ledger).parts(message.post, message.network, message.account)[0]
    assert document["value"]["bskyPostRef"]["uri"] == first.last.id
    with held(ledger) as opened:
        parts = opened.parts(message.post, message.network, message.account)
        withdraw(parts, outlet, opened, hours.clock)
    assert all_records(way, handle, "site.standard.document") == []
