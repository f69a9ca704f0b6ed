"""Feeds as feed readers and validators meet them."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from feedparser.api import parse as _parse
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.feeds.rendered import feeds_of, files_of, pictured, relisted

from portevoix.edition import Edition
from portevoix.feeds import guid
from portevoix.feeds.identity import moments
from portevoix.posts.post import Post
from portevoix.site import Site

parse: Callable[[bytes], Any] = _parse
Write = Callable[..., Post]
Bind = Callable[..., Edition]
PICTURE_URL = "https://blog.exemple.org/pont.png"


def test_every_list_has_its_feeds_in_three_formats(edition: Edition) -> None:
    """Beside the view of each category, author, tag, kind and language, and at the root."""
    folders = {path.rpartition("/")[0] for path in feeds_of(edition)}
    assert folders == {
        "",
        "blog/rubrique/travaux",
        "blog/equipe/equipe",
        "blog/etiquette/pont",
        "blog/etiquette/l-ete-a-l-ecole-n3",
        "blog/type/announcement",
        "blog/type/event",
        "blog/langue/fr",
        "blog/langue/en",
    }
    names = {path.rpartition("/")[2] for path in feeds_of(edition)}
    assert names == {"feed.xml", "atom.xml", "feed.json"}
    assert len(feeds_of(edition)) == 3 * len(folders)


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml"])
def test_feedparser_reads_back_what_was_written(path: str, edition: Edition) -> None:
    """An independent reader finds titles, dates with their zone, guids, authors, full text."""
    read = parse(feeds_of(pictured(edition))[path])
    assert not read.bozo
    assert read.feed.title == "Rivière-aux-Aulnes"
    assert read.feed.link == "https://blog.exemple.org/blog/"
    assert read.feed.language == "fr-CA"
    assert [link.href for link in read.feed.links if link.rel == "hub"] == [
        "https://carrefour.exemple.net/"
    ]
    assert [entry.link for entry in read.entries] == [
        edition.site.address_of(post) for post in edition.posts
    ]
    for entry, post in zip(read.entries, edition.posts, strict=True):
        assert entry.id == guid(edition.site, post)
        assert entry.author == "Équipe des communications"
        assert entry.summary.startswith(post.summary[:8])
        assert datetime.fromtimestamp(timegm(entry.published_parsed), UTC) == post.published
        (picture,) = (link for link in entry.links if link.rel == "enclosure")
        assert (picture.href, picture.length, picture.type) == (PICTURE_URL, "4321", "image/png")
        html = entry.content[-1].value
        assert "<h1" not in html
        assert "a  =  1\n\n\tb = 2\n" in html
        assert f'href="{entry.link}#fn:1"' in html
    spring = next(entry for entry in read.entries if entry.link.endswith("/pont/"))
    winter = next(entry for entry in read.entries if entry.link.endswith("/heure/"))
    # Nine o'clock on the day when clocks go forward, half past eleven the evening before.
    assert spring.published_parsed[3:5] == (13, 0)
    assert winter.published_parsed[2:5] == (8, 4, 30)


JSON_FEED_ITEM = {"id", "url", "title", "content_html", "summary", "date_published",
                  "date_modified", "authors", "tags", "language", "image", "attachments"}  # fmt: skip
JSON_FEED = {"version", "title", "home_page_url", "feed_url", "description", "language", "icon",
             "authors", "hubs", "items"}  # fmt: skip


@pytest.mark.parametrize("name", ["edition", "hostile"])
def test_json_feeds_keep_to_version_1_1(name: str, request: pytest.FixtureRequest) -> None:
    """Known members only, of the right type, none empty; addresses absolute; dates with a zone."""
    made = feeds_of(pictured(request.getfixturevalue(name)))
    for path in (path for path in made if path.endswith(".json")):
        feed = json.loads(made[path])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert set(feed) <= JSON_FEED
        assert feed["feed_url"] == f"https://blog.exemple.org/{path}"
        assert feed["home_page_url"].startswith("https://blog.exemple.org/blog/")
        assert feed["hubs"] == [{"type": "WebSub", "url": "https://carrefour.exemple.net/"}]
        assert 0 < len(feed["items"]) <= 30
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
        for item in feed["items"]:
            assert set(item) <= JSON_FEED_ITEM
            assert all(item.values())
            assert isinstance(item["id"], str)
            for key in ("date_published", "date_modified"):
                assert datetime.fromisoformat(item[key]).tzinfo is not None
            for key in ("url", "image"):
                assert item[key].startswith("https://blog.exemple.org/")
            assert all(set(author) == {"name", "url"} for author in item["authors"])
            assert len(set(item["tags"])) == len(item["tags"])
            assert item["attachments"] == [
                {"url": PICTURE_URL, "mime_type": "image/png", "size_in_bytes": 4321}
            ]


def test_a_hostile_post_stays_text_in_every_reader(hostile: Edition) -> None:
    """No title of a hostile post is markup for anyone; what XML forbids is gone, direction stays."""
    made = feeds_of(hostile)
    for path in ("feed.xml", "atom.xml"):
        read = parse(made[path])
        assert not read.bozo
        for entry in read.entries:
            assert "alert(1)" in entry.title
            assert "\u202eabc\u2069" in entry.title
            assert "שלום" in entry.title
    rss = etree.fromstring(made["feed.xml"])
    assert {(title.text or "").startswith("‹/title›‹script›") for title in rss.iter("title")} == {
        True
    }
    atom = etree.fromstring(made["atom.xml"])
    title = atom.findtext("{*}entry/{*}title") or ""
    assert title.startswith("</title><script>alert(1)</script>]]>&eacute;&lt;b&gt;")
    for content in made.values():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", content.decode())


def test_a_feed_tells_what_a_kind_adds_around_the_text(
    site: Site, write: Write, bind: Bind
) -> None:
    """The timeline of an emergency, the latest line first; the verdict and sources of a correction;
    what readers are asked to do."""
    crisis = write(
        "crise",
        "kind: crisis",
        "call: {text: Faites bouillir l’eau, url: /eau/, until: 2026-03-10}",
        "crisis: {updates: [{at: 2026-03-08 10:00, text: Fuite <ici>}, "
        "{at: 2026-03-08 11:30, text: Réparée}], source: 'https://exemple.org/eau'}",
    )
    correction = write(
        "vrai",
        "kind: correction",
        "correction: {rumour: Le pont ferme., verdict: 'false', "
        "sources: [{title: Le plan, url: 'https://exemple.org/plan'}]}",
    )
    items = json.loads(feeds_of(bind(site, [crisis, correction], body="<p>Texte</p>"))["feed.json"])
    told = {item["url"].split("/")[-2]: item["content_html"] for item in items["items"]}
    assert told["crise"].index("Réparée") < told["crise"].index("Fuite &lt;ici&gt;")
    assert told["crise"].index("Fuite") < told["crise"].index("<p>Texte</p>")
    assert '<a href="https://blog.exemple.org/eau/">Faites bouillir l’eau</a>' in told["crise"]
    assert "10 mars 2026" in told["crise"]
    assert "<strong>Faux</strong>" in told["vrai"]
    assert '<a href="https://exemple.org/plan">Le plan</a>' in told["vrai"]


def test_a_feed_opened_in_a_browser_explains_itself_in_the_language_of_the_site(
    edition: Edition,
) -> None:
    """Through CSS, for browsers run XSLT no more; the words are a string that CSS can read."""
    for lang, word in (("fr", "Ceci est un fil"), ("en", "This is a feed")):
        site = replace(edition.site, lang=lang, url="https://exemple.org/blogue/")
        made = files_of(relisted(edition, site=site))
        named = re.findall(
            rb'<\?xml-stylesheet type="text/css" href="/blogue/(.*?)"\?>', made["feed.xml"]
        )
        assert named == [b"assets/feed.css", b"assets/feed-words.css"]
        words = re.search(r'content: "([^"\n]*)";', made["assets/feed-words.css"].decode())
        assert words
        assert words[1].startswith(word)


def test_guids_survive_a_change_of_title(edition: Edition) -> None:
    """A corrected title is the same post: nobody sees it twice."""

    def ids(edition: Edition) -> list[str]:
        return [entry.id for entry in parse(feeds_of(edition)["feed.xml"]).entries]

    renamed = tuple(replace(post, title=f"Corrigé : {post.title}") for post in edition.posts)
    assert ids(relisted(edition, posts=renamed)) == ids(edition)


def test_two_builds_give_the_same_bytes(edition: Edition) -> None:
    """No clock and no chance: dates come from the posts."""
    assert feeds_of(edition) == feeds_of(edition)
    assert b"2026-11-20T09:00:00" in feeds_of(edition)["atom.xml"]
    assert b"<lastBuildDate>Fri, 20 Nov 2026 09:00:00 -0500<" in feeds_of(edition)["feed.xml"]


def test_a_feed_holds_the_thirty_newest_and_its_list_holds_all(
    site: Site, write: Write, bind: Bind
) -> None:
    """Older posts leave the feed, never the list."""
    first = write("billet")
    posts = [
        replace(first, slug=f"b{n:02}", published=first.published + timedelta(days=n))
        for n in range(40)
    ]
    edition = bind(site, posts, body="<p>x</p>")
    items = json.loads(feeds_of(edition)["feed.json"])["items"]
    assert [item["url"].split("/")[-2] for item in items] == [f"b{n}" for n in range(39, 9, -1)]
    assert {len(channel.posts) for channel in edition.lists} == {40}


def test_names_with_one_address_share_a_list(site: Site, write: Write, bind: Bind) -> None:
    """« Été » and « été » are one tag; a post that bears both is there once."""
    posts = [write("a", "tags: [Été, été, ete]"), write("b", "tags: [ETE]", day="2026-03-01")]
    tags = [one for one in bind(site, posts).lists if one.family == "tag"]
    assert [(tag.path, [post.slug for post in tag.posts]) for tag in tags] == [
        ("blog/etiquette/ete/", ["a", "b"])
    ]


@given(st.lists(st.integers(0, 2), min_size=2, max_size=12))
def test_changes_are_told_apart_and_keep_their_second(days: list[int]) -> None:
    """No two posts share a moment; a post's own never depends on the others around it."""
    start = datetime.fromisoformat("2026-03-08T09:00:00-04:00")
    posts = [_Dated(slug=f"p{n}", updated=start + timedelta(days=d)) for n, d in enumerate(days)]
    found = moments(posts)  # type: ignore[arg-type]
    assert len(set(found.values())) == len(posts)
    for post in posts:
        assert found[post.slug].replace(microsecond=0) == post.updated
        assert moments([post])[post.slug] == found[post.slug]  # type: ignore[list-item]


class _Dated:
    """All that `moments` reads of a post."""

    def __init__(self, slug: str, updated: datetime) -> None:
        self.slug = slug
        self.updated = updated
