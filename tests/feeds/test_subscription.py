"""How people find the feeds: the subscription page, its OPML file, the lists of posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from feedparser.api import parse as _parse
from lxml import etree
from tests.feeds.rendered import content, files_of, page, relisted

from portevoix.edition import Edition
from portevoix.feeds import announced_everywhere, subscription
from portevoix.pages.lists import list_pages
from portevoix.posts.post import Post
from portevoix.publisher import Page
from portevoix.site import Audience, Site

parse: Any = _parse  # feedparser has no types
MAIN = "https://blog.exemple.org/feed.xml"
Write = Callable[..., Post]
Bind = Callable[..., Edition]


def made(edition: Edition) -> tuple[bytes, Page]:
    """The file of all feeds, and the page."""
    _, opml, offered = subscription(edition)
    assert opml.path == "abonnement-complet.opml"
    return content(opml), page(offered)


def listings(edition: Edition) -> dict[str, Page]:
    """The pages of every list, by path."""
    return {one.path: page(one) for one in list_pages(edition)}


def test_every_feed_that_exists_is_offered_and_every_feed_offered_exists(edition: Edition) -> None:
    """On the page and in the OPML file alike."""
    opml, offered = made(edition)
    site = edition.site
    existing = {site.absolute(path) for path in files_of(edition)}
    existing -= {site.absolute("assets/feed-words.css")}
    groups: Any = offered.values["groups"]
    offers = [offer for group in groups for offer in group.feeds]
    assert {url for offer in offers for url in (offer.rss, offer.atom, offer.json)} == existing
    outlines = etree.fromstring(opml).findall(".//outline[@type='rss']")
    assert [one.get("xmlUrl") for one in outlines] == [offer.rss for offer in offers]
    assert {feed.href for feed in announced_everywhere(edition)} <= existing
    assert [group.title for group in groups] == [
        "Tout le blogue", "Par langue", "Par rubrique", "Par genre", "Par équipe",
        "Par mot-clé",
    ]  # fmt: skip


def test_a_subscriber_to_the_opml_file_gets_each_post_once(edition: Edition) -> None:
    """newsboat keeps an item once over all feeds, rss2email sends it once for each."""
    opml, *_ = subscription(edition)
    assert opml.path == "abonnement.opml"
    outlines = etree.fromstring(content(opml)).findall("body/outline")
    feeds = {edition.site.absolute(path): made for path, made in files_of(edition).items()}
    ids: list[str] = []
    for one in outlines:
        ids += [entry.id for entry in parse(feeds[one.get("xmlUrl") or ""]).entries]
    assert sorted(ids) == sorted({entry.id for entry in parse(feeds[MAIN]).entries})
    assert len(outlines) == len({post.lang for post in edition.posts}) == 2


def test_the_opml_file_of_a_blog_in_one_language_is_its_feed(edition: Edition) -> None:
    french = tuple(post for post in edition.posts if post.lang == "fr")
    opml, *_ = subscription(relisted(edition, posts=french))
    (one,) = etree.fromstring(content(opml)).findall("body/outline")
    assert (one.get("xmlUrl"), one.get("type")) == (MAIN, "rss")


def test_the_opml_file_is_opml_2(edition: Edition, hostile: Edition) -> None:
    """Every outline has a text; those of feeds a type and an address; the date is the content's."""
    for one in (edition, hostile):
        root = etree.fromstring(made(one)[0])
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert all(outline.get("text") for outline in root.iter("outline"))
        # What bears a title without a type makes the W3C validator ask for one.
        assert all(one.get("type") for one in root.iter("outline") if one.get("title"))
        assert (root.findtext("head/title") or "").endswith("tous les fils")
    date = etree.fromstring(made(edition)[0]).findtext("head/dateModified")
    assert date == "Fri, 20 Nov 2026 09:00:00 -0500"


def test_an_english_site_has_no_french_word_of_ours(edition: Edition) -> None:
    """Titles, groups and lists are in the language of the interface."""
    english = relisted(edition, site=replace(edition.site, lang="en", profile="en", name="Town"))
    opml, offered = made(english)
    text = " ".join(etree.fromstring(opml).xpath("//@text"))  # type: ignore[arg-type]
    assert "Posts by" in text
    assert "Billets signés" not in text
    assert offered.title == "Subscribe"
    titles = {one.title for one in listings(english).values()}
    assert {"Announcement", "Event", "Posts in English", "Pont"} <= titles


def test_every_list_has_pages(edition: Edition) -> None:
    """Each with its posts, its feeds if it has any, and a sentence that counts them."""
    pages = listings(edition)
    assert set(pages) == {
        "blog/index.html",
        "blog/rubrique/travaux/index.html",
        "blog/equipe/equipe/index.html",
        "blog/archives/2026/index.html",
        "blog/langue/en/index.html",
        "blog/langue/fr/index.html",
        "blog/type/announcement/index.html",
        "blog/type/event/index.html",
        "blog/etiquette/pont/index.html",
        "blog/etiquette/l-ete-a-l-ecole-n3/index.html",
    }
    english = pages["blog/langue/en/index.html"]
    assert (english.title, english.lang) == ("Posts in English", "en")
    entries: Any = pages["blog/etiquette/pont/index.html"].values["entries"]
    assert [post.slug for post in entries] == ["pont", "pont-2"]
    assert pages["blog/etiquette/pont/index.html"].values["intro"] == (
        "2 billets, du plus récent au plus ancien."
    )
    found: Any = pages["blog/etiquette/pont/index.html"].values["list_feeds"]
    assert [feed.href.rpartition("/")[2] for feed in found] == ["feed.xml", "atom.xml", "feed.json"]
    assert pages["blog/archives/2026/index.html"].values["list_feeds"] == ()


def test_the_sitemap_dates_a_list_by_its_latest_change(edition: Edition) -> None:
    """On the staff site, which no sitemap lists, there is nothing to date."""
    newest = max(post.updated for post in edition.posts)
    dated = {one.path: one.listed and one.listed.changed for one in list_pages(edition)}
    assert dated["blog/index.html"] == dated["blog/archives/2026/index.html"] == newest
    assert dated["blog/rubrique/travaux/index.html"] == edition.posts[-2].updated
    staff = relisted(edition, site=replace(edition.site, audience=Audience.INTERNAL))
    assert {one.listed for one in list_pages(staff)} == {None}


def test_a_long_list_is_parted_into_pages_that_lead_to_each_other(
    site: Site, write: Write, bind: Bind
) -> None:
    """Every post of the list stands on exactly one page."""
    first = write("billet", "tags: [eau]")
    posts = [
        replace(first, slug=f"b{n:03}", published=first.published + timedelta(days=n))
        for n in range(30)
    ]
    edition = bind(site, posts, body="<p>x</p>")
    pages = [one for path, one in listings(edition).items() if "etiquette" in path]
    assert [one.path for one in pages] == [
        "blog/etiquette/eau/index.html",
        "blog/etiquette/eau/page/2/index.html",
        "blog/etiquette/eau/page/3/index.html",
    ]
    shown: list[Any] = [post for one in pages for post in one.values["entries"]]  # type: ignore[attr-defined]
    assert shown == list(edition.posts)
    ways: list[Any] = [one.values["pagination"] for one in pages]
    assert [(way.newer, way.older) for way in ways] == [
        ("", "blog/etiquette/eau/page/2/"),
        ("blog/etiquette/eau/", "blog/etiquette/eau/page/3/"),
        ("blog/etiquette/eau/page/2/", ""),
    ]
    assert pages[1].title == "eau, page 2 sur 3"
