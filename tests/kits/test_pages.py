"""Relay pages and kits: what they offer, to whom, and that what people write stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html
from tests.kits.rendered import edition_of, pages_of, render

from portevoix.edition import Edition, PostPicture
from portevoix.kits.kit import kit_pages
from portevoix.kits.pictures import formats_wanted
from portevoix.kits.relay import relay_pages
from portevoix.networks import NETWORKS
from portevoix.planning import Plan, Planned, Standing, Way
from portevoix.posts.post import Picture, Post
from portevoix.site import Site
from portevoix.theme import TEMPLATES

MARKUP = "<script>alert(1)</script> \"x\" 'y' {{ 7*7 }} </textarea> & é"
POST = """---
title: "Avis d’ébullition au Moulin"
date: {created: 2026-10-05, updated: 2026-10-07}
slug: eau
kind: crisis
description: "L’avis est levé depuis le 7 octobre."
message: "Faites bouillir l’eau une minute avant de la boire."
points: ["Une minute à gros bouillons.", "Jetez les glaçons.", "Prévenez un voisin."]
call: {text: Voir les rues, url: "https://exemple.org/eau/"}
measure: {indicator: MARQUE_MESURE, target: MARQUE_CIBLE}
objective: informer
hashtags: [EauDuMoulin]
share:
  telegram: false
  x: Faites bouillir l’eau. (Une minute.) /// Prévenez un voisin.
  bluesky: {at: 2026-10-05 17:00}
answers:
  - {comment: MARQUE_COMMENTAIRE, answer: MARQUE_RÉPONSE}
---
Texte.
"""


def relay(edition: Edition, slug: str = "eau") -> html.HtmlElement:
    return render(edition, pages_of(relay_pages(edition))[f"relais/{slug}/index.html"])


def kit(edition: Edition, slug: str = "eau") -> html.HtmlElement:
    return render(edition, pages_of(kit_pages(edition))[f"kits/{slug}/index.html"])


def fields(page: html.HtmlElement) -> dict[str, str]:
    return {one.get("id"): one.text or "" for one in page.iter("textarea")}


def test_a_relay_page_holds_each_public_text_word_for_word(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Every text of every public network stands in a field, with its count beside it."""
    edition = edition_of(site, make_post(POST))
    page = relay(edition)
    shown = list(fields(page).values())
    offered = {one.get("id") for one in page.xpath("//section[@class='outlet']")}
    wanted = {key for key, one in NETWORKS.items() if not one.staff_only} - {"telegram"}
    assert offered == {f"reseau-{key}" for key in wanted}
    for snippet in edition.snippets["eau"]:
        if snippet.network.key in wanted:
            assert snippet.single in shown
            assert set(snippet.parts) <= set(shown)
    section = page.get_element_by_id("reseau-x")
    said = " ".join(section.text_content().split())
    assert re.search(r"\d+ caractères \(compte de X\) sur 280", said)


def test_each_copy_button_names_a_field_of_the_page_and_each_way_in_a_section(
    site: Site, make_post: Callable[..., Post]
) -> None:
    post = make_post(POST)
    for page in (relay(edition_of(site, post)), kit(edition_of(site, post, internal=True))):
        ids = [one.get("id") for one in page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids))
        named = [one.get("data-copy") for one in page.xpath("//main//*[@data-copy]")]
        assert set(fields(page)) <= set(named)
        assert {one for one in named if not one.startswith("https://")} == set(fields(page))
        ways = [one.get("href")[1:] for one in page.xpath("//nav//a[starts-with(@href, '#')]")]
        assert ways and set(ways) <= set(ids)
        labelled = {one.get("for") for one in page.iter("label")}
        assert set(fields(page)) <= labelled
        assert all(one.get("readonly") is not None for one in page.iter("textarea"))


def test_a_relay_page_leads_out_by_plain_links_only(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Links to networks say noopener nofollow; nothing on the page loads from another host."""
    page = relay(edition_of(site, make_post(POST)))
    outward = [
        one for one in page.xpath("//main//a") if re.match(r"(https?|sms|mailto):", one.get("href"))
    ]
    assert len(outward) > 6
    assert {one.get("rel") for one in outward} == {"noopener nofollow"}
    loaded = page.xpath("//@src | //link[@rel='stylesheet']/@href | //img/@srcset")
    assert loaded and not [one for one in loaded if "//" in one]


def test_a_crisis_tells_its_content_warning(site: Site, make_post: Callable[..., Post]) -> None:
    page = relay(edition_of(site, make_post(POST)))
    assert fields(page)["avertissement-mastodon"] == "Urgence\u00a0: consignes en cours"


def test_an_updated_post_asks_to_be_relayed_anew(
    site: Site, make_post: Callable[..., Post]
) -> None:
    assert (
        "7 octobre 2026"
        in relay(edition_of(site, make_post(POST))).xpath("//main//header")[0].text_content()
    )


def test_what_is_internal_stays_out_of_the_relay_page_and_of_the_public_site(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Foreseen answers, measures and schedules are the staff's; so are kits."""
    post = make_post(POST)
    public = edition_of(site, post)
    assert "MARQUE" not in html.tostring(relay(public), encoding="unicode")
    assert list(kit_pages(public)) == []
    staff = html.tostring(kit(edition_of(site, post, internal=True)), encoding="unicode")
    for marker in ("MESURE", "CIBLE", "COMMENTAIRE", "RÉPONSE"):
        assert f"MARQUE_{marker}" in staff


def test_a_kit_shows_thread_plan_and_networks_left_out(
    site: Site, make_post: Callable[..., Post]
) -> None:
    page = kit(edition_of(site, make_post(POST), internal=True))
    posts = page.get_element_by_id("reseau-x").xpath(".//li[@class='preview-post']")
    assert ["1/2" in posts[0].text_content(), "2/2" in posts[1].text_content()] == [True, True]
    assert "5 octobre 2026 à 17" in page.get_element_by_id("reseau-bluesky").text_content()
    assert "Telegram" in page.xpath("string(//nav[contains(@class, 'kit-ways')])")


def test_a_kit_shows_the_slot_of_a_text_then_where_it_is_out(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """And the command that enters one that a person sent; a page is made anew when either changes."""
    post = make_post(POST)
    moment = post.published + timedelta(hours=7)
    slot = Planned(post=post, network="facebook", moment=moment, way=Way.SLOT)
    out = replace(slot, standing=Standing.SENT, address="https://facebook.example/1")
    keys = set()
    for one, shown, absent in (
        (slot, "--by-hand", "facebook.example"),
        (out, "https://facebook.example/1", "--by-hand"),
    ):
        plan = Plan(items=(one,), _by={(post.slug, "facebook"): one})
        edition = replace(edition_of(site, post, internal=True), plan=plan)
        (section,) = kit(edition).xpath(
            "//section[@class='sounding'][h3 = 'Facebook' or div/h3 = 'Facebook']"
        )
        told = html.tostring(section, encoding="unicode").replace("&nbsp;", "\u00a0")
        assert shown.lower() in told.lower() and absent not in told
        assert f"{moment.hour}\u00a0h" in told
        keys |= {page.key for page in kit_pages(edition) if post.slug in page.path}
    assert len(keys) == 2


@pytest.mark.parametrize("internal", [False, True], ids=["relay", "kit"])
def test_markup_in_any_field_stays_text(
    site: Site, make_post: Callable[..., Post], internal: bool
) -> None:
    """Neither a script, nor an attribute, nor the end of a field gets out of what was written."""
    post = replace(
        make_post(POST),
        title=f"Titre {MARKUP}",
        message=f"Message {MARKUP}",
        summary=f"Résumé {MARKUP}",
        points=(f"Point {MARKUP}", f"Second {MARKUP}"),
        question=f"Question {MARKUP}",
    )
    hostile = replace(site, organisation=replace(site.organisation, name=f"Nom {MARKUP}"))
    edition = edition_of(hostile, post, internal=internal)
    page = kit(edition) if internal else relay(edition)
    scripts = page.xpath("//script[not(@src)][not(@type='application/ld+json')] | //img[@onerror]")
    assert scripts == []
    shown = set(fields(page).values())
    for snippet in edition.snippets["eau"]:
        if internal or snippet.network.key not in ("tiktok", "youtube"):
            assert set(snippet.parts) <= shown
    assert "49" not in {word for text in shown for word in text.split()}
    assert page.xpath("string(//h1)").endswith(MARKUP)


def test_an_expired_post_says_so_where_it_was_relayed(
    site: Site, make_post: Callable[..., Post]
) -> None:
    post = make_post(POST)
    gone = replace(post, slug="vieux", expires=post.published + timedelta(days=1))
    edition = replace(edition_of(site, post), expired=(gone,))
    page = relay(edition, "vieux")
    assert page.find(".//textarea") is None
    assert gone.title in page.text_content()


def test_recent_posts_get_the_cards_that_their_readers_can_use(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Staff get every format for sixty days, readers what their networks want, old posts one."""
    new = make_post(POST)
    old = replace(new, slug="vieux", published=new.published - timedelta(days=61))
    assert formats_wanted(edition_of(site, new, old)) == {
        "eau": ("og", "portrait"),
        "vieux": ("og",),
    }
    assert formats_wanted(edition_of(site, new, old, internal=True)) == {
        "eau": ("og", "square", "portrait", "story"),
        "vieux": ("og",),
    }
    assert formats_wanted(edition_of(site)) == {}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pages_speak_both_languages(site: Site, make_post: Callable[..., Post], lang: str) -> None:
    """Relay pages speak the post's language, kits that of the site; no key or brace shows."""
    post = replace(make_post(POST), lang=lang, told_in=lang)
    staff = edition_of(replace(site, lang=lang), post, internal=True)
    index = render(staff, pages_of(kit_pages(staff))["kits/index.html"])
    for page in (relay(edition_of(site, post)), kit(staff), index):
        assert page.get("lang") == lang
        said = page.find(".//main").text_content()
        assert not re.search(r"\{\w*\}|\bkits\.|\bNone\b", said)


def test_each_crop_of_a_preview_has_its_style(site: Site, make_post: Callable[..., Post]) -> None:
    """Recent posts with every card, and old ones with one; a picture that is posted itself is
    never cropped."""
    new = make_post(POST)
    old = replace(new, slug="vieux", published=new.published - timedelta(days=61))
    edition = edition_of(site, new, old, internal=True)
    styles = (TEMPLATES / "assets" / "kit.css").read_text("utf-8")
    for slug, instagram in (("eau", "1080-1350"), ("vieux", "1200-630")):
        page = kit(edition, slug)
        crops = {one.get("class").split()[-1] for one in page.xpath("//img[@class][@alt='']")}
        shown = {name for name in crops if name.startswith("preview-crop-")}
        assert shown and all(f".{name} {{" in styles for name in shown)
        posted = page.xpath("string(//*[@id='reseau-instagram']//img/@class)")
        assert posted == f"preview-crop preview-crop-{instagram}"


@pytest.mark.parametrize("decorative", [False, True])
def test_a_kit_shows_the_picture_that_goes_with_a_text(
    site: Site, make_post: Callable[..., Post], tmp_path: Path, decorative: bool
) -> None:
    """The post's own where we attach it, unless it says nothing; elsewhere the card of the link."""
    post = replace(make_post(POST), picture=Picture(file="a.png", alt="", decorative=decorative))
    file = tmp_path / "a.png"
    own = PostPicture(
        file=file, copy=file, path="blog/a.png", type="image/png", length=9, width=4, height=3
    )
    edition = replace(edition_of(site, post, internal=True), pictures={post.slug: own})
    page = kit(edition)
    for key in ("mastodon", "bluesky", "instagram"):
        (source,) = page.xpath(f"//*[@id='reseau-{key}']//*[@class='preview-posts']//img/@src")
        borne = NETWORKS[key].attaches and not decorative
        assert source.endswith("/blog/a.png") == borne == (key == "mastodon" and not decorative)
