"""What machines read about a page, parsed back from the HTML that would carry it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portevoix.metadata import (
    Alternate,
    Described,
    Entry,
    Metadata,
    SharedPicture,
    Step,
    TooManyAddresses,
    metadata_of,
    reading_minutes,
    robots_txt,
    sitemap,
)
from portevoix.posts.post import Author, Post
from portevoix.site import Account, Audience, Organisation, Site

Write = Callable[..., Post]

HOSTILE = "</script><script>alert(\"1\")</script><!-- 'x' & \u2028 \u2029 \x00 \ud800 ]]> <b>"
CARD = SharedPicture(
    url="https://blog.exemple.org/cards/pont-og.png", width=1200, height=630, alt="Le pont"
)


@pytest.fixture
def full(site: Site) -> Site:
    organisation = Organisation(
        name="Agglomération de Rivière-aux-Aulnes",
        mission="Servir.",
        email="a@exemple.org",
        telephone="418 555-0100",
        logo="assets/logo.png",
        accounts=(
            Account(network="mastodon", name="@aulnes@social.exemple.org", url="https://s.exemple.org/@aulnes"),
            Account(network="x", name="@aulnes", url="https://x.com/aulnes"),
        ),
    )  # fmt: skip
    return replace(site, organisation=organisation)


def of_post(site: Site, post: Post, **more: Any) -> Metadata:
    page = Described(
        title=post.title,
        url=site.address_of(post),
        lang=post.lang,
        description=post.summary,
        post=post,
        picture=CARD,
        trail=(Step(name="Blogue", url=site.absolute(site.blog)),),
        **more,
    )
    return metadata_of(site, page)


def graph(metadata: Metadata) -> dict[str, dict[str, Any]]:
    """The JSON-LD by type, through the parser that a browser would use for its script element."""
    found: list[str] = []

    class Script(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    parser = Script()
    parser.feed(f'<script type="application/ld+json">{metadata.jsonld}</script>')
    parser.close()
    document = json.loads("".join(found))
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def pairs(metadata: Metadata, name: str) -> list[str]:
    return [content for key, content in (*metadata.og, *metadata.twitter) if key == name]


def test_a_post_tells_networks_its_picture_with_size_type_and_words(
    full: Site, make_post: Write
) -> None:
    """og:image without a size shows nothing the first time a link is shared."""
    post = make_post("---\ntitle: Le pont\ndate: 2026-03-08\nslug: pont\nauthors: [equipe]\n"
                     "categories: [Travaux]\ntags: [pont, été]\n---\nIl rouvre.")  # fmt: skip
    told = of_post(full, post)
    assert dict(told.og) | {"og:image:alt": "Le pont"} == dict(told.og)
    assert [key for key, _ in told.og if key.startswith("og:image")] == [
        "og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt",
    ]  # fmt: skip
    assert pairs(told, "og:type") == ["article"]
    assert pairs(told, "og:locale") == ["fr_CA"]
    assert pairs(told, "article:published_time") == ["2026-03-08T09:00:00-04:00"]
    assert pairs(told, "article:section") == ["Travaux"]
    assert pairs(told, "article:tag") == ["pont", "été"]
    assert pairs(told, "twitter:card") == ["summary_large_image"]
    assert pairs(told, "twitter:site") == ["@aulnes"]
    assert pairs(told, "fediverse:creator") == ["@aulnes@social.exemple.org"]
    assert told.canonical == "https://blog.exemple.org/blog/pont/"
    assert told.title == "Le pont – Exemple"


def test_an_author_of_the_fediverse_goes_before_the_organisation(
    full: Site, make_post: Write
) -> None:
    """Credit goes to who signed; a name that is no account is not passed on."""
    post = make_post("---\ntitle: T\ndate: 2026-03-08\n---\nX.")
    signed = [Author(key=str(n), name="A", fediverse=f) for n, f in enumerate(("@a@b.ca", "x <b>"))]
    assert pairs(of_post(full, replace(post, authors=signed)), "fediverse:creator") == ["@a@b.ca"]


KINDS = {
    "announcement": ("", {"BlogPosting", "BreadcrumbList"}),
    "decision": ("", {"NewsArticle", "BreadcrumbList"}),
    "crisis": ("", {"NewsArticle", "BreadcrumbList"}),
    "event": (
        "event: {starts: 2026-05-01 19:00, ends: 2026-05-01 21:00, place: Bibliothèque, "
        "online: 'https://exemple.org/direct'}",
        {"BlogPosting", "Event", "BreadcrumbList"},
    ),
    "correction": (
        "correction: {rumour: Le pont ferme., verdict: false_, sources: "
        "[{title: Plan, url: 'https://exemple.org/plan'}]}",
        {"NewsArticle", "ClaimReview", "BreadcrumbList"},
    ),
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_is_described_by_what_it_is(kind: str, full: Site, make_post: Write) -> None:
    """An event is an event, a correction reviews a claim, beside the article that tells of it."""
    details, types = KINDS[kind]
    details = details.replace("false_", "'false'")
    post = make_post(f"---\ntitle: T\ndate: 2026-03-08\nkind: {kind}\n{details}\n---\nX.")
    nodes = graph(of_post(full, post))
    assert set(nodes) == types
    article = nodes.get("BlogPosting") or nodes["NewsArticle"]
    assert article["headline"] == "T"
    assert article["publisher"]["name"] == "Agglomération de Rivière-aux-Aulnes"
    assert article["image"]["width"] == 1200
    steps = nodes["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Accueil"), (2, "Blogue"), (3, "T"),
    ]  # fmt: skip
    if "Event" in nodes:
        assert nodes["Event"]["startDate"].startswith("2026-05-01T19:00:00-04:00")
        assert nodes["Event"]["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
        assert [one["@type"] for one in nodes["Event"]["location"]] == ["Place", "VirtualLocation"]
        assert article["about"] == {"@id": nodes["Event"]["@id"]}
    if "ClaimReview" in nodes:
        assert nodes["ClaimReview"]["claimReviewed"] == "Le pont ferme."
        assert nodes["ClaimReview"]["reviewRating"] == {
            "@type": "Rating", "alternateName": "Faux",
            "ratingValue": 1, "bestRating": 5, "worstRating": 1,
        }  # fmt: skip
        assert nodes["ClaimReview"]["citation"][0]["url"] == "https://exemple.org/plan"


def test_a_correction_that_names_no_claim_reviews_none(full: Site, make_post: Write) -> None:
    """Half a claim is not told: machines would take it for a whole one."""
    post = make_post("---\ntitle: T\ndate: 2026-03-08\nkind: correction\n---\nX.")
    assert "ClaimReview" not in graph(of_post(full, post))


def test_the_home_page_presents_the_organisation(full: Site) -> None:
    """Search engines learn there who speaks, and which accounts are really ours."""
    told = metadata_of(full, Described(title="Accueil", url=full.url, lang="fr", home=True))
    nodes = graph(told)
    assert set(nodes) == {"WebSite", "GovernmentOrganization"}
    assert nodes["GovernmentOrganization"]["sameAs"] == [
        "https://s.exemple.org/@aulnes", "https://x.com/aulnes",
    ]  # fmt: skip
    assert told.title == "Exemple"
    assert told.description == "Le blogue d’un organisme."
    assert pairs(told, "og:type") == ["website"]


def test_languages_of_a_page_name_each_other_and_a_default(full: Site, make_post: Write) -> None:
    """hreflang is a ring: each version lists all, its own included."""
    post = make_post("---\ntitle: T\ndate: 2026-03-08\nslug: bridge\nlang: en\n---\nX.")
    french = "https://blog.exemple.org/blog/pont/"
    told = of_post(full, post, translations={"fr": french})
    assert told.alternates == (
        Alternate(hreflang="en", href="https://blog.exemple.org/blog/bridge/"),
        Alternate(hreflang="fr", href=french),
        Alternate(hreflang="x-default", href=french),
    )
    assert pairs(told, "og:locale") + pairs(told, "og:locale:alternate") == ["en_CA", "fr_CA"]
    assert graph(told)["BreadcrumbList"]["itemListElement"][0]["name"] == "Home"
    assert of_post(full, post).alternates == ()


def test_what_is_not_for_search_engines_says_so(full: Site) -> None:
    """A page past its time, or the staff site."""
    page = Described(title="T", url=full.absolute("x/"), lang="fr")
    assert metadata_of(full, page).robots == "max-image-preview:large"
    hidden = metadata_of(full, replace(page, indexed=False))
    assert (hidden.robots, hidden.jsonld, hidden.alternates) == ("noindex", "", ())
    internal = replace(full, audience=Audience.INTERNAL)
    assert metadata_of(internal, page).robots == "noindex"
    assert robots_txt(internal) == b"User-agent: *\nDisallow: /\n"
    assert b"Sitemap: https://blog.exemple.org/sitemap.xml" in robots_txt(full)


@given(st.text(max_size=80) | st.just(HOSTILE))
def test_any_text_stays_text(text: str) -> None:
    """A title that holds markup is read back as it was written, by HTML and by JSON parsers."""
    site = Site(
        url="https://blog.exemple.org/", name=text, description=text,
        zone=ZoneInfo("America/Toronto"), organisation=Organisation(name=text or "O"),
    )  # fmt: skip
    told = metadata_of(site, Described(title=text, url=site.url, lang="fr", description=text))
    assert "<" not in told.jsonld
    assert not {"\u2028", "\u2029"} & set(told.jsonld)
    names = [step["name"] for step in graph(told)["BreadcrumbList"]["itemListElement"][1:]
             if "name" in step]  # fmt: skip
    assert names in ([], pairs(told, "og:title"))
    seen: list[str] = []

    class Page(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(f"{tag} {dict(attrs).get('content')}")

    parser = Page()
    parser.feed("".join(f'<meta content="{escape(value)}">' for _, value in told.og))
    parser.close()
    assert seen == [f"meta {value}" for _, value in told.og]
    "".join(value for _, value in (*told.og, *told.twitter)).encode()


def test_a_long_description_is_cut_between_words(full: Site) -> None:
    """Networks cut anywhere; we cut where a reader would."""
    page = Described(title="T", url=full.url, lang="fr", description="Un mot, " * 100)
    description = metadata_of(full, page).description
    assert len(description) <= 301
    assert description.endswith(" mot…") or description.endswith(" Un…")


def test_the_sitemap_lists_pages_with_their_last_change_and_languages(make_post: Write) -> None:
    """Read back by an XML parser: sorted, each page once, dates from content."""
    post = make_post("---\ntitle: T\ndate: 2026-03-08\n---\nX.")
    other = Alternate(hreflang="en", href="https://blog.exemple.org/b/?a=1&b=2")
    entries = [
        Entry(url="https://blog.exemple.org/b/", changed=post.updated, alternates=(other,)),
        Entry(url="https://blog.exemple.org/a/"),
        Entry(url="https://blog.exemple.org/a/"),
    ]
    root = etree.fromstring(sitemap(entries))
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [found.findtext("{*}loc") for found in root] == [
        "https://blog.exemple.org/a/", "https://blog.exemple.org/b/",
    ]  # fmt: skip
    assert root[1].findtext("{*}lastmod") == "2026-03-08T09:00:00-04:00"
    link = root[1].find("{http://www.w3.org/1999/xhtml}link")
    assert link is not None
    assert dict(link.attrib.items()) == {"rel": "alternate", "hreflang": "en", "href": other.href}
    with pytest.raises(TooManyAddresses):
        sitemap(Entry(url=f"https://blog.exemple.org/{n}/") for n in range(50_001))


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_takes_a_minute_per_two_hundred_words(words: int, minutes: int) -> None:
    """Rounded up, for nobody minds being done early."""
    assert reading_minutes(words) == minutes
