"""The relay page as data, and a feed of ready texts for each network."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from importlib.resources import files
from typing import Any

import pytest
from feedparser.api import parse as _parse
from jsonschema import Draft202012Validator
from tests.kits.rendered import files_of

from portevoix.edition import Edition
from portevoix.kits.relay_data import relay_data
from portevoix.kits.relay_feeds import relay_feeds
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import compose_posts

parse: Any = _parse  # feedparser has no types
SIZES = {"cards/bancs-og.png": 41_234, "cards/eau-og.png": 40_000, "cards/bancs-portrait.png": 7}
SCHEMA = json.loads((files("portevoix.kits") / "relay.schema.json").read_text("utf-8"))
POST = """---
title: Les bancs <b>neufs</b> & le parc
date: 2026-09-01
slug: bancs
kind: decision
message: Douze bancs à dossier seront posés au parc d’ici la fin du mois, « à l’ombre » & au soleil.
points: [Un banc sur deux aura un accoudoir., Les anciens seront réparés puis donnés., Merci <i>à tous</i>.]
hashtags: [Parc des Aulnes]
---
Texte.
"""
CRISIS = """---
title: Avis d’ébullition
date: 2026-10-05
slug: eau
kind: crisis
message: Faites bouillir l’eau une minute avant de la boire.
---
Texte.
"""


@pytest.fixture
def edition(site: Site, make_post: Callable[..., Post]) -> Edition:
    """Two posts and an expired one."""
    bench, water = make_post(POST), make_post(CRISIS)
    old = replace(bench, slug="ancien", title="Ancien", expires=bench.published)
    posts = (water, bench)
    return Edition(
        site=site,
        posts=posts,
        expired=(old,),
        bodies={post.slug: "" for post in posts},
        snippets=compose_posts(site, posts),
        card_sizes=SIZES,
    )


def test_the_data_of_every_post_holds_its_schema(edition: Edition) -> None:
    """Expired posts too, which have no texts left."""
    Draft202012Validator.check_schema(SCHEMA)
    found = files_of(relay_data(edition))
    assert list(found) == ["relais/eau.json", "relais/bancs.json", "relais/ancien.json"]
    for content in found.values():
        Draft202012Validator(SCHEMA).validate(json.loads(content))
    assert json.loads(found["relais/ancien.json"])["post"]["expired"] is True
    assert json.loads(found["relais/ancien.json"])["snippets"] == []


def test_the_data_says_what_the_snippets_say(edition: Edition) -> None:
    """Texts as they are, markup inert as text; the picture with its true weight."""
    data = json.loads(files_of(relay_data(edition))["relais/bancs.json"])
    told = {one["network"]: one for one in data["snippets"]}
    for snippet in edition.snippets["bancs"]:
        if snippet.network.key in told:
            one = told[snippet.network.key]
            assert one["parts"] == list(snippet.parts)
            assert one["lengths"] == list(snippet.lengths)
            assert one["share_url"] == snippet.share_url
    assert told["x"]["unit"] == "weighted characters"
    assert data["cards"][0]["bytes"] == 41_234
    assert data["cards"][0]["url"] == "https://blog.exemple.org/cards/bancs-og.png"
    assert data["post"]["title"] == "Les bancs <b>neufs</b> & le parc"


def test_an_internal_post_leaves_no_data(edition: Edition) -> None:
    posts = tuple(replace(post, audience="internal") for post in edition.posts)
    inside = replace(edition, posts=posts, expired=())
    assert list(relay_data(inside)) == []
    assert all(b"<item" not in made for made in files_of(relay_feeds(inside)).values())


def test_a_network_s_feed_holds_its_ready_texts(edition: Edition) -> None:
    """Read back by another reader: one text that fits, its link, its picture, a steady identifier."""
    feeds = files_of(relay_feeds(edition))
    feed = parse(feeds["relais/x.xml"])
    assert not feed.bozo
    assert feed.feed.title == "Exemple\u00a0: textes prêts pour X"
    water, bench, old = feed.entries
    snippet = next(one for one in edition.snippets["bancs"] if one.network.key == "x")
    assert unescape(bench.summary) == snippet.single
    assert bench.link == snippet.link
    assert snippet.network.count(unescape(bench.summary)) <= 280
    assert bench.enclosures[0].length == "41234"
    assert bench.title == "Les bancs ‹b›neufs‹/b› ＆ le parc"
    assert len({water.id, bench.id, old.id}) == 3
    assert not any("<i>" in feeds[path].decode() for path in feeds)


def test_a_change_and_an_expiry_show_under_the_same_identifier(edition: Edition) -> None:
    """So that no automation sends the same post twice."""
    bare = replace(edition, card_sizes={})
    before = parse(files_of(relay_feeds(bare))["relais/mastodon.xml"]).entries
    water, bench = edition.posts
    revised = replace(water, updated=water.updated + timedelta(days=2))
    after = parse(
        files_of(relay_feeds(replace(bare, posts=(revised,), expired=(bench,))))[
            "relais/mastodon.xml"
        ]
    ).entries
    assert [entry.id for entry in after] == [entry.id for entry in before[:2]]
    assert after[0].title.startswith("Mis à jour\u00a0: ")
    assert after[1].title.startswith("Périmé\u00a0: ")
    assert "Retirez" in after[1].summary
    terms = [tag.term for tag in before[0].tags]
    assert "Urgence\u00a0: consignes en cours" in terms


def test_two_renderings_give_the_same_bytes(edition: Edition) -> None:
    assert files_of(relay_feeds(edition)) == files_of(relay_feeds(edition))
    assert files_of(relay_data(edition)) == files_of(relay_data(edition))
