"""The relay page as data, and a feed of ready texts for each network."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from importlib.resources import files
from typing import Any

import pytest
from feedparser.api import parse as _parse
from jsonschema import Draft202012Validator
from tests.kits.rendered import files_of

from portevoix.edition import Edition
from portevoix.feeds.rss import unmistakable
from portevoix.kits.ready import without_address
from portevoix.kits.relay_data import relay_data
from portevoix.kits.relay_feeds import relay_feeds
from portevoix.kits.withdrawals import withdrawals
from portevoix.posts.post import Post, Share, State
from portevoix.site import Site
from portevoix.snippets import compose_posts

parse: Any = _parse  # feedparser has no types
SIZES = {"cards/bancs-og.png": 41_234, "cards/eau-og.png": 40_000, "cards/bancs-portrait.png": 7}
SCHEMA = json.loads((files("portevoix.kits") / "relay.schema.json").read_text("utf-8"))
POST = """---
title: Les bancs <les neufs> & le parc
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
    assert told["x"]["unit"] == "characters (as X counts them)"
    assert data["cards"][0]["bytes"] == 41_234
    assert data["cards"][0]["url"] == "https://blog.exemple.org/cards/bancs-og.png"
    assert data["post"]["title"] == "Les bancs <les neufs> & le parc"


def test_an_internal_post_leaves_no_data(edition: Edition) -> None:
    posts = tuple(replace(post, audience="internal") for post in edition.posts)
    inside = replace(edition, posts=posts, expired=())
    assert list(relay_data(inside)) == []
    assert all(b"<item" not in made for made in files_of(relay_feeds(inside)).values())


def test_a_network_s_feed_arrives_whole_by_title_and_link_or_by_description(
    edition: Edition,
) -> None:
    """Read back by another reader: what tools left to their default settings send."""
    feeds = files_of(relay_feeds(edition))
    feed = parse(feeds["relais/x.xml"])
    assert not feed.bozo
    assert feed.feed.title == "Exemple\u00a0: textes prêts pour X"
    water, bench = feed.entries
    snippet = next(one for one in edition.snippets["bancs"] if one.network.key == "x")
    assert unescape(bench.summary) == snippet.single
    assert bench.link == bench.id == snippet.link
    assert f"{bench.title} {bench.link}".split() == [
        *unmistakable(snippet.single.replace(snippet.link, "")).split(),
        snippet.link,
    ]
    assert bench.enclosures[0].length == "41234"
    assert "tags" not in bench and "updated" not in bench and water.id != bench.id
    assert bench.language == "fr"
    assert not any("<i>" in feeds[path].decode() for path in feeds if path.endswith(".xml"))


def test_what_stands_beside_a_picture_never_takes_the_text_s_place(edition: Edition) -> None:
    """feedparser 6.0 reads a media:description as the item's own."""
    entry = parse(files_of(relay_feeds(edition))["relais/mastodon.xml"]).entries[1]
    assert entry.summary_detail.value == entry.summary and "Douze bancs" in entry.summary
    assert entry.media_content[0]["url"].endswith("bancs-og.png")


def test_the_same_as_json_has_pictures_with_their_alternative_texts(edition: Edition) -> None:
    feed = json.loads(files_of(relay_feeds(edition))["relais/mastodon.json"])
    assert feed["feed_url"] == "https://blog.exemple.org/relais/mastodon.json"
    water, bench = feed["items"]
    snippet = next(one for one in edition.snippets["bancs"] if one.network.key == "mastodon")
    assert (bench["content_text"], bench["url"]) == (snippet.single, snippet.link)
    (picture,) = bench["attachments"]
    assert picture["title"].startswith("Décision") and picture["url"] == bench["image"]
    assert water["_porte_voix"]["warning"] == "Urgence\u00a0: consignes en cours"


def test_an_expired_post_leaves_the_networks_and_is_told_to_people(edition: Edition) -> None:
    """An automation would publish the notice."""
    water, bench = edition.posts
    revised = replace(water, updated=water.updated + timedelta(days=2))
    changed = replace(edition, posts=(revised,), expired=(bench,))
    before = parse(files_of(relay_feeds(edition))["relais/mastodon.xml"]).entries
    after = parse(files_of(relay_feeds(changed))["relais/mastodon.xml"]).entries
    assert [(one.id, one.published) for one in after] == [(before[0].id, before[0].published)]
    (told,) = files_of(withdrawals(replace(changed, expired=edition.expired))).values()
    update, gone = parse(told).entries
    assert update.title.startswith("Mis à jour\u00a0: ")
    assert update.link == "https://blog.exemple.org/relais/eau/"
    assert gone.title.startswith("À retirer\u00a0: ") and "Retirez" in gone.summary


def test_a_lifted_notice_is_told_to_whoever_relayed_it(edition: Edition) -> None:
    water = edition.posts[0]
    end = water.published + timedelta(days=2)
    lifted = replace(water, details={"until": end}, state=State.LIFTED)
    (told,) = files_of(withdrawals(replace(edition, posts=(lifted,), expired=()))).values()
    (notice,) = parse(told).entries
    assert notice.title == "Avis levé\u00a0: Avis d’ébullition"
    assert parsedate_to_datetime(notice.published) == end


def test_a_text_waits_for_the_moment_of_its_network(edition: Edition) -> None:
    """It appears with that moment as its date, in the first build after it."""
    water, bench = edition.posts
    at = water.published + timedelta(days=30)
    planned = replace(bench, share={"instagram": Share(at=at)})
    early = replace(edition, posts=(water, planned), now=at - timedelta(minutes=1))
    before, after = (
        files_of(relay_feeds(one)) for one in (early, replace(early, now=at + timedelta(0)))
    )
    assert len(parse(before["relais/instagram.xml"]).entries) == 1
    first, _ = parse(after["relais/instagram.xml"]).entries
    assert parsedate_to_datetime(first.published) == at and "bancs" in first.link
    assert before["relais/mastodon.xml"] == after["relais/mastodon.xml"]


def test_a_moment_of_its_own_brings_an_old_text_back_among_the_new(edition: Edition) -> None:
    """However many posts went out since."""
    water, bench = edition.posts
    newer = [
        replace(water, slug=f"eau-{n}", published=water.published + timedelta(hours=n))
        for n in range(70)
    ]
    old = replace(bench, share={"mastodon": Share(at=newer[-1].published + timedelta(hours=1))})
    posts = (*reversed(newer), old)
    late = replace(edition, posts=posts, snippets=compose_posts(edition.site, posts))
    feed = parse(files_of(relay_feeds(late))["relais/mastodon.xml"])
    assert len(feed.entries) == 30 and "bancs" in feed.entries[0].link


def test_languages_are_apart(edition: Edition) -> None:
    water, bench = edition.posts
    english = replace(bench, slug="benches", lang="en", told_in="en")
    both = replace(edition, posts=(water, english))
    feeds = files_of(relay_feeds(replace(both, snippets=compose_posts(both.site, both.posts))))
    french, other = (parse(feeds[f"{place}relais/mastodon.xml"]) for place in ("", "en/"))
    assert [one.language for one in french.entries] == ["fr"]
    assert [one.language for one in other.entries] == ["en"]
    assert other.feed.language == "en" and "en/relais/mastodon.json" in feeds


def test_mastodon_s_feed_holds_as_its_tools_count(edition: Edition) -> None:
    """They count an address as it is written and cut at 499, the address with it; a point less,
    and both stay whole."""
    water, bench = edition.posts
    long = replace(bench, points=tuple(f"{n} : {'banc ' * 13}" for n in range(5)))
    posts = (water, long)
    snippets = compose_posts(edition.site, posts)
    page = next(one for one in snippets["bancs"] if one.network.key == "mastodon")
    assert page.network.count(page.single) <= 500 < len(page.single)
    feed = parse(
        files_of(relay_feeds(replace(edition, posts=posts, snippets=snippets)))[
            "relais/mastodon.xml"
        ]
    )
    for entry in feed.entries:
        assert len(unescape(entry.summary)) <= 495
        assert len(f"{entry.title} {entry.link}") <= 495


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Le pont rouvre.\n\nLe billet : URL\n\n#Pont", "Le pont rouvre.\n\n#Pont"),
        ("Le pont rouvre. URL", "Le pont rouvre."),
        ("Le pont rouvre.\nURL", "Le pont rouvre."),
        ("Il rouvre. Détails : URL", "Il rouvre."),
        ("Dites-nous sur URL ce que vous pensez.", "Dites-nous sur ce que vous pensez."),
        ("URL", ""),
    ],
)
def test_a_title_says_all_but_the_address(text: str, title: str) -> None:
    link = "https://exemple.org/?utm_source=x"
    assert without_address(text.replace("URL", link), link) == title


def test_two_renderings_give_the_same_bytes(edition: Edition) -> None:
    assert files_of(relay_feeds(edition)) == files_of(relay_feeds(edition))
    assert files_of(relay_data(edition)) == files_of(relay_data(edition))
