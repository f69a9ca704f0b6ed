"""Real posts, the sample's and those of a corpus, out to both networks and read back."""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from portevoix.building.assembling import assembled
from portevoix.configuration import read_configuration
from portevoix.edition import Edition
from portevoix.engine.mkdocs.host import MkDocs
from portevoix.networks import NETWORKS
from portevoix.sending import Ending, Message, deliver, held, messages_of
from portevoix.sending.bluesky import Bluesky
from portevoix.sending.http import Http
from portevoix.site import Account
from portevoix.sources.options import SourceOptions
from tests.conftest import ROOT
from tests.sending.common import ACCOUNT, Hours, mastodon
from tests.sending.standin import Server, running
from tests.sending.test_facets import theirs

CORPUS = os.environ.get("PORTEVOIX_CORPUS")
FOLDERS = [None, *([Path(CORPUS)] if CORPUS else [])]


@pytest.fixture(scope="module", params=FOLDERS, ids=["sample", "corpus"][: len(FOLDERS)])
def edition(request: pytest.FixtureRequest) -> Iterator[Edition]:
    configuration = read_configuration(ROOT / "mkdocs.yml")
    now = datetime(2026, 11, 21, 12, tzinfo=configuration.site.zone)
    options = SourceOptions(now=now, posts=request.param, check=False)
    with assembled(configuration, options, MkDocs(configuration=configuration)) as made:
        yield made.edition


def all_of(edition: Edition, network: str, name: str) -> list[Message]:
    account = Account(network=network, name=name, url="")
    return [one for post in edition.posts for one in messages_of(edition, post, [account])]


def shown(edition: Edition, message: Message) -> tuple[str, ...]:
    """What the kit shows."""
    return next(
        one.parts for one in edition.snippets[message.post] if one.network.key == message.network
    )


def test_mastodon_has_what_the_kit_showed(edition: Edition, tmp_path: Path) -> None:
    hours = Hours()
    with running(Server()) as server, held(tmp_path / "p.jsonl") as ledger:
        outlet = mastodon(server, hours.clock)
        outlet.open()
        messages = all_of(edition, "mastodon", ACCOUNT)
        assert len(messages) >= 15
        for message in messages:
            assert not [one for one in outlet.troubles(message) if one.wording == "too_long"]
            outcome = deliver(message, outlet, ledger, hours.clock)
            assert outcome.ending is Ending.SENT, outcome.error
            first = server.statuses[outcome.parts[0].id]
            assert tuple(server.thread(first["id"])) == shown(edition, message)
            assert (first["spoiler_text"], first["language"]) == (message.warning, message.lang)
        assert len(server.statuses) == sum(len(one.parts) for one in messages)


def test_bluesky_has_what_the_kit_showed_marked_as_its_own_library_marks(
    edition: Edition, tmp_path: Path, pds: str, handle: str, node: tuple[str, Path]
) -> None:
    hours = Hours()
    http = Http(pds, timeout=20)
    outlet = Bluesky(http, f"@{handle}", NETWORKS["bluesky"], hours.clock, password="secret")
    outlet.open()
    messages = all_of(edition, "bluesky", f"@{handle}")
    assert len(messages) >= 15
    texts: list[str] = []
    with held(tmp_path / "p.jsonl") as ledger:
        for message in messages:
            assert not outlet.troubles(message)
            outcome = deliver(message, outlet, ledger, hours.clock)
            assert outcome.ending is Ending.SENT, outcome.error
            assert tuple(one.text for one in outcome.parts) == shown(edition, message)
            texts += message.parts
    there: dict[str, Any] = {}
    cursor = ""
    while cursor is not None:
        query = {"repo": handle, "collection": "app.bsky.feed.post", "limit": 100}
        query |= {"cursor": cursor} if cursor else {}
        with urllib.request.urlopen(
            f"{pds}/xrpc/com.atproto.repo.listRecords?{urlencode(query)}"
        ) as answer:
            page = json.load(answer)
        there |= {one["value"]["text"]: one["value"] for one in page["records"]}
        cursor = page.get("cursor")
    assert sorted(there) == sorted(set(texts))
    names = list(there)
    for text, facets in zip(names, theirs(node, names), strict=True):
        # Nobody here has the accounts that are named: those stay plain.
        known = [one for one in facets if "did" not in one["features"][0]]
        assert there[text].get("facets", []) == known


def test_a_message_is_as_the_post_says_it(edition: Edition) -> None:
    """Kept off, no message; a picture with its text; a card with its thumb."""
    for message in all_of(edition, "bluesky", "@a.test"):
        assert message.card and message.card.thumb and message.card.url == message.link
        assert len(message.card.thumb.content) <= 1_000_000
        assert replace(message, picture=None) == message
    off = {
        post.slug
        for post in edition.posts
        if (share := post.share.get("mastodon")) and not share.wanted
    }
    assert off.isdisjoint(one.post for one in all_of(edition, "mastodon", ACCOUNT))
